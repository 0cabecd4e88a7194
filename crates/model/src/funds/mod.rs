//! Market development funds: money that is asked for, spent, proven and returned (domain: MDF).
//!
//! A [`fund`] holds the money of a period in its [`ledger`]. A partner is given some of it ([`allocation`]), asks for it with a
//! [`request`] for an [`activity`], and is paid for a [`claim`] by a [`payment`]. What came of it is told by [`results`].

pub mod activity;
pub mod actor;
pub mod allocation;
pub mod allocation_preview;
pub mod books;
pub mod claim;
pub mod closing;
pub mod fund;
pub mod ledger;
pub mod outlook;
pub mod payment;
pub mod rate;
pub mod refusal;
pub mod request;
pub mod results;
pub mod share;

pub use actor::FundActor;
pub use refusal::{FundRefusal, FundRefusalCode};
