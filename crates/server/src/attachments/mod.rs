//! Files attached to records. Those of deals stand here; other records have their operations in their own rooms.

mod host;
pub mod routes;
mod store;

pub use host::Host;
pub(crate) use routes::discard_unless_kept;
pub use store::of_record;
pub(crate) use store::{add, find, on_wire, remove, remove_all, rows_of};
