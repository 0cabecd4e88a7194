//! Market development funds: periods of money, and their books.

mod closing;
mod ledger;
pub mod routes;
mod statement;
mod store;

pub(crate) use ledger::entry_rows;
