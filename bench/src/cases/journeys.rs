//! The list of journeys, how many reached which milestone, and the boards of single partners.

use super::readers::{List, asked, open_loop, readers};
use super::sessions::Sessions;
use crate::client::Client;
use crate::data::DataSet;
use crate::measure::Measurement;
use crate::server::Server;
use anyhow::{Result, ensure};
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

/// Requests a second of the list and the boards, and of the funnels, and how long they last.
const RATE: u32 = 300;
const FUNNEL_RATE: u32 = 30;
const SPAN: Duration = Duration::from_secs(10);
/// Connections of each.
const CONNECTIONS: usize = 16;

/// The list, the funnels and the boards, one after the other.
pub async fn pages(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let vendor: Vec<&str> = sessions.vendor.iter().map(String::as_str).collect();
    let people = || readers(server, &JOURNEYS, vendor.clone(), CONNECTIONS);
    // Once round, so that both databases of pages, the file's and ours, are warm.
    open_loop(people().await?, 50, Duration::from_secs(2)).await?;
    let (times, span) = open_loop(people().await?, RATE, SPAN).await?;
    let listed = times.measurement("journeys_list", set.deals, CONNECTIONS as u32, span);
    let funnels = FUNNELS.map(str::to_owned).to_vec();
    let (times, span) = asked(server, funnels, vendor, CONNECTIONS, FUNNEL_RATE, SPAN).await?;
    let counted = times.measurement("journeys_funnel", set.deals, CONNECTIONS as u32, span);
    let boards = boards(server, sessions.admin()).await?;
    let (times, span) = asked(server, boards, vec![sessions.admin()], CONNECTIONS, RATE, SPAN).await?;
    let read = times.measurement("journeys_board", set.deals, CONNECTIONS as u32, span);
    Ok(vec![listed, counted, read])
}

/// Where the boards of a hundred partners are.
async fn boards(server: &Server, session: &str) -> Result<Vec<String>> {
    let mut client = Client::connect(&server.address).await?;
    let page = client.get("/api/v1/journeys?limit=100", Some(session)).await?.json()?;
    let partners = page["items"].as_array().into_iter().flatten();
    let boards: Vec<String> = partners
        .filter_map(|item| item["partner"]["id"].as_str())
        .map(|id| format!("/api/v1/partners/{id}/journey"))
        .collect();
    ensure!(boards.len() == 100, "{} journeys on the first page", boards.len());
    Ok(boards)
}
