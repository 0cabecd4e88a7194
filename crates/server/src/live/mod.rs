//! Live events: told by the store after a commit, sent to open pages as server-sent events.

mod hub;
pub mod routes;

pub use hub::{Hub, Published};
