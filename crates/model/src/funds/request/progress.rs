//! What has happened to a request besides what is written in it.

use super::FundRequestState;
use crate::funds::ledger::ReleaseReason;
use crate::funds::rate::{Converted, Origin};
use crate::funds::results::days_between;
use crate::funds::share::per_mille;
use crate::ids::UserId;
use crate::money::MAX_MINOR;
use crate::problem::{FieldCode, FieldError};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// All of a request that its rules read and change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FundRequestFacts {
    /// Where it stands.
    pub state: FundRequestState,
    /// Clock, decision, money and outcome.
    pub progress: FundRequestProgress,
}

/// What was asked for when a request was handed in last. It is decided by this, whatever the settings are then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundRequestTerms {
    /// First day of the activity, where the partner is.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// What it costs in all, in minor units of `currency`.
    pub planned: i64,
    /// What is asked for, in minor units of `currency`.
    pub asked: i64,
    /// ISO 4217 code of both.
    pub currency: String,
    /// How much of the cost the partner's tier could ask for, per mille.
    pub share_per_mille: u32,
    /// ISO 4217 code of the fund's books.
    pub fund_currency: String,
}

impl FundRequestTerms {
    /// What keeps it from being approved, by pointers of a draft. Nothing when [`super::FundRequestDraft::terms`] made it.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.ends_on < self.starts_on {
            errors.push(FieldError::new("/ends_on", FieldCode::BeforeStart).with("min", self.starts_on));
        }
        if !(1..=MAX_MINOR).contains(&self.planned) {
            errors.push(
                FieldError::new("/lines", FieldCode::OutOfRange)
                    .with("min", 1)
                    .with("max", MAX_MINOR),
            );
        }
        // No share is more than the whole.
        let most = per_mille(self.planned, self.share_per_mille.min(1_000));
        if !(1..=most).contains(&self.asked) {
            errors.push(
                FieldError::new("/asked", FieldCode::OverShare)
                    .with("max", most)
                    .with("currency", &self.currency)
                    .with("per_mille", self.share_per_mille),
            );
        }
        errors
    }
}

/// What has happened to a request since it was handed in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FundRequestProgress {
    /// First handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// The day of that, where the partner is: its lead time counts from then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<NaiveDate>,
    /// Last handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_in_at: Option<DateTime<Utc>>,
    /// Who handed it in last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_in_by: Option<UserId>,
    /// What was asked for then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<FundRequestTerms>,
    /// When a decision is due, while one is awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_due: Option<DateTime<Utc>>,
    /// When it was escalated because nobody decided in time or a manager asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalated_at: Option<DateTime<Utc>>,
    /// When it was decided or returned last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
    /// The last decision's reasons: words of `ReturnReason` or `RejectReason`.
    pub decision_reasons: Vec<String>,
    /// The last decision's message to the partner.
    pub decision_message: String,
    /// When a decision was taken back last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_undone_at: Option<DateTime<Utc>>,
    /// When a returned request must be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_due: Option<DateTime<Utc>>,
    /// The day of the approval, where the partner is: costs from before are not paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<NaiveDate>,
    /// What the approval reserved, in the fund's currency; what was approved stands in its origin when that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<Converted>,
    /// The last day on which a claim may be handed in, where the partner is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_deadline: Option<NaiveDate>,
    /// When its last claim was rejected, while no other waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_rejected_at: Option<DateTime<Utc>>,
    /// What of the reservation was paid, in minor units of the fund's currency.
    pub paid: i64,
    /// What of it went back.
    pub released: i64,
    /// When it came to its end: closed, rejected, expired or withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it did, whether or not anything was reserved that went back for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<ReleaseReason>,
}

impl FundRequestFacts {
    /// A request just begun.
    pub fn draft() -> Self {
        FundRequestFacts {
            state: FundRequestState::Draft,
            progress: FundRequestProgress::default(),
        }
    }
}

impl FundRequestProgress {
    /// What was reserved at the approval, in minor units of the fund's currency; 0 before.
    pub fn reserved_minor(&self) -> i64 {
        self.reserved.as_ref().map_or(0, |reserved| reserved.minor)
    }

    /// What was approved, in minor units of the request's own currency; 0 before.
    pub fn approved_minor(&self) -> i64 {
        self.reserved.as_ref().map_or(0, |reserved| {
            let origin = reserved.origin.as_ref();
            origin.map_or(reserved.minor, |origin| origin.money.minor)
        })
    }

    /// What the reservation, or what of it goes back when the rest was paid, was before it was converted; `None` when nothing was.
    pub fn origin_of_rest(&self, minor: i64) -> Option<Origin> {
        self.reserved.as_ref()?.part(minor, self.paid)
    }

    /// The same of what of it is owed or paid.
    pub fn origin_of_claim(&self, minor: i64) -> Option<Origin> {
        self.reserved.as_ref()?.part(minor, 0)
    }

    /// What of the reservation is neither paid nor gone back, in minor units of the fund's currency: reserved, or owed for its claim.
    pub fn held(&self) -> i64 {
        self.reserved_minor() - self.paid - self.released
    }

    /// Whole days that the vendor took for the last decision, from when the request was handed in; `None` while one is awaited.
    pub fn days_to_decision(&self) -> Option<u32> {
        let handed_in_at = self.handed_in_at?;
        days_between(handed_in_at, self.decided_at.filter(|at| *at >= handed_in_at)?)
    }
}
