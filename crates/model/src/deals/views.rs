//! Deals as lists and pages show them.

use super::{DealDraft, DealState, Stage};
use crate::ids::{AttachmentId, DealId, PartnerId};
use crate::money::Money;
use crate::people::Person;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A row of the deals list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DealSummary {
    /// Id.
    pub id: DealId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// The customer; may be empty in a draft.
    pub customer_name: String,
    /// Registrable domain of the customer, or what was typed while a draft.
    pub customer_domain: String,
    /// Country of the customer.
    pub customer_country: String,
    /// Codes of the products.
    pub products: Vec<String>,
    /// Estimated value.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Money>,
    /// State.
    pub state: DealState,
    /// Stage, once approved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<Stage>,
    /// Expected close.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expected_close: Option<NaiveDate>,
    /// When protection ends, while it lasts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub protected_until: Option<DateTime<Utc>>,
    /// When the decision or, if returned, the answer is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_at: Option<DateTime<Utc>>,
    /// The partner's id.
    pub partner_id: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version, as the ETag has it.
    pub version: i64,
}

/// A deal whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deal {
    /// What lists show.
    #[serde(flatten)]
    pub summary: DealSummary,
    /// What the partner wrote.
    pub fields: DealDraft,
    /// Clock, decision and outcome.
    pub progress: DealProgress,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Who registered it.
    pub owner: Person,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

/// What happened to a registration since it was handed in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DealProgress {
    /// First handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// When a decision is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_due: Option<DateTime<Utc>>,
    /// When it was escalated because nobody decided in time or a manager asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalated_at: Option<DateTime<Utc>>,
    /// When it was decided last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
    /// The last decision's reasons: words of `ReturnReason` or `RejectReason`.
    pub decision_reasons: Vec<String>,
    /// The last decision's message to the partner.
    pub decision_message: String,
    /// The rule that decided by itself, with its version; absent when a person did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by_rule: Option<String>,
    /// When a decision was taken back last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_undone_at: Option<DateTime<Utc>>,
    /// When a returned registration must be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_due: Option<DateTime<Utc>>,
    /// From when on the account is protected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_from: Option<DateTime<Utc>>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_until: Option<DateTime<Utc>>,
    /// Whether this registration holds the account.
    pub holds_account: bool,
    /// An extension that waits for its decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_requested_at: Option<DateTime<Utc>>,
    /// Whether the one extension was granted.
    pub extended: bool,
    /// Whether the one extension was asked for and refused.
    pub extension_refused: bool,
    /// An appeal that waits for its decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_requested_at: Option<DateTime<Utc>>,
    /// Whether the one appeal was used.
    pub appealed: bool,
    /// Last activity that the partner told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_activity_at: Option<DateTime<Utc>>,
    /// When the next activity is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_due: Option<DateTime<Utc>>,
    /// How far it has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// What the partner means to do next.
    pub next_step: String,
    /// Value of the order, when won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub won_value: Option<Money>,
    /// Day of the order or of the loss.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<NaiveDate>,
    /// Why it was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loss_reason: Option<super::LossReason>,
}

/// A file attached to a deal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Id.
    pub id: AttachmentId,
    /// Name as it was uploaded, cleaned of paths.
    pub name: String,
    /// Kind as found in the content, not as claimed.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Who attached it.
    pub author: Person,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Body of the check for conflicts, sent as one types.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ConflictCheck {
    /// Name of the customer.
    pub customer_name: String,
    /// Domain as typed.
    pub customer_domain: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub customer_country: String,
    /// Codes of products; empty to ask for any.
    pub products: Vec<String>,
    /// The draft being written, which does not conflict with itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal_id: Option<DealId>,
}

/// What a partner learns of a conflict: never whose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ConflictOutcome {
    /// Nothing to compare yet: neither a domain nor a name with a country.
    Incomplete {},
    /// The domain is a public suffix, such as `co.uk`, and no customer's.
    PublicSuffix {},
    /// Nobody holds the account.
    Clear {},
    /// A name like it is registered, or a registration of it is under review.
    Possible {},
    /// The account is protected. The day is in UTC.
    Protected {
        /// Last day of protection.
        until: NaiveDate,
    },
    /// The account or territory is kept for direct sales.
    Reserved {},
    /// The partner itself has registered this customer; the deal is its own to open.
    Own {
        /// Its own registration.
        deal_id: DealId,
        /// Its reference.
        reference: String,
    },
}
