//! Two people's changes of one document put together, field by field.
//!
//! Over JSON, so that a field that is added to the settings is merged without a line here: what only one side has changed is taken, and where both
//! have, mine stands and the place is told. Entries of lists are known by their code, day, name, currency or kind. A task that one side has moved
//! to another milestone is still the same to the other, see `tasks`.

mod tasks;

use super::raw::RawSettings;
use crate::json;
use serde_json::{Map, Value};

/// The outcome.
#[derive(Clone, PartialEq, Debug)]
pub struct Merged {
    /// Theirs with my changes.
    pub raw: RawSettings,
    /// How many fields both have changed, each to something else; mine stands there.
    pub disputed: usize,
}

/// Puts my changes since `base` upon theirs. `None` when the text can't be turned into JSON and back, which no settings can cause.
pub fn merge(base: &RawSettings, mine: &RawSettings, theirs: &RawSettings) -> Option<Merged> {
    let value = |raw: &RawSettings| Some(tasks::apart(json::read::<Value>(&json::write(raw)?)?));
    let mut disputed = 0;
    let merged = merge_values(
        Some(&value(base)?),
        Some(&value(mine)?),
        Some(&value(theirs)?),
        &mut disputed,
    )?;
    Some(Merged {
        raw: json::read(&json::write(&tasks::together(merged))?)?,
        disputed,
    })
}

fn merge_values(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    disputed: &mut usize,
) -> Option<Value> {
    if mine == base || mine == theirs {
        return theirs.cloned();
    }
    if theirs == base {
        return mine.cloned();
    }
    match (mine, theirs) {
        (Some(Value::Object(mine)), Some(Value::Object(theirs))) => {
            let base = base.and_then(Value::as_object);
            let merged = mine.iter().filter_map(|(name, value)| {
                let before = base.and_then(|base| base.get(name));
                Some((
                    name.clone(),
                    merge_values(before, Some(value), theirs.get(name), disputed)?,
                ))
            });
            Some(Value::Object(merged.collect::<Map<_, _>>()))
        }
        (Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
            let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            Some(Value::Array(merge_lists(base, mine, theirs, disputed)))
        }
        _ => {
            *disputed += 1;
            mine.cloned()
        }
    }
}

fn merge_lists(base: &[Value], mine: &[Value], theirs: &[Value], disputed: &mut usize) -> Vec<Value> {
    let (base, mine, theirs) = (known(base), known(mine), known(theirs));
    let common = |list: &Known<'_>| -> Vec<String> {
        list.iter()
            .map(|(identity, _)| identity.clone())
            .filter(|identity| find(&base, identity).is_some())
            .collect()
    };
    let in_order_of_base = |list: &Known<'_>| {
        let places: Vec<usize> = common(list)
            .iter()
            .filter_map(|identity| base.iter().position(|(known, _)| known == identity))
            .collect();
        places.is_sorted()
    };
    // Whoever has moved entries gives the order; where both have, I.
    let (first, second) = if in_order_of_base(&mine) {
        (&theirs, &mine)
    } else {
        (&mine, &theirs)
    };
    let mut merged = Vec::new();
    let added = second.iter().filter(|(identity, _)| find(first, identity).is_none());
    for (identity, _) in first.iter().chain(added) {
        let (before, mine, theirs) = (find(&base, identity), find(&mine, identity), find(&theirs, identity));
        merged.extend(match (before, mine, theirs) {
            // Taken out by one, and not changed by the other.
            (Some(before), None, Some(left)) | (Some(before), Some(left), None) if before == left => None,
            // Taken out by me, but changed by them: I have not seen how.
            (Some(_), None, Some(_)) => theirs.cloned(),
            _ => merge_values(before, mine, theirs, disputed),
        });
    }
    merged
}

type Known<'a> = Vec<(String, &'a Value)>;

fn find<'a>(list: &Known<'a>, identity: &str) -> Option<&'a Value> {
    list.iter()
        .find(|(known, _)| known == identity)
        .map(|(_, value)| *value)
}

/// The entries with what each is known by; of several with one name each has its number.
fn known(list: &[Value]) -> Known<'_> {
    let mut known: Known<'_> = Vec::with_capacity(list.len());
    for entry in list {
        let identity = identity_of(entry);
        let doubles = list
            .iter()
            .take(known.len())
            .filter(|earlier| identity_of(earlier) == identity)
            .count();
        known.push((format!("{identity} {doubles}"), entry));
    }
    known
}

