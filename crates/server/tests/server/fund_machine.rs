//! Funds told twice: by the API, and as plain sums of money without accounts. Random stories of three partners and two funds of different
//! currencies must come out alike, step by step; and whatever a crowd does at once, no cent comes or goes.
//!
//! Stories are drawn from a seed that a failure names, with the shortest story that fails. A few are told in each run of the suite
//! (about 15 seconds for a database). For a long run, or another one:
//!
//! ```text
//! ENTENTE_FUND_STORIES=500 ENTENTE_FUND_SEED=7 cargo test -p entente-server --test server fund_machine -- --include-ignored
//! ```
//!
//! - `ENTENTE_FUND_STORIES`: how many stories are told, 5; each has 20 to 40 steps and takes about 3 seconds.
//! - `ENTENTE_FUND_CROWDS`: how many crowds follow one another, 1; each takes about 12 seconds.
//! - `ENTENTE_FUND_SEED`: what all of them are drawn from, 2026.

mod crowd;
mod likely;
mod naive;
mod step;
mod story;
mod world;

use crate::support::TestApp;
use crate::support::company::change_settings;
use chrono::NaiveDate;
use entente_model::funds::rate::ExchangeRate;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use std::str::FromStr;
use story::Cast;
use tokio::runtime::Handle;

/// Stories that are told unless the environment says otherwise.
const STORIES: u32 = 5;
/// What they are drawn from.
const SEED: u64 = 2026;
/// Milliseconds within which a shorter story that fails is looked for.
const SHRINK_FOR: u32 = 60_000;

/// A number of the environment's, or the one given.
fn number<N: FromStr>(name: &str, otherwise: N) -> N {
    let set = std::env::var(name).ok();
    set.and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn seed() -> u64 {
    number("ENTENTE_FUND_SEED", SEED)
}

fn runner(cases: u32, seed: u64) -> TestRunner {
    TestRunner::new(Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_time: SHRINK_FOR,
        ..Config::default()
    })
}

/// Publishes the rates that [`naive::exchanged`] reckons with.
async fn publish_rates(app: &TestApp) -> crate::support::TestResult {
    let rate = |from: &str, to: &str, rate: i64| ExchangeRate {
        from: from.to_owned(),
        to: to.to_owned(),
        rate,
        from_day: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default(),
    };
    let rates = vec![
        rate("EUR", "JPY", naive::YEN_FOR_A_EURO * 10_000_000),
        rate("JPY", "EUR", naive::EUROS_FOR_A_YEN * 1_000),
    ];
    change_settings(app, |settings| settings.funds.rates = rates).await
}

on_both_databases!(every_story_is_told_alike_by_the_api_and_without_accounts, async |app| {
    publish_rates(app).await?;
    app.clock.stop_at_noon();
    let cast = Cast::new(app).await?;
    let (stories, seed) = (number("ENTENTE_FUND_STORIES", STORIES), seed());
    println!("ENTENTE_FUND_SEED={seed}");
    let steps = proptest::collection::vec(step::step(), 20..=40);
    let runtime = Handle::current();
    let told = tokio::task::block_in_place(|| {
        runner(stories, seed).run(&steps, |steps| {
            let told = runtime.block_on(story::tell(app, &cast, &steps));
            told.map_err(|error| TestCaseError::fail(error.to_string()))
        })
    });
    told.map_err(|failure| format!("ENTENTE_FUND_SEED={seed}: {failure}").into())
});

on_both_databases!(whatever_a_crowd_does_at_once_no_cent_comes_or_goes, async |app| {
    publish_rates(app).await?;
    app.clock.stop_at_noon();
    let first = seed();
    for at in 0..number("ENTENTE_FUND_CROWDS", 1_u64) {
        let seed = first.wrapping_add(at);
        println!("ENTENTE_FUND_SEED={seed}");
        crowd::gather(app, &mut runner(1, seed)).await?;
    }
    Ok(())
});
