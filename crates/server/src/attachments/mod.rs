//! Files attached to deals.

pub mod routes;
mod store;

pub use store::of_deal;
