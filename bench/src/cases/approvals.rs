//! Durable approvals: each client approves an item of its own; the answer comes when it is on disk.

use crate::client::{Change, Client};
use crate::data::DataSet;
use crate::measure::{Measurement, Times, together};
use crate::server::Server;
use anyhow::{Result, ensure};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

/// Clients at once, and most items that they decide together.
const CLIENTS: [(u32, usize); 3] = [(1, 400), (16, 3_000), (64, 10_000)];

/// Approves with one client, with sixteen, and with sixty-four.
pub async fn decisions(server: &Server, set: &DataSet) -> Result<Vec<Measurement>> {
    let admin = set.sign_in("program_admin")?;
    let mut client = Client::connect(&server.address).await?;
    let session = client.sign_in(admin).await?;
    let mut items = open_items(&mut client, &session).await?;
    ensure!(
        items.len() > 100,
        "only {} items wait for a decision in the sample",
        items.len()
    );
    let wanted: usize = CLIENTS.iter().map(|(_, most)| most).sum();
    // In a small sample each takes its share of what there is.
    let share = (items.len() as f64 / wanted as f64).min(1.0);
    let mut found = Vec::new();
    for (clients, most) in CLIENTS {
        let count = ((most as f64 * share) as usize).min(items.len());
        let queue = Rc::new(RefCell::new(items.split_off(items.len() - count)));
        let mut connections = Vec::new();
        for _ in 0..clients {
            connections.push(Client::connect(&server.address).await?);
        }
        let (times, span) = together(connections, |mut client| {
            let (queue, session) = (queue.clone(), session.clone());
            async move {
                let mut times = Times::default();
                loop {
                    let Some((id, version)) = queue.borrow_mut().pop() else {
                        break;
                    };
                    let path = format!("/api/v1/approvals/{id}/decision");
                    let body = serde_json::json!({ "decision": "approve", "message": "" });
                    let change = Change {
                        body,
                        version: Some(version),
                        session: Some(&session),
                    };
                    let sent = Instant::now();
                    let answer = client.post(&path, change).await?;
                    times.keep(sent.elapsed(), answer.status == 200);
                }
                Ok(times)
            }
        })
        .await?;
        found.push(times.measurement("approval", set.deals, clients, span));
    }
    Ok(found)
}

/// Items that can be approved: registrations whose account nobody else holds.
async fn open_items(client: &mut Client, session: &str) -> Result<Vec<(String, i64)>> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/approvals?kind=deal_registration&limit=100{cursor}");
        let page = client.get(&path, Some(session)).await?.json()?;
        for item in page["items"].as_array().into_iter().flatten() {
            let flags = item["flags"].as_array().cloned().unwrap_or_default();
            let free = flags.iter().all(|flag| flag != "conflict");
            if let (Some(id), Some(version), true) = (item["id"].as_str(), item["version"].as_i64(), free) {
                items.push((id.to_owned(), version));
            }
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(items),
        }
    }
}
