//! Approvals: one queue for what waits for a decision, whatever the record that it is about.

mod assignment;
mod bulk;
mod decide;
mod deciders;
mod detail;
mod entry;
mod item;
mod kinds;
mod list;
mod open;
mod query;
mod record;
pub mod routes;
mod undo;

pub use list::{Filters, page, waiting};
pub use open::{Opening, cancel, clear_conflict, mark_overdue, open, waiting_about};
pub use record::{About, Record};
pub use undo::{UNDONE, settle};
