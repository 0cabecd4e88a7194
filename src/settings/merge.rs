//! Two people's changes of one document put together, field by field.
//!
//! Over JSON, so that a field that is added to the settings is merged without a line here: what only one side has changed is taken, and where
//! both have, mine stands and the place is told. Entries of lists are known by their code, day, name, currency, tier, activity or kind. A task
//! that one side has moved to another milestone is still the same to the other, see `tasks`.

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
    // A rate is one of two currencies from a day on.
    if let (Some(from), Some(to), Some(day)) = (text("from"), text("to"), text("from_day")) {
        return format!("{from} {to} {day}");
    }
    ["code", "currency", "date", "tier", "activity"]
        .iter()
        .find_map(|name| text(name))
        .or_else(|| text("name"))
        .or_else(|| text("kind"))
        .unwrap_or_default()
        .to_lowercase()
}

#[cfg(test)]
mod tests;
