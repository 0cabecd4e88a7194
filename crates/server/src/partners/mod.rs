//! Partner companies, as the vendor's people look them up and after.

mod activity;
pub(crate) mod firsts;
mod notes;
mod people;
pub mod routes;
mod store;

pub(crate) use store::summary;
