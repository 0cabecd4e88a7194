//! The form of a registration: a new one, a draft, or one that came back with questions.

mod account_check;
mod context;
mod customer;
mod device;
mod fields;
mod files;
mod model;
mod nav;
mod open;
mod opportunity;
pub mod page;
mod queued;
pub mod raw;
mod review;
mod rules;
mod stale;
mod submit;
mod view;

pub use model::today;
