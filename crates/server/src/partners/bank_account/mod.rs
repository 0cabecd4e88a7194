//! A partner's bank account: kept encrypted, shown masked, read whole for the file of payments alone.

mod routes;
mod store;

pub(super) use routes::router;
pub(crate) use store::is_there;
