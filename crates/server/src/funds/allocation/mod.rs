//! Allocation by rule: what partners have reached, what the rule makes of it, and booking what was previewed; and what a partner could earn next.

mod book;
mod export;
mod outlook;
mod preview;
mod reached;
pub mod routes;
