//! Claims: the page of one, and the form in which a partner says what an activity cost, what proves it and what came of it.

mod delete;
mod form;
mod notice;
mod page;
mod payment;

pub use form::EditClaimPage;
pub use page::ClaimPage;
