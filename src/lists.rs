//! What the pages with a long list share.

mod search;

pub use search::{Search, use_search};
