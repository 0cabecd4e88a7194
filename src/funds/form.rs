//! The form of a fund: what it is, and the rule by which it is allocated.

mod fields;
mod model;
mod page;
mod raw;
mod view;

pub use page::{EditFundPage, NewFundPage};
