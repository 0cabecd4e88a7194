//! Measures a running portal from the outside: the release binary on loopback, real sessions, real rows.
//!
//! Everything is bounded in count and time. Nothing is estimated: what could not be measured is an error.

mod cases;
mod client;
mod data;
mod measure;
mod server;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use data::Many;
use measure::Measurement;
use std::path::PathBuf;

/// Measures the server and writes what it found as JSON.
#[derive(Parser)]
struct Arguments {
    /// The release binary.
    #[arg(long)]
    server: PathBuf,
    /// Folder of the data sets; those that are missing are made.
    #[arg(long)]
    data: PathBuf,
    /// Folder of the built app.
    #[arg(long)]
    app: PathBuf,
    /// First of two free ports on loopback.
    #[arg(long, default_value_t = 9180)]
    port: u16,
    /// Numbers of deals to measure with.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    sizes: Vec<u32>,
    /// Parts to measure, for whoever works on one of them; all without it.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// File to write.
    #[arg(long)]
    out: PathBuf,
    /// Makes the data set of that many deals, prints its folder and measures nothing.
    #[arg(long)]
    prepare: Option<u32>,
}

/// What can be measured alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Pages of the list.
    Lists,
    /// Searches in the list.
    Searches,
    /// Conflict checks.
    Conflicts,
    /// Durable approvals.
    Approvals,
    /// Lists while people sign in.
    SignIns,
    /// Memory after sign-ins.
    Memory,
    /// Pages, funnels and boards of journeys.
    Journeys,
    /// Balances and statements of a fund by who reads them, its allocation, requests for its money, and what came back.
    Funds,
}

impl Arguments {
    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // One thread: the generator leaves as much of the machine to the server as it can.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(&arguments))
}

async fn run(arguments: &Arguments) -> Result<()> {
    if let Some(deals) = arguments.prepare {
        let set = data::prepare(&arguments.server, &arguments.data, deals, Many::Deals).await?;
        println!("{}", set.folder.display());
        return Ok(());
    }
    let mut measurements: Vec<Measurement> = Vec::new();
    for deals in &arguments.sizes {
        let set = data::prepare(&arguments.server, &arguments.data, *deals, Many::Deals).await?;
        let found = cases::measure(arguments, &set)
            .await
            .with_context(|| format!("with {deals} deals"))?;
        measurements.extend(found);
        keep(arguments, &measurements)?;
    }
    if arguments.wants(Part::Journeys) {
        let (deals, journeys) = data::JOURNEYS;
        let set = data::prepare(&arguments.server, &arguments.data, deals, Many::Journeys(journeys)).await?;
        let found = cases::measure_journeys(arguments, &set).await;
        measurements.extend(found.with_context(|| format!("with {journeys} journeys"))?);
        keep(arguments, &measurements)?;
    }
    if arguments.wants(Part::Funds) {
        let (deals, requests) = data::FUNDS;
        let many = Many::FundRequests(requests);
        let set = data::prepare(&arguments.server, &arguments.data, deals, many).await?;
        let found = cases::measure_funds(arguments, &set).await;
        measurements.extend(found.with_context(|| format!("with {requests} requests for money of funds"))?);
        keep(arguments, &measurements)?;
    }
    Ok(())
}

fn keep(arguments: &Arguments, measurements: &[Measurement]) -> Result<()> {
    Ok(std::fs::write(
        &arguments.out,
        serde_json::to_string_pretty(measurements)?,
    )?)
}
