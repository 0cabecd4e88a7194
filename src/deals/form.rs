//! The form of a registration: a new one, a draft, or one that came back with questions.

mod account_check;
mod context;
mod customer;
mod device;
mod fields;
mod files;
mod model;
mod opportunity;
pub mod page;
pub mod raw;
mod review;
mod rules;
mod view;

pub use model::today;
