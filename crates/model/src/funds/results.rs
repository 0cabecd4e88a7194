//! What came of activities: spend → leads → pipeline → won, and what a unit spent brought back (domain: MDF, Return).

use super::activity::ActivityType;
use super::allocation::return_of;
use crate::ids::{FundId, PartnerId};
use crate::onboarding::Spread;
use crate::people::Tier;
use crate::words::words;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What activities cost and what came of them. Amounts are minor units of one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityResults {
    /// What the vendor spent on them.
    pub spent: i64,
    /// Leads.
    pub leads: u64,
    /// Pipeline.
    pub pipeline: i64,
    /// Won revenue.
    pub won: i64,
}

impl ActivityResults {
    /// Both together; sums beyond 64 bits stop there.
    pub fn and(self, other: Self) -> Self {
        ActivityResults {
            spent: self.spent.saturating_add(other.spent),
            leads: self.leads.saturating_add(other.leads),
            pipeline: self.pipeline.saturating_add(other.pipeline),
            won: self.won.saturating_add(other.won),
        }
    }

    /// Pipeline for each unit spent, in thousandths; `None` when nothing was spent.
    pub fn pipeline_return(&self) -> Option<i64> {
        return_of(self.pipeline, self.spent)
    }

    /// Won revenue for each unit spent, in thousandths; `None` when nothing was spent.
    pub fn won_return(&self) -> Option<i64> {
        return_of(self.won, self.spent)
    }
}

/// An activity as reports measure it. Its amounts were brought to one currency beforehand ([`super::rate::convert_on`]).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeasuredActivity {
    /// What kind of activity it was.
    pub activity: ActivityType,
    /// The partner.
    pub partner_id: PartnerId,
    /// The partner's tier when it was asked for.
    pub tier: Tier,
    /// Code of the partner's region.
    pub region: String,
    /// The fund, which is a period of a currency.
    pub fund_id: FundId,
    /// What it cost and what came of it.
    pub results: ActivityResults,
    /// What was promised to it.
    pub reserved: i64,
    /// Days that the vendor took to decide the request.
    pub days_to_decision: Option<u32>,
    /// Days from the claim to its payment.
    pub days_to_payment: Option<u32>,
}

words! {
    /// What activities are grouped by.
    ReturnGrouping {
        /// What kind they are.
        ActivityType = "activity_type",
        /// Whose they are.
        Partner = "partner",
        /// The tier of whose they are.
        Tier = "tier",
        /// Where they are.
        Region = "region",
        /// The fund that paid.
        Period = "period",
    }
}

/// What came back of all activities, and of groups of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundReturn {
    /// All of them.
    pub all: ReturnRow,
    /// What the rows are grouped by.
    pub by: ReturnGrouping,
    /// The rows, by their key.
    pub rows: Vec<ReturnRow>,
}

/// Activities that are measured together. Amounts are minor units of the report's currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnRow {
    /// Word of an activity type or a tier, id of a partner or a fund, code of a region; empty for all.
    pub key: String,
    /// How many.
    pub activities: u32,
    /// What they cost and what came of them.
    pub results: ActivityResults,
    /// What was promised to them.
    pub reserved: i64,
    /// Pipeline for each unit spent, in thousandths; absent when nothing was spent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pipeline_return: Option<i64>,
    /// Won revenue for each unit spent, in thousandths; absent when nothing was spent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub won_return: Option<i64>,
    /// Days that the vendor took to decide, of those that are decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<Spread>,
    /// Days from the claim to its payment, of those that are paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment: Option<Spread>,
}

impl MeasuredActivity {
    fn key(&self, by: ReturnGrouping) -> String {
        match by {
            ReturnGrouping::ActivityType => self.activity.as_str().to_owned(),
            ReturnGrouping::Partner => self.partner_id.to_string(),
            ReturnGrouping::Tier => self.tier.as_str().to_owned(),
            ReturnGrouping::Region => self.region.clone(),
            ReturnGrouping::Period => self.fund_id.to_string(),
        }
    }
}

impl FundReturn {
    /// Of activities in any order.
    pub fn of(activities: &[MeasuredActivity], by: ReturnGrouping) -> Self {
        let mut groups: BTreeMap<String, Vec<&MeasuredActivity>> = BTreeMap::new();
        for activity in activities {
            groups.entry(activity.key(by)).or_default().push(activity);
        }
        let all: Vec<&MeasuredActivity> = activities.iter().collect();
        FundReturn {
            all: ReturnRow::of(String::new(), &all),
            by,
            rows: groups
                .into_iter()
                .map(|(key, group)| ReturnRow::of(key, &group))
                .collect(),
        }
    }
}

impl ReturnRow {
    /// Of activities that are measured together.
    pub fn of(key: String, activities: &[&MeasuredActivity]) -> Self {
        let results = activities
            .iter()
            .fold(ActivityResults::default(), |sum, activity| sum.and(activity.results));
        let days = |of: fn(&MeasuredActivity) -> Option<u32>| {
            let measured = activities.iter().filter_map(|activity| of(activity));
            Spread::of(measured.collect())
        };
        ReturnRow {
            key,
            activities: u32::try_from(activities.len()).unwrap_or(u32::MAX),
            results,
            reserved: activities
                .iter()
                .fold(0, |sum, activity| sum.saturating_add(activity.reserved)),
            pipeline_return: results.pipeline_return(),
            won_return: results.won_return(),
            decision: days(|activity| activity.days_to_decision),
            payment: days(|activity| activity.days_to_payment),
        }
    }
}

/// Whole days between two moments; 0 when the second comes first.
pub(super) fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> Option<u32> {
    u32::try_from((to - from).num_days().max(0)).ok()
}
