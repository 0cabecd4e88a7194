//! Allocation by rule: what every partner would be given, what another rule would give, and booking it.

mod book;
mod notices;
mod page;
mod rows;
mod trial;

pub use page::AllocationPage;
