//! What activities of each type have brought back in this program, as a hint for whoever plans one.

use super::report::{FundReturn, MeasuredActivity, ReturnGrouping, ReturnRow};
use crate::funds::activity::ActivityType;
use crate::ids::PartnerId;
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Fewest activities of which something is told: of fewer, one partner's figures could be guessed.
pub const LEAST_ACTIVITIES: u32 = 5;

/// Fewest partners whose activities a partner is told of together: of fewer, one of them could be found out (domain: benchmarks).
pub const LEAST_PARTNERS: usize = 5;

/// What activities of a type have brought back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityHistory {
    /// The type.
    pub activity: ActivityType,
    /// How many of them were paid or are owed.
    pub activities: u32,
    /// Pipeline for each unit spent, in thousandths.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pipeline_return: Option<i64>,
    /// Won revenue for each unit spent, in thousandths.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub won_return: Option<i64>,
    /// What a lead has cost; absent when there was none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub per_lead: Option<Money>,
}

impl ActivityHistory {
    /// Of a row of activities that are all of one type, in the currency of its report.
    pub fn of(activity: ActivityType, row: &ReturnRow, currency: &str) -> Self {
        let leads = i64::try_from(row.results.leads).unwrap_or(i64::MAX);
        let per_lead = row.results.spent.checked_div(leads);
        ActivityHistory {
            activity,
            activities: row.activities,
            pipeline_return: row.pipeline_return,
            won_return: row.won_return,
            per_lead: per_lead.map(|minor| Money::new(minor, currency)),
        }
    }
}

/// Of all that were paid or are owed, by type in the order shown; types of fewer than [`LEAST_ACTIVITIES`], or of
/// fewer partners than `least_partners`, are left out.
pub fn history(activities: &[MeasuredActivity], currency: &str, least_partners: usize) -> Vec<ActivityHistory> {
    let report = FundReturn::of(activities, ReturnGrouping::ActivityType);
    let of_type = |activity: &ActivityType| {
        let row = report.rows.iter().find(|row| row.key == activity.as_str())?;
        let counted = activities
            .iter()
            .filter(|one| one.is_counted && one.activity == *activity);
        let partners: BTreeSet<PartnerId> = counted.map(|one| one.partner_id).collect();
        (row.activities >= LEAST_ACTIVITIES && partners.len() >= least_partners)
            .then(|| ActivityHistory::of(*activity, row, currency))
    };
    ActivityType::ALL.iter().filter_map(of_type).collect()
}
