//! Many requests for market development money: their lists and pages, and what came back of the money.

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

/// Requests that are begun by one partner.
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

/// The path of the lists.
const PATH: &str = "/api/v1/fund_requests";

/// What a partner with many requests asks the list for.
const OF_ONE: List = List {
    path: PATH,
    queries: &[
        "",
        "state=draft",
        "activity=webinar",
        "sort=updated",
        "search=roadshow",
        "sort=submitted",
        "sort=starts",
        "sort=deadline",
        "sort=-asked",
    ],
};

/// What people ask the lists for, by what they are sorted by.
static SORTS: [(&str, List); 5] = [
    (
        "fund_requests_by_updated",
        List {
            path: PATH,
            queries: &[
                "sort=-updated",
                "sort=updated",
                "state=submitted,action_required&sort=-updated",
                "activity=webinar&sort=-updated",
                "search=seminar&sort=-updated",
            ],
        },
    ),
    (
        "fund_requests_by_submitted",
        List {
            path: PATH,
            queries: &[
                "sort=-submitted",
                "sort=submitted",
                "state=submitted,action_required&sort=submitted",
                "activity=webinar&sort=-submitted",
                "search=seminar&sort=-submitted",
            ],
        },
    ),
    (
        "fund_requests_by_starts",
        List {
            path: PATH,
            queries: &[
                "sort=starts",
                "sort=-starts",
                "state=approved&sort=starts",
                "activity=webinar&sort=starts",
                "search=seminar&sort=starts",
            ],
        },
    ),
    (
        "fund_requests_by_deadline",
        List {
            path: PATH,
            queries: &[
                "sort=deadline",
                "sort=-deadline",
                "state=approved,executing&sort=deadline",
                "activity=webinar&sort=deadline",
                "search=seminar&sort=deadline",
            ],
        },
    ),
    (
        "fund_requests_by_asked",
        List {
            path: PATH,
            queries: &[
                "sort=-asked",
                "sort=asked",
                "state=submitted,action_required&sort=-asked",
                "activity=webinar&sort=-asked",
                "search=seminar&sort=-asked",
            ],
        },
    ),
];

/// The lists of all requests, by each sort: as the vendor's people read them and as partners do.
pub async fn lists(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let mut found = Vec::with_capacity(SORTS.len());
    for (case, list) in &SORTS {
        let people = || readers(server, list, sessions.all(), CONNECTIONS);
        open_loop(people().await?, 50, Duration::from_secs(1)).await?;
        let (times, span) = open_loop(people().await?, RATE, SPAN).await?;
        found.push(times.measurement(case, set.deals, CONNECTIONS as u32, span));
    }
    Ok(found)
}

/// The report of what came back, by group and by who reads it, and what activities brought so far.
pub async fn returns(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let by = ["activity_type", "partner", "tier", "region", "period", "fund"];
    let reports = by.map(|by| format!("/api/v1/fund_returns?by={by}")).to_vec();
    ensure!(
        activities(server, sessions.admin(), &reports[0]).await? > 0,
        "nothing came back of any activity"
    );
    let everybody = || vec![sessions.admin(), sessions.managers()[0], sessions.partners[1].as_str()];
    let (times, span) = asked(server, reports, everybody(), CONNECTIONS, REPORTS, SPAN).await?;
    let report = times.measurement("fund_returns", set.deals, CONNECTIONS as u32, span);
    let history = vec!["/api/v1/fund_history".to_owned()];
    let (times, span) = asked(server, history, everybody(), CONNECTIONS, REPORTS, SPAN).await?;
    let history = times.measurement("fund_history", set.deals, CONNECTIONS as u32, span);
    Ok(vec![report, history])
}

/// How many activities a report tells of.
async fn activities(server: &Server, session: &str, report: &str) -> Result<u64> {
    let mut client = Client::connect(&server.address).await?;
    let found = client.get(report, Some(session)).await?.json()?;
    let total = &found["all"]["activities"];
    Ok(total.as_u64().unwrap_or(0))
}

/// Begins many requests of one partner, and reads them.
pub async fn of_one(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let session = sessions.partners[1].as_str();
    let ids = begin(server, session).await?;
    let warm = Duration::from_secs(2);
    open_loop(readers(server, &OF_ONE, vec![session], CONNECTIONS).await?, 50, warm).await?;
    let people = readers(server, &OF_ONE, vec![session], CONNECTIONS).await?;
    let (times, span) = open_loop(people, RATE, SPAN).await?;
    let list = times.measurement("fund_requests_list", set.deals, CONNECTIONS as u32, span);
    let pages: Vec<String> = ids.iter().map(|id| format!("/api/v1/fund_requests/{id}")).collect();
    let (times, span) = asked(server, pages, vec![session], CONNECTIONS, RATE, SPAN).await?;
    let page = times.measurement("fund_request_page", set.deals, CONNECTIONS as u32, span);
    Ok(vec![list, page])
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
