//! Many requests for market development money: their list, their pages, and the report of what came back.

use super::readers::{List, asked, open_loop, readers};
use super::sessions::Sessions;
use crate::client::{Change, Client};
use crate::data::DataSet;
use crate::measure::{Measurement, Times, together};
use crate::server::Server;
use anyhow::{Result, ensure};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// Requests that are begun.
const REQUESTS: usize = 10_000;
/// Clients that begin them at once.
const WRITERS: usize = 64;
/// Requests a second of lists and pages, of reports, and how long they last.
const RATE: u32 = 300;
const REPORTS: u32 = 30;
const SPAN: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 16;
/// Kinds of activity that requests are for in turn.
const ACTIVITIES: [&str; 4] = ["webinar", "field_event", "paid_search", "trade_show"];

/// What people ask the list for.
const LIST: List = List {
    path: "/api/v1/fund_requests",
    queries: &["", "state=draft", "activity=webinar", "sort=updated", "search=roadshow"],
};

/// Begins many requests, and reads them.
pub async fn lists(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let session = sessions.partners[1].as_str();
    let ids = begin(server, session).await?;
    let warm = Duration::from_secs(2);
    open_loop(readers(server, &LIST, vec![session], CONNECTIONS).await?, 50, warm).await?;
    let people = readers(server, &LIST, vec![session], CONNECTIONS).await?;
    let (times, span) = open_loop(people, RATE, SPAN).await?;
    let list = times.measurement("fund_requests_list", set.deals, CONNECTIONS as u32, span);
    let pages: Vec<String> = ids.iter().map(|id| format!("/api/v1/fund_requests/{id}")).collect();
    let (times, span) = asked(server, pages, vec![session], CONNECTIONS, RATE, SPAN).await?;
    let page = times.measurement("fund_request_page", set.deals, CONNECTIONS as u32, span);
    let by = ["activity_type", "partner", "tier", "region", "period"];
    let reports = by.map(|by| format!("/api/v1/fund_returns?by={by}")).to_vec();
    let vendor = || vec![sessions.admin()];
    let (times, span) = asked(server, reports, vendor(), CONNECTIONS, REPORTS, SPAN).await?;
    let report = times.measurement("fund_returns", set.deals, CONNECTIONS as u32, span);
    let history = vec!["/api/v1/fund_history".to_owned()];
    let everybody = || vec![session, sessions.admin()];
    let (times, span) = asked(server, history, everybody(), CONNECTIONS, REPORTS, SPAN).await?;
    let history = times.measurement("fund_history", set.deals, CONNECTIONS as u32, span);
    Ok(vec![list, page, report, history])
}

/// Begins the requests, as drafts of one partner; answers with their ids.
async fn begin(server: &Server, session: &str) -> Result<Vec<String>> {
    let mut clients = Vec::with_capacity(WRITERS);
    for _ in 0..WRITERS {
        clients.push(Client::connect(&server.address).await?);
    }
    let next = Rc::new(Cell::new(0));
    let ids = Rc::new(RefCell::new(Vec::with_capacity(REQUESTS)));
    let session: Rc<str> = session.into();
    let (times, _) = together(clients, |mut client| {
        let (next, ids, session) = (next.clone(), ids.clone(), session.clone());
        async move {
            let mut times = Times::default();
            while next.get() < REQUESTS {
                let at = next.get();
                next.set(at + 1);
                let body = serde_json::json!({
                    "activity": ACTIVITIES[at % ACTIVITIES.len()],
                    "title": format!("Roadshow stop {at}"),
                    "starts_on": "2027-03-02", "ends_on": "2027-03-02",
                    "audience": "Heads of IT of forty companies", "plan": "Three talks and dinner.",
                    "currency": "EUR", "asked": 50_000 + at,
                    "lines": [{ "category": "venue", "description": "Room", "minor": 100_000 + 2 * at }],
                });
                let change = Change {
                    body,
                    version: None,
                    session: Some(&session),
                };
                let answer = client.post("/api/v1/fund_requests", change).await?;
                times.keep(Duration::ZERO, answer.status == 201);
                if let Some(id) = answer.json()?["id"].as_str() {
                    ids.borrow_mut().push(id.to_owned());
                }
            }
            Ok(times)
        }
    })
    .await?;
    ensure!(times.failures() == 0, "{} requests were refused", times.failures());
    Ok(ids.take())
}
