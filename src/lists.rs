//! What the pages with a long list share.

mod one_of;
mod rows;
mod search;

pub use one_of::{OneOf, RegionFilter};
pub use rows::{ListQuestion, Rows, use_rows};
pub use search::{Search, use_search};
