//! The home page: a person's own next steps.

use crate::approvals::ApprovalSummary;
use crate::deals::{DealState, DealSummary};
use crate::funds::claim::FundClaimSummary;
use crate::funds::request::FundRequestSummary;
use crate::onboarding::{JourneyRisk, JourneyTask};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a person should look at, most pressing first. Which parts are filled depends on the role.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    /// Returned registrations that wait for the partner's answer, earliest due first; at most 10.
    pub returned: Vec<DealSummary>,
    /// Own drafts, last touched first; at most 5.
    pub drafts: Vec<DealSummary>,
    /// Approved deals whose protection ends within 14 days or whose activity is due, earliest first; at most 10.
    pub ending: Vec<DealSummary>,
    /// Returned requests for money that wait for the partner's answer, earliest due first; at most 10.
    #[serde(default)]
    pub returned_requests: Vec<FundRequestSummary>,
    /// Returned claims that wait for it, earliest due first; at most 10.
    #[serde(default)]
    pub returned_claims: Vec<FundClaimSummary>,
    /// Activities that are over and whose time to claim ends within 14 days, earliest first; at most 10.
    #[serde(default)]
    pub claims_wanted: Vec<FundRequestSummary>,
    /// Items that wait for the manager's decision, earliest due first; at most 10.
    pub waiting: Vec<ApprovalSummary>,
    /// How many items wait in all, and how many of them are past their time. Counted up to 1,000.
    pub waiting_count: u32,
    /// Past their time.
    pub overdue_count: u32,
    /// Deals by state that the reader may see, for partners. Counted whole.
    pub counts: Vec<StateCount>,
    /// The journey of the partner, while it is on its way.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub journey: Option<HomeJourney>,
    /// Whether the agreement waits for the signature of the reader, who may give it.
    #[serde(default)]
    pub agreement_waits: bool,
    /// Journeys that the manager looks after and whose partner is late by so much that somebody is to ask.
    #[serde(default)]
    pub at_risk_count: u32,
}

/// A partner's journey, as its people see it first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeJourney {
    /// Weight of what is done in that of all, in thousandths.
    pub progress_per_mille: u32,
    /// How it goes.
    pub risk: JourneyRisk,
    /// The day that it is where the partner is.
    pub today: NaiveDate,
    /// What the partner can do next, most pressing first; at most 3.
    pub next: Vec<JourneyTask>,
}

/// How many deals stand in a state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateCount {
    /// State.
    pub state: DealState,
    /// How many.
    pub count: u64,
}
