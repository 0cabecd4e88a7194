//! What a partner writes into a request.

use crate::funds::activity::{ActivityRun, ActivityType, CostCategory};
use crate::ids::FundId;
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of a request. A draft may leave anything empty; submitting asks for all that [`FundRequestDraft::check_complete`] names.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct FundRequestDraft {
    /// The fund that is to pay.
    pub fund_id: Option<FundId>,
    /// What kind of activity it is.
    pub activity: Option<ActivityType>,
    /// What it is called.
    pub title: String,
    /// First day, where the partner is.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// For whom it is.
    pub audience: String,
    /// What is to happen.
    pub plan: String,
    /// ISO 4217 code of all amounts of the budget; need not be the fund's.
    pub currency: String,
    /// What it costs.
    pub lines: Vec<BudgetLine>,
    /// What the vendor is asked to pay, in minor units of `currency`.
    pub asked: Option<i64>,
    /// How many leads are expected.
    pub expected_leads: Option<u32>,
    /// How much pipeline is expected.
    pub expected_pipeline: Option<Money>,
    /// What counts as a qualified lead.
    pub lead_definition: String,
    /// Names of the accounts that it is for; may be empty.
    pub target_accounts: Vec<String>,
    /// Who runs it.
    pub run: ActivityRun,
}

impl FundRequestDraft {
    /// What the activity costs in all, in minor units of its currency; sums beyond 64 bits stop there.
    pub fn planned(&self) -> i64 {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.minor))
    }
}

/// A cost that is planned.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct BudgetLine {
    /// What it is spent on.
    pub category: Option<CostCategory>,
    /// In words; needed for the category `other`.
    pub description: String,
    /// Minor units of the request's currency.
    pub minor: i64,
}

/// Most characters and entries of each field.
pub mod limits {
    /// Title.
    pub const TITLE: usize = 200;
    /// Audience.
    pub const AUDIENCE: usize = 1_000;
    /// Plan, and notes of events.
    pub const PLAN: usize = 4_000;
    /// A currency code.
    pub const CURRENCY: usize = 3;
    /// Budget lines.
    pub const LINES: usize = 50;
    /// Description of a budget line.
    pub const DESCRIPTION: usize = 200;
    /// Leads.
    pub const LEADS: u32 = 1_000_000;
    /// What counts as a qualified lead.
    pub const LEAD_DEFINITION: usize = 2_000;
    /// Target accounts.
    pub const ACCOUNTS: usize = 200;
    /// Name of a target account.
    pub const ACCOUNT: usize = 200;
    /// What of the portal's runs an activity.
    pub const SOURCE: usize = 120;
}
