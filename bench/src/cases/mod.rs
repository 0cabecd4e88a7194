//! What is measured, with one data set after the other.

mod approvals;
mod conflicts;
mod fund_requests;
mod funds;
mod journeys;
mod lists;
mod memory;
mod readers;
mod sessions;

use crate::data::DataSet;
use crate::measure::{Measurement, figure};
use crate::server::Server;
use crate::{Arguments, Part};
use anyhow::Result;
use sessions::Sessions;

/// Measures everything with one data set. What only the largest is asked for is said at its place.
pub async fn measure(arguments: &Arguments, set: &DataSet) -> Result<Vec<Measurement>> {
    let largest = Some(&set.deals) == arguments.sizes.iter().max();
    let work = arguments.data.join("work");
    set.copy(&work)?;
    let server = Server::start(&arguments.server, &work, &arguments.app, arguments.port).await?;
    let mut found = vec![
        figure("sample_data_seconds", set.deals, set.seconds),
        figure("ready_seconds", set.deals, server.ready_after.as_secs_f64()),
    ];
    let sessions = Sessions::open(&server.address, set).await?;
    let begins = |part: Part, what: &str| {
        let wanted = arguments.wants(part);
        if wanted {
            eprintln!("{} deals: {what}", set.deals);
        }
        wanted
    };
    if begins(Part::Lists, "lists") {
        found.extend(lists::pages(&server, set, &sessions).await?);
    }
    if begins(Part::Searches, "searches") {
        found.push(lists::searches(&server, set, &sessions).await?);
    }
    if begins(Part::Conflicts, "conflict checks") {
        found.push(conflicts::checks(&server, set, &sessions).await?);
    }
    if begins(Part::Approvals, "approvals") {
        found.extend(approvals::decisions(&server, set).await?);
    }
    if largest && begins(Part::SignIns, "lists while people sign in") {
        found.push(lists::while_signing_in(&server, set, &sessions).await?);
    }
    if largest && begins(Part::Memory, "memory") {
        found.extend(memory::after_sign_ins(&server, set).await?);
    }
    server.stop().await?;
    std::fs::remove_dir_all(&work)?;
    Ok(found)
}

/// Measures what is asked about journeys, with a data set that has many.
pub async fn measure_journeys(arguments: &Arguments, set: &DataSet) -> Result<Vec<Measurement>> {
    let work = arguments.data.join("work");
    set.copy(&work)?;
    let server = Server::start(&arguments.server, &work, &arguments.app, arguments.port).await?;
    let sessions = Sessions::open(&server.address, set).await?;
    eprintln!("journeys");
    let found = journeys::pages(&server, set, &sessions).await?;
    server.stop().await?;
    std::fs::remove_dir_all(&work)?;
    Ok(found)
}

/// Measures what is asked about funds, with a data set that has many requests of many partners.
pub async fn measure_funds(arguments: &Arguments, set: &DataSet) -> Result<Vec<Measurement>> {
    let work = arguments.data.join("work");
    set.copy(&work)?;
    let server = Server::start(&arguments.server, &work, &arguments.app, arguments.port).await?;
    let sessions = Sessions::open(&server.address, set).await?;
    // What is written to comes last.
    eprintln!("requests for money of funds");
    let mut found = fund_requests::lists(&server, set, &sessions).await?;
    found.extend(fund_requests::returns(&server, set, &sessions).await?);
    found.push(funds::allocation(&server, set, &sessions).await?);
    eprintln!("books of a fund");
    found.extend(funds::books(&server, set, &sessions).await?);
    eprintln!("requests of one partner");
    found.extend(fund_requests::of_one(&server, set, &sessions).await?);
    server.stop().await?;
    std::fs::remove_dir_all(&work)?;
    Ok(found)
}
