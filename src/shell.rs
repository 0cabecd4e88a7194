//! The frame around every page: rail, palette, banners, page heads, and what every page declares of itself.

mod chunk;
mod connection_banner;
mod frame;
mod links;
mod not_found;
mod outbox_list;
mod page;
mod page_head;
mod palette;
mod region;
mod user_menu;

pub(crate) use chunk::{chunk, chunked};
pub use connection_banner::ConnectionBanner;
pub use frame::{Frame, HomeReading, use_home};
pub use not_found::NotFoundPage;
pub use page::{PAGES, Page, PageCommand, Place};
pub use page_head::{PageHead, focus_heading, use_document_title};
pub use palette::{page_command, use_commands};
pub use region::{FailureState, Region};
