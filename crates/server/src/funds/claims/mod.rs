//! Claims for what activities cost: rows, proof, what partners and finance do with them, what they book, and their clocks.

mod clock;
pub mod decide;
mod drafts;
mod invoices;
pub mod payment;
mod proofs;
pub mod routes;
mod row;
mod step;
mod submission;
mod views;
mod whole;
mod work;

pub(crate) use clock::alarm_ahead;
pub(super) use clock::register;
pub(super) use drafts::has_another;
pub(crate) use invoices::rows_of as invoice_rows;
pub(crate) use row::{set_facts, set_fields};
pub(super) use views::of_request;
pub(crate) use views::returned;
pub use whole::WholeClaim;
