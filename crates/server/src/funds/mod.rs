//! Market development funds: periods of money, their books, requests for it and claims on it.

mod actor;
pub mod claims;
mod closing;
mod ledger;
mod notify;
pub mod payments;
pub mod requests;
pub mod routes;
mod statement;
mod store;
mod told;

pub(crate) use ledger::entry_rows;

/// Registers the jobs.
pub fn register(registry: &mut crate::jobs::Registry) {
    claims::register(registry);
    notify::register(registry);
    requests::register(registry);
}
