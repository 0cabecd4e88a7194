//! What hangs on a record: its timeline and its comments.

mod comments;
pub mod routes;
mod subject;
mod timeline;

pub use subject::{RecordId, Subject};
pub(crate) use timeline::{list as timeline_of, of_partner as timeline_of_partner};
