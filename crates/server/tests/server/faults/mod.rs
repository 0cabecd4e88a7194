//! What the server leans on goes away and comes back: the disk, the database, the file store, the mail server. Clients are told to
//! come back, nothing is half-done, and nobody has to start anything anew. The servers here are the real binary.

mod bucket;
mod database;
mod disk;
mod files;
mod logs;
mod mail;

use crate::support::{Answer, TestResult};
use entente_model::problem::Code;

/// 503 that says when to come back.
fn is_unavailable(answer: &Answer) -> TestResult {
    answer.refused(Code::Unavailable)?;
    let wait: u32 = answer.header("retry-after").ok_or("no Retry-After")?.parse()?;
    if (1..=60).contains(&wait) {
        Ok(())
    } else {
        Err(format!("Retry-After: {wait}").into())
    }
}
