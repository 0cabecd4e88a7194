//! Requests for market development money: rows, what partners and managers do with them, what they book, and their clocks.

mod books;
mod clock;
pub mod decide;
mod drafts;
mod events;
mod files;
mod list;
mod others;
mod query;
pub mod routes;
pub(super) mod row;
mod step;
mod submission;
mod views;
mod whole;
mod work;

pub(super) use books::book;
pub(crate) use books::move_held;
pub(crate) use clock::alarm_ahead;
pub(super) use clock::register;
pub(super) use drafts::{as_seen, permit};
pub(crate) use list::{claims_wanted, returned};
pub(crate) use row::{Beginning, begun, set_facts, set_fields, whole_days};
pub(super) use step::occur;
pub(super) use submission::hold_partner;
pub use whole::WholeRequest;
