//! The command line of `entente sample-data`.

use super::{Sample, make};
use crate::cli::{CliError, DataFlags, configure};
use crate::clock::SystemClock;
use crate::files::Files;
use chrono::{NaiveDate, Utc};
use clap::Args;
use std::sync::Arc;

/// Most registrations of a sample.
const MOST_DEALS: i64 = 5_000_000;

/// Most journeys that are asked for.
const MOST_JOURNEYS: i64 = 100_000;

/// Most requests for money of funds that are asked for.
const MOST_FUND_REQUESTS: i64 = 100_000;

/// What `entente sample-data` takes.
#[derive(Args)]
pub struct Arguments {
    /// Deal registrations to make
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=MOST_DEALS))]
    deals: u32,
    /// What everything is drawn from: the same number makes the same rows
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Day on whose morning the story stands, YYYY-MM-DD; today without it
    #[arg(long)]
    today: Option<NaiveDate>,
    /// How many of the registrations wait for a decision; 2 in a hundred without it
    #[arg(long)]
    waiting: Option<u32>,
    /// How many partners are on their journey at least; 20 in a hundred without it
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=MOST_JOURNEYS))]
    journeys: Option<u32>,
    /// How many requests for money of funds there are; some 70 without it, and no more than partners have money for
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=MOST_FUND_REQUESTS))]
    fund_requests: Option<u32>,
    /// Print the sign-ins as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataFlags,
}

/// Makes the sample and prints who can sign in.
pub async fn run(arguments: Arguments) -> Result<(), CliError> {
    let config = configure(&arguments.data)?;
    std::fs::create_dir_all(&config.data)
        .map_err(|error| CliError(format!("the folder {}: {error}", config.data.display())))?;
    let sample = Sample {
        deals: arguments.deals,
        seed: arguments.seed,
        today: arguments.today.unwrap_or_else(|| Utc::now().date_naive()),
        waiting: arguments.waiting,
        journeys: arguments.journeys,
        fund_requests: arguments.fund_requests,
    };
    let files = Files::for_loading(&config).map_err(CliError::new)?;
    let report = make(&config.store(), &files, Arc::new(SystemClock), sample)
        .await
        .map_err(CliError::new)?;
    if arguments.json {
        println!("{}", report.json());
    } else {
        println!("{}", report.table());
    }
    eprintln!("{} deals in {:.1} s", sample.deals, report.took.as_secs_f64());
    Ok(())
}
