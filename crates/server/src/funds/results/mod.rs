//! What came of activities: what partners tell while they run and after, and the deals that they link.

mod deals;
pub mod routes;
mod told;

pub(super) use deals::{LINKED_COLUMNS, Linked, linked};
pub(crate) use told::set;
pub(super) use told::{follow_claim, told};
