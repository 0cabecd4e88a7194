//! Journeys of partners: begun by an approved application, moved on by what the portal sees and what people say is done, and followed
//! by the vendor's people.

mod clock;
mod completion;
mod following;
mod funnel;
mod list;
mod moves;
mod notify;
mod nudge;
mod query;
mod reminder;
mod risk;
pub mod routes;
mod row;
mod store;

pub(crate) use following::{of_partner, status_of};
pub(crate) use list::at_risk;
pub use row::{WholeJourney, begun, put};
pub use store::{begin, one_more, take_away};

/// Registers the jobs.
pub fn register(registry: &mut crate::jobs::Registry) {
    clock::register(registry);
    moves::register(registry);
    notify::register(registry);
}
