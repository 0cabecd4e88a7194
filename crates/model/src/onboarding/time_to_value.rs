//! Time to value: agreement signed → first registered deal → first won deal, in days (domain: Onboarding).

use crate::people::PartnerType;
use crate::words::words;
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// When a partner reached what time to value is measured between.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ValueDates {
    /// When the agreement was first signed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_at: Option<DateTime<Utc>>,
    /// When the first deal was handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub first_registered_at: Option<DateTime<Utc>>,
    /// When the first deal was won.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub first_won_at: Option<DateTime<Utc>>,
}

impl ValueDates {
    /// Whole days from the signature to the first registered deal; 0 when the deal came first.
    pub fn days_to_registered(&self) -> Option<u32> {
        days(self.signed_at?, self.first_registered_at?)
    }
    /// Whole days from the signature to the first won deal; 0 when the deal came first.
    pub fn days_to_won(&self) -> Option<u32> {
        days(self.signed_at?, self.first_won_at?)
    }
}

fn days(from: DateTime<Utc>, to: DateTime<Utc>) -> Option<u32> {
    u32::try_from((to - from).num_days().max(0)).ok()
}

/// The middle of many numbers of days and how far they spread.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spread {
    /// How many there are.
    pub count: u32,
    /// The least.
    pub least: u32,
    /// A quarter is at most this (nearest rank, as all three).
    pub lower: u32,
    /// Half is at most this.
    pub median: u32,
    /// Three quarters are at most this.
    pub upper: u32,
    /// The most.
    pub most: u32,
}

impl Spread {
    /// Of numbers in any order; `None` of none. Quartiles are by nearest rank, so that each is a number that was measured
    /// (Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 1).
    pub fn of(mut days: Vec<u32>) -> Option<Self> {
        days.sort_unstable();
        let counted: Vec<(u32, u32)> = days.into_iter().map(|days| (days, 1)).collect();
        Spread::of_counted(&counted)
    }

    /// Of numbers with how often each was measured, by number. `None` of none.
    pub fn of_counted(counted: &[(u32, u32)]) -> Option<Self> {
        let count: u64 = counted.iter().map(|(_, times)| u64::from(*times)).sum();
        let at = |quarters: u64| {
            let rank = (count * quarters).div_ceil(4).max(1);
            let mut passed = 0;
            counted
                .iter()
                .find(|(_, times)| {
                    passed += u64::from(*times);
                    passed >= rank
                })
                .map(|(days, _)| *days)
        };
        Some(Spread {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            least: at(0)?,
            lower: at(1)?,
            median: at(2)?,
            upper: at(3)?,
            most: at(4)?,
        })
    }
}

words! {
    /// What partners are grouped by.
    ValueGrouping {
        /// What they do.
        PartnerType = "partner_type",
        /// Where they are.
        Region = "region",
        /// The quarter of the signature, as `2026-Q3`, by UTC.
        Quarter = "quarter",
    }
}

/// Time to value of the partners that have signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimeToValue {
    /// All of them.
    pub all: ValueCohort,
    /// What the cohorts are grouped by.
    pub by: ValueGrouping,
    /// The cohorts: types and regions by name of their key, quarters from the first on.
    pub cohorts: Vec<ValueCohort>,
}

/// Partners that are measured together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ValueCohort {
    /// Word of a partner type, code of a region, or a quarter; empty for all.
    pub key: String,
    /// Partners that have signed.
    pub signed: u32,
    /// Days from the signature to the first registered deal, of those who have one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registered: Option<Spread>,
    /// Days from the signature to the first won deal, of those who have one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub won: Option<Spread>,
}

/// A partner as far as time to value looks at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeasuredPartner {
    /// What it does.
    pub partner_type: PartnerType,
    /// Code of its region.
    pub region: String,
    /// When it reached what.
    pub dates: ValueDates,
}

impl MeasuredPartner {
    /// The cohort that it belongs to; none before it has signed.
    fn cohort(&self, by: ValueGrouping) -> Option<String> {
        let signed_at = self.dates.signed_at?;
        Some(match by {
            ValueGrouping::PartnerType => self.partner_type.as_str().to_owned(),
            ValueGrouping::Region => self.region.clone(),
            ValueGrouping::Quarter => format!("{:04}-Q{}", signed_at.year(), signed_at.month0() / 3 + 1),
        })
    }
}

impl TimeToValue {
    /// Of partners in any order; those that have not signed are left out.
    pub fn of<'a>(partners: impl IntoIterator<Item = &'a MeasuredPartner>, by: ValueGrouping) -> Self {
        let mut all = Vec::new();
        let mut cohorts: BTreeMap<String, Vec<ValueDates>> = BTreeMap::new();
        for partner in partners {
            if let Some(key) = partner.cohort(by) {
                all.push(partner.dates);
                cohorts.entry(key).or_default().push(partner.dates);
            }
        }
        TimeToValue {
            all: ValueCohort::of(String::new(), &all),
            by,
            cohorts: cohorts
                .into_iter()
                .map(|(key, dates)| ValueCohort::of(key, &dates))
                .collect(),
        }
    }
}

impl ValueCohort {
    /// Of those who have signed.
    fn of(key: String, dates: &[ValueDates]) -> Self {
        ValueCohort {
            key,
            signed: u32::try_from(dates.len()).unwrap_or(u32::MAX),
            registered: Spread::of(dates.iter().filter_map(ValueDates::days_to_registered).collect()),
            won: Spread::of(dates.iter().filter_map(ValueDates::days_to_won).collect()),
        }
    }
}
