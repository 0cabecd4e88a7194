//! The page of one deal.

mod actions;
mod again;
mod cards;
mod comments;
mod dialogs;
mod event_dialog;
mod files;
mod further;
mod page;
mod sentences;
mod timeline;

pub use comments::CommentsCard;
pub use page::{DealPage, NotFound};
pub use timeline::{TimelineCard, TimelineEntry};
