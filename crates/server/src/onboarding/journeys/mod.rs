//! Journeys of partners: begun by an approved application, moved on by what the portal sees and what people say is done.

pub mod moves;
pub(crate) mod row;
mod store;

pub use row::WholeJourney;
pub use store::{begin, one_more, take_away};
