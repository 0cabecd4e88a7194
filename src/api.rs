//! The client of the API: one module per feature, one function per endpoint.
//!
//! Reading is [`Get`], changing is [`Call`]; both are descriptions that are sent when awaited, and both end in `Result<T, ApiError>`. Pages
//! read with [`use_read`], which shows what is stored while the answer is on its way, aborts what nobody waits for any more, and fetches
//! anew on live events; they change with [`use_write`], which keeps one `Idempotency-Key` per logical action over its retries.
//!
//! A lost session (401) is no error here: the request waits while the person signs in over the page, and is then repeated.

pub mod approvals;
pub mod attachments;
mod cache;
mod call;
pub mod connection;
pub mod deals;
mod error;
pub mod fund_claims;
pub mod fund_payments;
pub mod fund_requests;
pub mod fund_returns;
pub mod funds;
pub mod gate;
pub mod home;
pub mod journeys;
mod key;
pub mod live;
pub mod locks;
mod more;
pub mod onboarding;
pub mod outbox;
pub mod partners;
pub mod people;
mod read;
pub mod records;
pub mod session;
pub mod settings;
mod storage;
mod transport;
mod upload;
mod write;

pub use cache::forget_everything;
pub use call::{Call, Get};
pub use error::ApiError;
pub use key::IdempotencyKey;
pub use live::use_live;
pub use more::{More, use_more};
pub use read::{Reading, use_read};
pub use write::{Writing, use_write};

/// Where the API begins.
pub const BASE: &str = "/api/v1";
