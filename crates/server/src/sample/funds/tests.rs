use super::super::first_program;
use super::super::people::People;
use super::super::world::World;
use super::{FundRows, draw};
use crate::settings::InEffect;
use crate::store::entities::fund_requests;
use chrono::{Days, NaiveDate};
use entente_model::funds::claim::ClaimState;
use entente_model::funds::request::FundRequestState;
use entente_model::ids::SettingsVersionId;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Everything that is told of funds on the morning of a day.
fn told(seed: u64, today: NaiveDate) -> Result<FundRows, Box<dyn std::error::Error>> {
    let in_effect = InEffect::new(SettingsVersionId(Uuid::nil()), 1, first_program(today));
    let world = World::new(seed, 4_000, today, in_effect);
    let people = People::draw(&world, None, "");
    Ok(draw(&world, &people, &people.program_admin()?, None, None)?)
}

/// Whatever day it is, nothing is refused, nothing is in the future, and there is something in every state.
#[test]
fn on_each_day_of_a_year_every_state_is_told() -> Result<(), Box<dyn std::error::Error>> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).ok_or("no such day")?;
    for (seed, later) in (1..).zip((0..370).step_by(6)) {
        let today = first + Days::new(later);
        let rows = told(seed, today)?;
        let mut states: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &rows.requests {
            *states.entry(row.state.as_str()).or_default() += 1;
        }
        for state in FundRequestState::ALL {
            assert!(
                states.contains_key(state.as_str()),
                "{today}: no request is {}",
                state.as_str()
            );
        }
        for state in ClaimState::ALL {
            let found = rows.claims.iter().any(|row| row.state == state.as_str());
            assert!(found, "{today}: no claim is {}", state.as_str());
        }
        assert!(rows.requests.len() > 60, "{today}: {} requests", rows.requests.len());
        let agreed = rows
            .approvals
            .iter()
            .any(|item| item.state == "open" && item.agreed_by.is_some());
        assert!(agreed, "{today}: no claim waits for a second person");
        let now = today.and_time(chrono::NaiveTime::MIN).and_utc();
        let late = rows.audit.iter().find(|entry| entry.at > now);
        assert!(late.is_none(), "{today}: {late:?}");
        assert!(rows.requests.iter().all(|row| row.updated_at <= now), "{today}");
        assert!(rows.transactions.iter().all(|row| row.at <= now), "{today}");
        let open: Vec<_> = rows.batches.iter().filter(|batch| batch.state == "open").collect();
        assert!(open.len() == 1 && open[0].payments > 0, "{today}: {open:?}");
        assert!(rows.batches.iter().all(|batch| batch.updated_at <= now), "{today}");
        assert!(rows.batches.iter().any(|batch| batch.state == "settled"), "{today}");
        let told = |row: &&fund_requests::Model| row.state == "executing" && row.leads > 0;
        assert!(
            rows.requests.iter().any(|row| told(&row)),
            "{today}: nobody tells what came of it"
        );
        assert!(rows.jobs.iter().all(|job| job.run_at > now), "{today}");
    }
    Ok(())
}

/// As many as are asked for, of partners that have the money, and no more than that.
#[test]
fn lives_are_told_again_by_others() -> Result<(), Box<dyn std::error::Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).ok_or("no such day")?;
    let in_effect = InEffect::new(SettingsVersionId(Uuid::nil()), 1, first_program(today));
    let world = World::new(1, 20_000, today, in_effect);
    let people = People::draw(&world, None, "");
    let admin = people.program_admin()?;
    let rows = draw(&world, &people, &admin, Some(700), None)?;
    assert_eq!(rows.requests.len(), 700);
    let references: BTreeSet<&str> = rows.requests.iter().map(|row| row.reference.as_str()).collect();
    assert_eq!(references.len(), 700);
    let paid = rows.requests.iter().filter(|row| row.paid_minor > 0);
    assert!(paid.count() > 200);
    assert!(rows.accounts.iter().all(|row| row.balance >= 0 || row.kind == "budget"));

    let world = World::new(1, 1_000, today, world.in_effect);
    let few = People::draw(&world, None, "");
    assert!(draw(&world, &few, &few.program_admin()?, Some(5_000), None).is_err());
    Ok(())
}
