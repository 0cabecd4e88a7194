//! The page of an activity once its request is handed in: how long until it begins and until its claim is due, what it may cost, what it has
//! to prove, and what came of it.

mod acting;
mod actions;
mod cards;
mod claims;
mod countdown;
mod money;
mod notice;
mod page;
mod proofs;
mod steps;
mod withdraw;

pub use page::ActivityPage;
