//! Journeys of partners: begun by an approved application, moved on by what the portal sees and what people say is done.

mod row;
mod store;

pub use row::WholeJourney;
pub use store::{begin, one_more, take_away};
