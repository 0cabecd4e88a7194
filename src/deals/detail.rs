//! The page of one deal.

mod actions;
mod again;
mod cards;
mod dialogs;
mod event_dialog;
mod files;
mod page;
mod versions;

pub use page::{DealPage, NotFound};
