//! The list of journeys, and how many reached which milestone.

use super::readers::{List, open_loop, readers};
use super::sessions::Sessions;
use crate::client::Client;
use crate::data::DataSet;
use crate::measure::{Measurement, Schedule, Times, together};
use crate::server::Server;
use anyhow::Result;
use std::time::Duration;

/// What people ask the list for.
const JOURNEYS: List = List {
    path: "/api/v1/journeys",
    queries: &[
        "",
        "risk=at_risk",
        "risk=late,at_risk&sort=-in_stage",
        "sort=-progress",
        "milestone=set-up",
        "template=selling&sort=-started",
        "region=dach&sort=in_stage",
        "search=systems",
    ],
};
/// The funnels: of all regions, and of one.
const FUNNELS: [&str; 2] = ["/api/v1/journeys/funnels", "/api/v1/journeys/funnels?region=dach"];

/// Requests a second of the list and of the funnels, and how long they last.
const RATE: u32 = 300;
const FUNNEL_RATE: u32 = 30;
const SPAN: Duration = Duration::from_secs(10);
/// Connections of each.
const CONNECTIONS: usize = 16;

/// The list and the funnels, one after the other.
pub async fn pages(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let vendor: Vec<&str> = sessions.vendor.iter().map(String::as_str).collect();
    let people = || readers(server, &JOURNEYS, vendor.clone(), CONNECTIONS);
    // Once round, so that both databases of pages, the file's and ours, are warm.
    open_loop(people().await?, 50, Duration::from_secs(2)).await?;
    let (times, span) = open_loop(people().await?, RATE, SPAN).await?;
    let listed = times.measurement("journeys_list", set.deals, CONNECTIONS as u32, span);
    let (times, span) = funnels(server, &vendor).await?;
    let counted = times.measurement("journeys_funnel", set.deals, CONNECTIONS as u32, span);
    Ok(vec![listed, counted])
}

async fn funnels(server: &Server, sessions: &[&str]) -> Result<(Times, Duration)> {
    let mut people = Vec::with_capacity(CONNECTIONS);
    for (number, session) in sessions.iter().cycle().take(CONNECTIONS).enumerate() {
        let client = Client::connect(&server.address).await?;
        people.push((number, client, (*session).to_owned()));
    }
    let schedule = Schedule::new(FUNNEL_RATE, SPAN);
    together(people, |(mut at, mut client, session)| {
        let schedule = schedule.clone();
        async move {
            let mut times = Times::default();
            while let Some(moment) = schedule.next().await {
                at += 1;
                let answer = client.get(FUNNELS[at % FUNNELS.len()], Some(&session)).await?;
                times.keep(moment.elapsed(), answer.status == 200);
            }
            Ok(times)
        }
    })
    .await
}
