//! What has happened to a claim besides what is written in it.

use super::ClaimState;
use crate::funds::results::days_between;
use crate::ids::{PaymentId, UserId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// All of a claim that its rules read and change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ClaimFacts {
    /// Where it stands.
    pub state: ClaimState,
    /// Clock, decision and payment.
    pub progress: ClaimProgress,
}

/// What was claimed when it was handed in last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimTerms {
    /// The amount, in minor units of the fund's currency.
    pub claimed: i64,
    /// ISO 4217 code of the fund's books.
    pub currency: String,
    /// Who handed in the request.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked_by: Option<UserId>,
    /// Last day of the activity, where the partner is.
    pub ends_on: NaiveDate,
    /// Last day on which a claim may be handed in for the first time.
    pub deadline: NaiveDate,
}

/// Somebody who agreed to pay a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimApproval {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// How much, in minor units of the fund's currency.
    pub minor: i64,
}

/// What has happened to a claim since it was handed in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ClaimProgress {
    /// First handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Last handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_in_at: Option<DateTime<Utc>>,
    /// Who handed it in last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_in_by: Option<UserId>,
    /// What was claimed then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<ClaimTerms>,
    /// When a decision is due, while one is awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_due: Option<DateTime<Utc>>,
    /// When it was escalated because nobody decided in time or somebody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalated_at: Option<DateTime<Utc>>,
    /// Who has agreed so far, in order: one, or two people above the threshold.
    pub approvals: Vec<ClaimApproval>,
    /// When it was approved for good, returned or rejected last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
    /// The last decision's reasons: words of `ReturnReason` or `RejectReason`.
    pub decision_reasons: Vec<String>,
    /// The last decision's message to the partner.
    pub decision_message: String,
    /// When a decision was taken back last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_undone_at: Option<DateTime<Utc>>,
    /// When a returned claim must be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_due: Option<DateTime<Utc>>,
    /// When it was rejected because nobody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unanswered_at: Option<DateTime<Utc>>,
    /// What is owed for it, in minor units of the fund's currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<i64>,
    /// The payment that paid it last, be it that it came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_id: Option<PaymentId>,
    /// When it was paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<DateTime<Utc>>,
    /// When a payment of it came back last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounced_at: Option<DateTime<Utc>>,
}

impl ClaimFacts {
    /// A claim just begun.
    pub fn draft() -> Self {
        ClaimFacts {
            state: ClaimState::Draft,
            progress: ClaimProgress::default(),
        }
    }

    /// Who has agreed while a second person still has to.
    pub fn first_approval(&self) -> Option<&ClaimApproval> {
        let first = self.progress.approvals.first();
        first.filter(|_| self.state.awaits_decision())
    }

    /// The most that it can be approved for now, in minor units of the fund's currency: what was claimed, or what the first who agreed has
    /// left of it.
    pub fn most(&self) -> i64 {
        let claimed = self.progress.terms.as_ref().map_or(0, |terms| terms.claimed);
        self.first_approval().map_or(claimed, |first| first.minor)
    }
}

impl ClaimProgress {
    /// Whole days that the vendor took for the last decision, from when the claim was handed in; `None` while one is awaited.
    pub fn days_to_decision(&self) -> Option<u32> {
        let handed_in_at = self.handed_in_at?;
        days_between(handed_in_at, self.decided_at.filter(|at| *at >= handed_in_at)?)
    }

    /// Whole days from when it was handed in first to its payment.
    pub fn days_to_payment(&self) -> Option<u32> {
        days_between(self.submitted_at?, self.paid_at?)
    }
}
