//! Claims: what an activity cost, what proves it, what came of it, and whether it is paid.

mod allowed;
mod draft;
mod draft_check;
mod occurrence;
mod progress;
mod proof;
mod reckoning;
mod state;
mod transition;
mod views;

pub use allowed::{allowed, in_time, unless_ended};
pub use draft::{ClaimDraft, ClaimLine, limits};
pub use draft_check::{ClaimRules, UsedInvoice};
pub use occurrence::{ClaimEventKind, ClaimOccurrence, request_follows};
pub use progress::{ClaimApproval, ClaimFacts, ClaimProgress, ClaimTerms};
pub use proof::{ClaimProof, ProofStanding, needed_proofs, proof_standings};
pub use reckoning::{approved_share, claimable, cost_of_line, counted_cost};
pub use state::ClaimState;
pub use transition::{ClaimBooking, ClaimStep, apply, undo_booking};
pub use views::{ClaimFile, ClaimSubmission, FundClaim, FundClaimSummary};
