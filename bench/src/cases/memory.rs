//! Memory of the server after it has worked.

use crate::client::Client;
use crate::data::DataSet;
use crate::measure::{Measurement, figure};
use crate::server::Server;
use anyhow::Result;
use std::time::Duration;

/// Sign-ins before memory is read.
const SIGN_INS: usize = 200;

/// Private memory after 200 sign-ins, eight at a time, and two seconds of rest.
pub async fn after_sign_ins(server: &Server, set: &DataSet) -> Result<Vec<Measurement>> {
    let mut clients = Vec::new();
    for number in 0..8 {
        let someone = set.sign_ins[number % set.sign_ins.len()].clone();
        clients.push((Client::connect(&server.address).await?, someone));
    }
    crate::measure::together(clients, |(mut client, someone)| async move {
        for _ in 0..SIGN_INS / 8 {
            client.sign_in(&someone).await?;
        }
        Ok(crate::measure::Times::default())
    })
    .await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (written, all) = server.private_memory()?;
    Ok(vec![
        figure("private_memory_written", set.deals, written as f64),
        figure("private_memory", set.deals, all as f64),
    ])
}
