use super::super::raw::{RawHoliday, RawPayer, RawReserved, write};
use super::*;
use crate::forms::styles::ENGLISH;
use entente_model::settings::ProgramSettings;

fn base() -> RawSettings {
    write(&ProgramSettings::initial(), ENGLISH)
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

#[test]
fn accounts_that_pay_are_known_by_their_currency() {
    let account = |currency: &str, iban: &str| RawPayer {
        currency: currency.into(),
        iban: iban.into(),
        ..RawPayer::default()
    };
    let before = changed(|raw| raw.payers = vec![account("EUR", "DE1"), account("USD", "DE2")]);
    let mut mine = before.clone();
    mine.payers[1].bic = "COBADEFFXXX".into();
    mine.payers.push(account("JPY", "DE3"));
    let mut theirs = before.clone();
    theirs.payers.remove(0);
    theirs.payers[0].iban = "DE4".into();
    let mut expected = theirs.clone();
    expected.payers[0].bic = "COBADEFFXXX".into();
    expected.payers.push(account("JPY", "DE3"));
    assert_eq!(
        merge(&before, &mine, &theirs),
        Some(Merged {
            raw: expected,
            disputed: 0
        })
    );
}
