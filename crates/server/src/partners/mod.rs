//! Partner companies, as the vendor's people look them up.

pub mod routes;
mod store;

pub(crate) use store::summary;