/// What an entry is known by in its list.
fn identity_of(entry: &Value) -> String {
    let Value::Object(fields) = entry else {
        return entry.to_string();
    };
    let text = |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    ["code", "currency", "date"]
        .iter()
        .find_map(|name| text(name))
        .or_else(|| text("name"))
        .or_else(|| text("kind"))
        .unwrap_or_default()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::raw::{RawHoliday, RawReserved, write};
    use super::*;
    use entente_model::money::NumberStyle;
    use entente_model::settings::ProgramSettings;

    fn base() -> RawSettings {
        write(
            &ProgramSettings::initial(),
            NumberStyle {
                decimal: '.',
                group: ',',
            },
        )
    }

    fn changed(change: impl FnOnce(&mut RawSettings)) -> RawSettings {
        let mut raw = base();
        change(&mut raw);
        raw
    }

    #[test]
    fn changes_of_different_fields_stand_side_by_side() {
        let mine = changed(|raw| {
            raw.deals.protection_days = "not a number yet".into();
            raw.regions[0].holidays.push(RawHoliday {
                date: "2027-12-24".into(),
                name: "Heiligabend".into(),
            });
            raw.products[1].offered = false;
        });
        let theirs = changed(|raw| {
            raw.deals.answer_days = "21".into();
            raw.regions[0].name = "DACH".into();
            raw.regions.remove(3);
            raw.reserved.push(RawReserved {
                name: "Acme".into(),
                domain: "acme.example".into(),
                ..RawReserved::default()
            });
        });
        let merged = merge(&base(), &mine, &theirs).map(|merged| (merged.raw, merged.disputed));
        let expected = changed(|raw| {
            raw.deals.protection_days = "not a number yet".into();
            raw.deals.answer_days = "21".into();
            raw.products[1].offered = false;
            raw.regions[0].name = "DACH".into();
            raw.regions[0].holidays.push(RawHoliday {
                date: "2027-12-24".into(),
                name: "Heiligabend".into(),
            });
            raw.regions.remove(3);
            raw.reserved.push(RawReserved {
                name: "Acme".into(),
                domain: "acme.example".into(),
                ..RawReserved::default()
            });
        });
        assert_eq!(merged, Some((expected, 0)));
    }

    #[test]
    fn of_two_changes_of_one_field_mine_stands_and_is_told() {
        let mine = changed(|raw| raw.deals.protection_days = "60".into());
        let theirs = changed(|raw| raw.deals.protection_days = "120".into());
        assert_eq!(
            merge(&base(), &mine, &theirs),
            Some(Merged {
                raw: mine.clone(),
                disputed: 1
            })
        );
    }

    #[test]
    fn what_both_added_stays_and_what_was_moved_stays_moved() {
        let mine = changed(|raw| {
            raw.currencies.swap(0, 1);
            raw.currencies.push("HUF".into());
        });
        let theirs = changed(|raw| raw.currencies.push("CAD".into()));
        let merged = merge(&base(), &mine, &theirs)
            .map(|merged| merged.raw.currencies)
            .unwrap_or_default();
        assert_eq!(&merged[..2], ["USD", "EUR"]);
        assert!(merged.contains(&"HUF".to_owned()) && merged.contains(&"CAD".to_owned()));
    }

    #[test]
    fn criteria_are_known_by_their_kind() {
        let mine = changed(|raw| raw.criteria[0].weight = "30".into());
        let theirs = changed(|raw| {
            raw.criteria.swap(0, 2);
            raw.criteria[2].chosen.push("agency".into());
            raw.applications.link_days = "7".into();
        });
        let expected = {
            let mut raw = theirs.clone();
            raw.criteria[2].weight = "30".into();
            raw
        };
        assert_eq!(
            merge(&base(), &mine, &theirs),
            Some(Merged {
                raw: expected,
                disputed: 0
            })
        );
    }

    #[test]
    fn a_task_that_was_moved_keeps_what_the_other_has_changed_in_it() {
        let mine = changed(|raw| {
            let task = raw.journeys[1].milestones[1].tasks.remove(0);
            raw.journeys[1].milestones[2].tasks.insert(0, task);
            raw.journeys[1].milestones[0].tasks[0].weight = "many".into();
        });
        let theirs = changed(|raw| {
            raw.journeys[1].milestones[1].tasks[0].help = "As SVG or PNG.".into();
            raw.journeys[1].milestones[1].name = "Prepare".into();
            raw.journeys[1].milestones[3].tasks[0].blocked_by.clear();
            raw.agreement.title = "Agreement of partners".into();
            raw.follow_up.risk_days = "10".into();
        });
        let expected = {
            let mut raw = theirs.clone();
            let task = raw.journeys[1].milestones[1].tasks.remove(0);
            raw.journeys[1].milestones[2].tasks.insert(0, task);
            raw.journeys[1].milestones[0].tasks[0].weight = "many".into();
            raw
        };
        assert_eq!(
            merge(&base(), &mine, &theirs),
            Some(Merged {
                raw: expected,
                disputed: 0
            })
        );
    }

    #[test]
    fn a_task_outlives_the_milestone_that_the_other_took_out() {
        let mine = changed(|raw| raw.journeys[1].milestones[2].tasks[0].weight = "9".into());
        let theirs = changed(|raw| {
            raw.journeys[1].milestones.remove(2);
        });
        let merged = merge(&base(), &mine, &theirs).map(|merged| merged.raw.journeys);
        let expected = {
            let mut raw = theirs.clone();
            let task = mine.journeys[1].milestones[2].tasks[0].clone();
            raw.journeys[1].milestones[0].tasks.push(task);
            raw.journeys
        };
        assert_eq!(merged, Some(expected));
    }

    #[test]
    fn what_an_older_portal_kept_takes_nothing_away() {
        let before = |raw: RawSettings| RawSettings {
            applications: Default::default(),
            specialties: Vec::new(),
            criteria: Vec::new(),
            journeys: Vec::new(),
            follow_up: Default::default(),
            agreement: Default::default(),
            ..raw
        };
        let mine = before(changed(|raw| raw.deals.answer_days = "21".into()));
        let merged = merge(&before(base()), &mine, &base()).map(|merged| merged.raw);
        assert_eq!(merged, Some(changed(|raw| raw.deals.answer_days = "21".into())));
    }

    #[test]
    fn an_entry_that_they_changed_does_not_vanish_by_my_taking_it_out() {
        let mine = changed(|raw| {
            raw.rules.remove(0);
        });
        let theirs = changed(|raw| raw.rules[0].enabled = false);
        assert_eq!(
            merge(&base(), &mine, &theirs).map(|merged| merged.raw.rules),
            Some(theirs.rules)
        );
    }
}
