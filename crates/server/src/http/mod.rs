//! What every operation shares: problems, bodies, queries, versions, repeated requests, pages; and the assembled router.

mod address;
mod app;
mod body;
mod change;
mod cookie;
pub mod csv;
mod cursor;
mod idempotency;
mod metrics;
mod origin;
mod path;
mod problem;
mod query;
mod rate;
mod reply;
pub mod router;
mod security;
pub mod serve;
mod state;
mod trace;
mod unread;
mod version;

pub use address::ClientAddress;
pub use body::{Body, Posted};
pub use change::{change, change_once};
pub use cookie::cookie;
pub use cursor::{Binding, page_limit};
pub use idempotency::{Key, KeyHeader, idempotent, replayed};
pub use metrics::recorder as metrics_recorder;
pub use path::Path;
pub use problem::{Refusal, unavailable};
pub use query::{PageQuery, Query};
pub use rate::Rate;
pub use reply::Reply;
pub use state::{AppState, Parts as StateParts};
pub use version::{IfMatch, etag, stale};

/// Path of the API.
pub const API: &str = "/api/v1";
