//! What a manager sees beside a request that is to be decided: what its partner asked for before, and what like activities brought back.

use super::history::ActivityHistory;
use super::report::ActivityResults;
use crate::funds::activity::ActivityType;
use crate::funds::request::FundRequestState;
use crate::ids::FundRequestId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The background of a request. Amounts are minor units of its currency.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestBackground {
    /// ISO 4217 code: the program's first.
    pub currency: String,
    /// How many other requests its partner has handed in.
    pub asked: u32,
    /// How many of them were approved.
    pub approved: u32,
    /// What those cost that were paid or are owed, and what came of them.
    pub results: ActivityResults,
    /// Pipeline for each unit spent, in thousandths; absent when nothing was spent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pipeline_return: Option<i64>,
    /// Won revenue for each unit spent, in thousandths; absent when nothing was spent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub won_return: Option<i64>,
    /// The last of them by their first day, the latest first.
    pub recent: Vec<PastActivity>,
    /// What activities of the same type brought back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub like: Option<LikeActivities>,
}

/// An activity of before. Amounts are minor units of the background's currency.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastActivity {
    /// The request's id.
    pub id: FundRequestId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// What the activity is called.
    pub title: String,
    /// What kind of activity it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub activity: Option<ActivityType>,
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub starts_on: Option<NaiveDate>,
    /// State.
    pub state: FundRequestState,
    /// What was spent; absent without a rate for it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spent: Option<i64>,
    /// Pipeline for each unit spent, in thousandths; absent when nothing was spent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pipeline_return: Option<i64>,
}

/// What activities of one type brought back: the partner's own, and all of the program.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LikeActivities {
    /// The type.
    pub activity: ActivityType,
    /// The partner's own; absent when none was paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub own: Option<ActivityHistory>,
    /// All of the program; absent when they are too few to tell of ([`super::LEAST_ACTIVITIES`]).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub program: Option<ActivityHistory>,
}
