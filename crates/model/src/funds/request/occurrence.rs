//! What can happen to a request.

use super::FundRequestTerms;
use super::draft::limits;
use crate::approvals::Decision;
use crate::problem::FieldError;
use crate::text;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// What a partner causes, as it is sent. What of a draft is asked for then, [`super::FundRequestDraft::terms`] tells.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum FundRequestEvent {
    /// Hands in a draft, or a returned request again.
    Submit {},
    /// Takes it back.
    Withdraw {
        /// Why, for the record.
        #[serde(default)]
        note: String,
    },
}

impl FundRequestEvent {
    /// What of it is missing or wrong; pointers are into its JSON.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if let Self::Withdraw { note } = self {
            text::check("/note", note, limits::PLAN, true, &mut errors);
        }
        errors
    }

    /// Which kind of event it is.
    pub fn kind(&self) -> FundRequestEventKind {
        match self {
            Self::Submit {} => FundRequestEventKind::Submit,
            Self::Withdraw { .. } => FundRequestEventKind::Withdraw,
        }
    }
}

/// Something that happens, with all that it brings.
#[derive(Clone, PartialEq, Debug)]
pub enum FundRequestOccurrence {
    /// The partner hands it in.
    Submit(FundRequestTerms),
    /// The partner takes it back.
    Withdraw,
    /// A manager decides.
    Decide(Decision),
    /// A manager hands it to somebody higher.
    Escalate,
    /// The time for a decision has passed.
    Overdue,
    /// The time for an answer to a returned request has passed.
    AnswerOverdue,
    /// The period of its fund was closed before it was approved, or, where the fund's rule says so, before the activity began.
    FundClosed,
    /// The activity begins.
    Start,
    /// The time for a claim has passed.
    DeadlinePassed,
    /// A claim waits: it was handed in, or its rejection was taken back.
    ClaimHandedIn,
    /// Its claim was rejected.
    ClaimRejected,
    /// Its claim was paid.
    ClaimPaid {
        /// Minor units of the fund's currency.
        minor: i64,
    },
    /// The payment of its claim came back.
    ClaimBounced,
}

words! {
    /// What can be done with a request, without what it brings: for buttons, timelines and statistics.
    FundRequestEventKind {
        /// Hand in.
        Submit = "submit",
        /// Take back.
        Withdraw = "withdraw",
        /// Decide.
        Decide = "decide",
        /// Hand to somebody higher.
        Escalate = "escalate",
        /// The decision is late.
        Overdue = "overdue",
        /// The answer is late.
        AnswerOverdue = "answer_overdue",
        /// The fund was closed.
        FundClosed = "fund_closed",
        /// The activity begins.
        Start = "start",
        /// The time for a claim has passed.
        DeadlinePassed = "deadline_passed",
        /// A claim waits.
        ClaimHandedIn = "claim_handed_in",
        /// The claim was rejected.
        ClaimRejected = "claim_rejected",
        /// The claim was paid.
        ClaimPaid = "claim_paid",
        /// The payment came back.
        ClaimBounced = "claim_bounced",
        /// Begin a claim.
        Claim = "claim",
        /// Change what is written.
        Edit = "edit",
        /// Delete.
        Delete = "delete",
        /// Attach a file.
        Attach = "attach",
        /// Remove an attached file of one's own side.
        Detach = "detach",
        /// Tell what came of the activity, or which deals did.
        Report = "report",
    }
}

impl FundRequestOccurrence {
    /// Which kind of occurrence it is.
    pub fn kind(&self) -> FundRequestEventKind {
        match self {
            Self::Submit(_) => FundRequestEventKind::Submit,
            Self::Withdraw => FundRequestEventKind::Withdraw,
            Self::Decide(_) => FundRequestEventKind::Decide,
            Self::Escalate => FundRequestEventKind::Escalate,
            Self::Overdue => FundRequestEventKind::Overdue,
            Self::AnswerOverdue => FundRequestEventKind::AnswerOverdue,
            Self::FundClosed => FundRequestEventKind::FundClosed,
            Self::Start => FundRequestEventKind::Start,
            Self::DeadlinePassed => FundRequestEventKind::DeadlinePassed,
            Self::ClaimHandedIn => FundRequestEventKind::ClaimHandedIn,
            Self::ClaimRejected => FundRequestEventKind::ClaimRejected,
            Self::ClaimPaid { .. } => FundRequestEventKind::ClaimPaid,
            Self::ClaimBounced => FundRequestEventKind::ClaimBounced,
        }
    }
}
