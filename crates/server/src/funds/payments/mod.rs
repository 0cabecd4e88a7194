//! Payments: what is owed, batches, the file for the bank, and what the bank says became of it.

mod bank;
mod batches;
mod export;
mod file;
mod import;
mod owed;
mod routes;
mod row;
mod settle;
mod views;

pub use routes::router;
pub(crate) use row::set_sums;
