//! Deal registrations: lists, drafts, events and clocks.

mod clock;
pub mod decision;
mod events;
mod export;
mod list;
pub mod notify;
mod order;
mod plan;
mod query;
pub mod record;
mod reference;
pub mod routes;
pub mod search;
mod store;
pub mod submission;
pub mod succession;
pub mod whole;
mod work;

pub(crate) use clock::{AlarmJob, alarm_ahead};
pub(crate) use export::defused;
pub use list::page;
pub use query::{Closing, Filters, Sort};
pub use reference::reference;

/// Registers the jobs.
pub fn register(registry: &mut crate::jobs::Registry) {
    clock::register(registry);
    notify::register(registry);
    succession::register(registry);
}
