//! The conflict check as one types a customer.

use super::sessions::Sessions;
use crate::client::{Change, Client};
use crate::data::DataSet;
use crate::measure::{Measurement, Times};
use crate::server::Server;
use anyhow::{Result, ensure};
use std::time::Instant;

/// Checks in all: three people may make 120 a minute each.
const CHECKS: usize = 330;

/// Checks customers that are registered, written a little otherwise, and some that are not, one after the other.
pub async fn checks(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Measurement> {
    let mut client = Client::connect(&server.address).await?;
    let known = customers(&mut client, &sessions.vendor[0]).await?;
    ensure!(!known.is_empty(), "the sample has no customers to check");
    let mut times = Times::default();
    let started = Instant::now();
    for number in 0..CHECKS {
        let (name, domain, country) = &known[number % known.len()];
        let (name, domain) = match number % 4 {
            0 => (name.clone(), String::new()),
            1 => (name.replacen('e', "ee", 1), String::new()),
            2 => (name.clone(), domain.clone()),
            _ => (format!("{name} {number}"), format!("unknown-{number}.example.org")),
        };
        let body = serde_json::json!({
            "customer_name": name, "customer_domain": domain, "customer_country": country, "products": ["analytics"],
        });
        let session = Some(sessions.partners[number % sessions.partners.len()].as_str());
        let sent = Instant::now();
        let answer = client
            .post(
                "/api/v1/conflict_checks",
                Change {
                    body,
                    session,
                    ..Change::default()
                },
            )
            .await?;
        times.keep(sent.elapsed(), answer.status == 200);
    }
    Ok(times.measurement("conflict_check", set.deals, 1, started.elapsed()))
}

async fn customers(client: &mut Client, session: &str) -> Result<Vec<(String, String, String)>> {
    let page = client
        .get("/api/v1/deals?limit=100&state=approved", Some(session))
        .await?
        .json()?;
    let text = |deal: &serde_json::Value, field: &str| deal[field].as_str().unwrap_or_default().to_owned();
    let items = page["items"].as_array().cloned().unwrap_or_default();
    Ok(items
        .iter()
        .map(|deal| {
            (
                text(deal, "customer_name"),
                text(deal, "customer_domain"),
                text(deal, "customer_country"),
            )
        })
        .collect())
}
