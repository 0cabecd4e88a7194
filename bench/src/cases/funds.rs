//! A fund with many entries: what partners have in it, and its statement.

use super::readers::asked;
use super::sessions::Sessions;
use crate::client::{Change, Client};
use crate::data::DataSet;
use crate::measure::{Measurement, Times, together};
use crate::server::Server;
use anyhow::{Context, Result, ensure};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// Transactions that are booked, two entries each.
const TRANSACTIONS: usize = 100_000;
/// Partners that they are about: few, so that each has many.
const PARTNERS: usize = 20;
/// Clients that book at once.
const BOOKERS: usize = 64;
/// Requests a second of each, and how long they last.
const RATE: u32 = 300;
const SPAN: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 16;

/// Books a fund full, and reads it.
pub async fn books(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let session = sessions.admin();
    let (fund, partners) = begin(server, session).await?;
    let booked = book(server, session, &fund, &partners).await?;
    ensure!(booked.failures() == 0, "{} bookings were refused", booked.failures());
    let paths = |list: &str, name: &str| -> Vec<String> {
        let of = |partner: &String| format!("/api/v1/funds/{fund}/{list}?{name}={partner}");
        partners.iter().map(of).collect()
    };
    let balances = vec![
        format!("/api/v1/funds/{fund}"),
        format!("/api/v1/funds/{fund}/balances"),
    ];
    let people = || vec![session];
    asked(
        server,
        balances.clone(),
        people(),
        CONNECTIONS,
        50,
        Duration::from_secs(2),
    )
    .await?;
    let (times, span) = asked(server, balances, people(), CONNECTIONS, RATE, SPAN).await?;
    let balance = times.measurement("fund_balance", set.deals, CONNECTIONS as u32, span);
    let mut statements = paths("entries", "partner");
    statements.extend(paths("entries", "account=available&partner"));
    statements.push(format!("/api/v1/funds/{fund}/entries?account=unallocated"));
    statements.push(format!("/api/v1/funds/{fund}/entries"));
    let (times, span) = asked(server, statements, people(), CONNECTIONS, RATE, SPAN).await?;
    let statement = times.measurement("fund_statement", set.deals, CONNECTIONS as u32, span);
    // Channel managers read what their regions' partners have of it, between the entries of all others.
    let mut regional = paths("entries", "partner");
    for account in ["available", "unallocated", "lapsed"] {
        regional.push(format!("/api/v1/funds/{fund}/entries?account={account}"));
    }
    regional.push(format!("/api/v1/funds/{fund}/entries"));
    let managers = sessions.managers();
    let (times, span) = asked(server, regional, managers, CONNECTIONS, RATE, SPAN).await?;
    let regional = times.measurement("fund_statement_of_regions", set.deals, CONNECTIONS as u32, span);
    Ok(vec![balance, statement, regional])
}

/// A fund that holds enough, and partners to give it to.
async fn begin(server: &Server, session: &str) -> Result<(String, Vec<String>)> {
    let mut client = Client::connect(&server.address).await?;
    let page = client
        .get(&format!("/api/v1/partners?limit={PARTNERS}"), Some(session))
        .await?
        .json()?;
    let ids = page["items"].as_array().into_iter().flatten();
    let partners: Vec<String> = ids.filter_map(|item| item["id"].as_str()).map(str::to_owned).collect();
    ensure!(
        partners.len() == PARTNERS,
        "the sample has {} partners only",
        partners.len()
    );
    let rule = serde_json::json!({
        "revenue_per_mille": 0, "performance_per_mille": 0, "target_return": 1, "grants": [], "smallest": 0,
    });
    let fields = serde_json::json!({
        "name": "Measured", "currency": "EUR", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "rule": rule,
    });
    let body = serde_json::json!({ "fields": fields, "minor": 1_000_000_000_000_i64 });
    let change = Change {
        body,
        version: None,
        session: Some(session),
    };
    let fund = client.post("/api/v1/funds", change).await?.json()?;
    let id = fund["id"].as_str().context("a fund without an id")?;
    Ok((id.to_owned(), partners))
}

/// Grants to one partner after the other, so that their entries lie between each other's.
async fn book(server: &Server, session: &str, fund: &str, partners: &[String]) -> Result<Times> {
    let mut clients = Vec::with_capacity(BOOKERS);
    for _ in 0..BOOKERS {
        clients.push(Client::connect(&server.address).await?);
    }
    let next = Rc::new(Cell::new(0));
    let shared = Rc::new((
        session.to_owned(),
        format!("/api/v1/funds/{fund}/bookings"),
        partners.to_vec(),
    ));
    let (times, _) = together(clients, |mut client| {
        let (next, shared) = (next.clone(), shared.clone());
        async move {
            let (session, path, partners) = &*shared;
            let mut times = Times::default();
            while next.get() < TRANSACTIONS {
                let at = next.get();
                next.set(at + 1);
                let partner = &partners[at % partners.len()];
                let body = serde_json::json!({ "kind": "grant", "partner_id": partner, "minor": 100 + at, "note": "Measured" });
                let change = Change {
                    body,
                    version: None,
                    session: Some(session),
                };
                let answer = client.post(path, change).await?;
                times.keep(Duration::ZERO, answer.status == 200);
            }
            Ok(times)
        }
    })
    .await?;
    Ok(times)
}
