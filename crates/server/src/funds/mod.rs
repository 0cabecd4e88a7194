//! Market development funds: periods of money, their books, requests for it and claims on it.

mod actor;
pub mod allocation;
pub mod claims;
mod closing;
mod expiring;
mod ledger;
mod notify;
pub mod payments;
pub mod requests;
pub mod results;
pub mod returns;
pub mod routes;
mod statement;
mod store;
mod told;

pub(crate) use ledger::entry_rows;
pub(crate) use notify::{claim_commented, request_commented};

/// Registers the jobs.
pub fn register(registry: &mut crate::jobs::Registry) {
    claims::register(registry);
    notify::register(registry);
    requests::register(registry);
}
