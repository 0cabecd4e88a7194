//! What the pages with a long list share.

mod rows;
mod search;

pub use rows::{ListQuestion, Rows, use_rows};
pub use search::{Search, use_search};
