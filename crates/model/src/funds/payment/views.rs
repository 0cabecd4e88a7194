//! What finance sees: what is owed, batches, their payments, and what the bank answered.

use super::bank_account::PayerAccount;
use super::confirmation::ConfirmationLine;
use super::state::{BatchState, PaymentState};
use crate::ids::{ClaimId, FundId, FundRequestId, PartnerId, PaymentBatchId, PaymentId};
use crate::money::Money;
use crate::people::Person;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What is owed for approved claims and in no payment.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Owed {
    /// How much, by currency, in the order of their codes.
    pub sums: Vec<OwedSum>,
    /// Claims of the currency that was asked for, longest approved first; as many as a batch takes.
    pub claims: Vec<OwedClaim>,
}

/// What is owed in a currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwedSum {
    /// How much.
    pub amount: Money,
    /// Of how many claims.
    pub claims: u32,
    /// How many of them have a partner that has not said where to pay to.
    pub without_account: u32,
    /// Whether the settings name an account that pays in it.
    pub has_payer: bool,
}

/// A claim that is owed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwedClaim {
    /// The claim.
    pub claim_id: ClaimId,
    /// What people call it by.
    pub reference: String,
    /// The request whose activity it is for.
    pub request_id: FundRequestId,
    /// What the activity is called.
    pub title: String,
    /// The partner.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner_name: String,
    /// The fund that pays.
    pub fund_id: FundId,
    /// How much.
    pub amount: Money,
    /// Since when it stands as it does.
    pub since: DateTime<Utc>,
    /// What is shown of the partner's bank account; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub account: Option<String>,
    /// Whether a payment of it has bounced before.
    pub has_bounced: bool,
}

/// A batch as a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentBatchSummary {
    /// Id.
    pub id: PaymentBatchId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// State.
    pub state: BatchState,
    /// What all its payments come to, without those that were taken out.
    pub total: Money,
    /// How many payments those are.
    pub payments: u32,
    /// How many of them were made.
    pub paid: u32,
    /// How many have bounced.
    pub bounced: u32,
    /// Who made it.
    pub created_by: Person,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When its file was made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exported_at: Option<DateTime<Utc>>,
    /// On which day the bank is to pay.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub execute_on: Option<NaiveDate>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version, as the ETag has it.
    pub version: i64,
}

/// A batch whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentBatch {
    /// What lists show.
    #[serde(flatten)]
    pub summary: PaymentBatchSummary,
    /// The account that pays: as it was when the file was made, before that as the settings have it; absent when they have none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payer: Option<PayerAccount>,
    /// Its payments, those that were taken out, too.
    pub lines: Vec<Payment>,
    /// What the bank has answered, the last first.
    pub confirmations: Vec<Confirmation>,
}

/// A payment of a claim.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    /// Id.
    pub id: PaymentId,
    /// What both banks know it by.
    pub end_to_end: String,
    /// State.
    pub state: PaymentState,
    /// The claim.
    pub claim_id: ClaimId,
    /// What people call that by.
    pub claim_reference: String,
    /// What the activity is called.
    pub title: String,
    /// The partner.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner_name: String,
    /// How much.
    pub amount: Money,
    /// What is shown of the bank account: as it was when the file was made, before that as it is; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub account: Option<String>,
    /// Why it has bounced, or what was said when it was paid.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
    /// When it was made, bounced or taken out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub settled_at: Option<DateTime<Utc>>,
    /// Who said so, or imported what the bank said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub settled_by: Option<Person>,
}

/// A bank's answer that was imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirmation {
    /// The file's name.
    pub name: String,
    /// When it was imported first.
    pub imported_at: DateTime<Utc>,
    /// By whom.
    pub imported_by: Person,
    /// What it did.
    pub lines: Vec<ConfirmationLine>,
}

/// What importing a bank's answer did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationResult {
    /// The same file was imported before: nothing was changed, and what it did then is told.
    pub repeated: bool,
    /// What it did.
    pub confirmation: Confirmation,
    /// The batch as it stands.
    pub batch: PaymentBatch,
}
