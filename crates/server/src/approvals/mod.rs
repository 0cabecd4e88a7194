//! Approvals: one queue for what waits for a decision.

mod assignment;
mod bulk;
mod decide;
mod deciders;
mod detail;
mod item;
mod list;
mod open;
mod query;
pub mod routes;
mod undo;

pub use list::{Filters, page, waiting};
pub use open::{Opening, cancel, clear_conflict, mark_overdue, open};
pub use undo::{UNDONE, settle};
