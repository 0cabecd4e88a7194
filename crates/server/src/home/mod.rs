//! A person's own next steps.

pub mod routes;
mod store;
