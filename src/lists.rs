//! What the pages with a long list share.

mod one_of;
mod parts;
mod rows;
mod search;

pub use one_of::{OneOf, RegionFilter};
pub use parts::{changes, foot};
pub use rows::{ListQuestion, Rows, use_rows};
pub use search::{Search, use_search};
