//! Claims as lists and pages show them.

use super::{ClaimDraft, ClaimProgress, ClaimState, UsedInvoice};
use crate::deals::Attachment;
use crate::funds::activity::ProofKind;
use crate::funds::request::{FundRequestDraft, FundRequestProgress};
use crate::ids::{ClaimId, FundRequestId, PartnerId};
use crate::money::Money;
use crate::people::Person;
use crate::problem::FieldError;
use crate::settings::FundSettings;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A claim as a row.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundClaimSummary {
    /// Id.
    pub id: ClaimId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// The request whose activity it is for.
    pub request_id: FundRequestId,
    /// What people call that by.
    pub request_reference: String,
    /// What the activity is called.
    pub title: String,
    /// State.
    pub state: ClaimState,
    /// What it comes to, in the fund's currency.
    pub claimed: Money,
    /// What is owed or paid for it, once it is approved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub approved: Option<Money>,
    /// When the decision or, if returned, the answer is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_at: Option<DateTime<Utc>>,
    /// The partner's id.
    pub partner_id: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// First handed in; a draft has not been.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version, as the ETag has it.
    pub version: i64,
}

/// A claim whole, with all that it is checked and decided by.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundClaim {
    /// What lists show.
    #[serde(flatten)]
    pub summary: FundClaimSummary,
    /// What the partner wrote.
    pub fields: ClaimDraft,
    /// Clock, decision and payment.
    pub progress: ClaimProgress,
    /// Files that prove it.
    pub proofs: Vec<ClaimFile>,
    /// What was asked for.
    pub request: FundRequestDraft,
    /// When it was approved, and how much of it.
    pub request_progress: FundRequestProgress,
    /// The settings of funds as they were then, without rates and thresholds: what proof it needs.
    pub rules: FundSettings,
    /// Invoices of the partner's other claims that have the number of one of these.
    pub used: Vec<UsedInvoice>,
    /// What an approver would ask about, though it may be handed in; pointers are into `fields`.
    pub cautions: Vec<FieldError>,
    /// Who wrote it.
    pub owner: Person,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

/// A file of a claim, with what it proves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimFile {
    /// The file.
    #[serde(flatten)]
    pub file: Attachment,
    /// What it proves.
    pub kind: ProofKind,
}

/// Body of handing a claim in: what is asked for then, [`ClaimDraft::terms`] tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimSubmission {}
