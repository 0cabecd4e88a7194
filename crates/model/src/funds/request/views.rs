//! Requests as lists and pages show them.

use super::{FundRequestDraft, FundRequestProgress, FundRequestState, PlannedActivity};
use crate::deals::Attachment;
use crate::funds::activity::{ActivityType, ProofKind};
use crate::funds::claim::FundClaimSummary;
use crate::funds::fund::Fund;
use crate::funds::results::{LinkedDeal, ReportedResults};
use crate::ids::{FundId, FundRequestId, PartnerId};
use crate::money::Money;
use crate::people::Person;
use crate::settings::FundSettings;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A row of the list of requests.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundRequestSummary {
    /// Id.
    pub id: FundRequestId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// What the activity is called; may be empty in a draft.
    pub title: String,
    /// What kind of activity it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub activity: Option<ActivityType>,
    /// Its first day, where the partner is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ends_on: Option<NaiveDate>,
    /// State.
    pub state: FundRequestState,
    /// What is asked for, in the request's own currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked: Option<Money>,
    /// The fund that is to pay; absent in a draft that names none of the partner's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fund_id: Option<FundId>,
    /// Its name.
    pub fund_name: String,
    /// ISO 4217 code of its books.
    pub fund_currency: String,
    /// What the fund holds for it.
    pub holds: RequestHoldings,
    /// When the decision or, if returned, the answer is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_at: Option<DateTime<Utc>>,
    /// The last day on which a claim may be handed in, once it is approved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub claim_deadline: Option<NaiveDate>,
    /// When the answer about its claim is due, while that is with the partner again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub claim_answer_due: Option<DateTime<Utc>>,
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

/// What a fund holds for one request, in minor units of the fund's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestHoldings {
    /// Promised.
    pub reserved: i64,
    /// Owed for its claim.
    pub payable: i64,
    /// Paid out.
    pub paid: i64,
}

/// A request whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundRequest {
    /// What lists show.
    #[serde(flatten)]
    pub summary: FundRequestSummary,
    /// What the partner wrote.
    pub fields: FundRequestDraft,
    /// Clock, decision, money and outcome.
    pub progress: FundRequestProgress,
    /// The fund that is to pay, with what the request's partner has in it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fund: Option<Fund>,
    /// Activities of the partner's that count and share a day with this one, to compare it with.
    pub others: Vec<PlannedActivity>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Its claims, the first made first. Drafts are there for the partner's people.
    pub claims: Vec<FundClaimSummary>,
    /// Kinds of proof that its claim needs, by the settings that it was approved by; absent before that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proofs: Option<Vec<ProofKind>>,
    /// What the partner says that came of it so far.
    #[serde(default)]
    pub results: ReportedResults,
    /// Deals that came of it, the one linked first first: they count in the place of pipeline and won value as reported.
    #[serde(default)]
    pub deals: Vec<LinkedDeal>,
    /// Who wrote it.
    pub owner: Person,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

/// What of the program a request is checked against as one types.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundRules {
    /// The settings of funds; a partner's people see no thresholds of finance.
    pub settings: FundSettings,
    /// Currencies that the program takes, ISO 4217.
    pub currencies: Vec<String>,
    /// The day that it is where the reader's company is; in UTC for the vendor's people.
    pub today: NaiveDate,
}
