//! Requests for market development money: what a partner plans and asks for, the rules it is held to, and where it stands.

mod allowed;
mod draft;
mod draft_check;
mod occurrence;
mod overlap;
mod progress;
mod rules;
mod standing;
mod state;
mod transition;
mod views;

pub use allowed::allowed;
pub use draft::{BudgetLine, FundRequestDraft, limits};
pub use occurrence::{FundRequestEvent, FundRequestEventKind, FundRequestOccurrence};
pub use overlap::{PlannedActivity, overlaps, same_activity};
pub use progress::{FundRequestFacts, FundRequestProgress, FundRequestTerms};
pub use rules::RequestRules;
pub use standing::{RequestRule, RuleStanding, Standing};
pub use state::FundRequestState;
pub use transition::{FundRequestStep, RequestBooking, apply, undo_booking};
pub use views::{FundRequest, FundRequestSummary, FundRules, RequestHoldings};

pub(in crate::funds) use overlap::plain;
pub(in crate::funds) use transition::in_days;
