//! The form of a request: a new one, a draft, or one that came back with questions.

mod accounts;
mod basics;
mod budget;
mod cost_line;
mod device;
mod facts;
mod fields;
mod files;
mod goals;
mod history;
mod meter;
mod model;
mod open;
mod page;
mod plan;
mod raw;
mod returned;
mod review;
mod rules;
mod template;
mod view;

pub use page::{EditRequestPage, NewRequestPage};
