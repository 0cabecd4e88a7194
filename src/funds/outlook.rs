//! What a partner could earn in the next period: why, in sentences, and what else it would be if things went otherwise.

mod page;
mod reasons;
mod slider;
mod what_if;

pub use page::OutlookPage;
