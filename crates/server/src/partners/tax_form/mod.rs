//! A partner's tax form: kept encrypted, read by finance alone.

mod routes;
mod store;

pub(super) use routes::router;
