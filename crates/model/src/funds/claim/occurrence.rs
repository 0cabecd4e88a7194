//! What can happen to a claim, and what it means for its request.

use super::{ClaimFacts, ClaimState, ClaimTerms};
use crate::approvals::Decision;
use crate::funds::request::FundRequestOccurrence;
use crate::ids::PaymentId;
use crate::words::words;

/// Something that happens, with all that it brings.
#[derive(Clone, PartialEq, Debug)]
pub enum ClaimOccurrence {
    /// The partner hands it in.
    Submit(ClaimTerms),
    /// Somebody of finance decides.
    Decide(Decision),
    /// Somebody hands it to somebody higher.
    Escalate,
    /// The time for a decision has passed.
    Overdue,
    /// The time for an answer to a returned claim has passed.
    AnswerOverdue,
    /// It is paid.
    Pay {
        /// By which payment.
        payment_id: PaymentId,
    },
    /// The payment comes back.
    Bounce {
        /// Which.
        payment_id: PaymentId,
    },
}

words! {
    /// What can be done with a claim, without what it brings: for buttons, timelines and statistics.
    ClaimEventKind {
        /// Hand in.
        Submit = "submit",
        /// Decide.
        Decide = "decide",
        /// Hand to somebody higher.
        Escalate = "escalate",
        /// The decision is late.
        Overdue = "overdue",
        /// The answer is late.
        AnswerOverdue = "answer_overdue",
        /// Pay.
        Pay = "pay",
        /// The payment came back.
        Bounce = "bounce",
        /// Change what is written.
        Edit = "edit",
        /// Delete.
        Delete = "delete",
        /// Attach a file.
        Attach = "attach",
        /// Remove an attached file of one's own side.
        Detach = "detach",
    }
}

impl ClaimOccurrence {
    /// Which kind of occurrence it is.
    pub fn kind(&self) -> ClaimEventKind {
        match self {
            Self::Submit(_) => ClaimEventKind::Submit,
            Self::Decide(_) => ClaimEventKind::Decide,
            Self::Escalate => ClaimEventKind::Escalate,
            Self::Overdue => ClaimEventKind::Overdue,
            Self::AnswerOverdue => ClaimEventKind::AnswerOverdue,
            Self::Pay { .. } => ClaimEventKind::Pay,
            Self::Bounce { .. } => ClaimEventKind::Bounce,
        }
    }
}

/// What happens to the request, in the same transaction, when its claim goes from `before` to `after`: by an occurrence, or because a
/// decision is taken back. When the request refuses it, the claim can't go there.
pub fn request_follows(before: &ClaimFacts, after: &ClaimFacts) -> Option<FundRequestOccurrence> {
    let is_paid = |facts: &ClaimFacts| facts.state == ClaimState::Paid;
    match (before.state.counts(), after.state.counts()) {
        (false, true) => Some(FundRequestOccurrence::ClaimHandedIn),
        (true, false) => Some(FundRequestOccurrence::ClaimRejected),
        _ if !is_paid(before) && is_paid(after) => Some(FundRequestOccurrence::ClaimPaid {
            minor: after.progress.approved.unwrap_or(0),
        }),
        _ if is_paid(before) && !is_paid(after) => Some(FundRequestOccurrence::ClaimBounced),
        _ => None,
    }
}
