//! Activities measured together. What came of one counts once something is paid or owed for it: before, there is nothing that it could be
//! the return of. Of a request that was not approved, or was given up, its time to decision is measured and nothing else.

use super::reported::CountedResults;
use crate::funds::activity::ActivityType;
use crate::funds::allocation::return_of;
use crate::funds::ledger::Balance;
use crate::funds::rate::{ExchangeRate, convert_on};
use crate::ids::{FundId, PartnerId};
use crate::money::Money;
use crate::onboarding::Spread;
use crate::people::Tier;
use crate::words::words;
use chrono::{DateTime, NaiveDate, Utc};
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

/// What amounts of all currencies are measured in, by the rates of the days of their approval.
#[derive(Clone, Copy, Debug)]
pub struct Yardstick<'a> {
    /// ISO 4217 code of the report's currency.
    pub currency: &'a str,
    /// The program's rates.
    pub rates: &'a [ExchangeRate],
}

impl Yardstick<'_> {
    /// An amount in minor units of the report's currency by the rate of a day; `None` without one.
    pub fn minor(&self, money: &Money, day: NaiveDate) -> Option<i64> {
        Some(convert_on(money, self.currency, self.rates, day)?.minor)
    }

    /// Amounts together; `None` when there is no rate for one of them.
    fn sum(&self, amounts: &[Money], day: NaiveDate) -> Option<i64> {
        amounts
            .iter()
            .try_fold(0_i64, |sum, money| Some(sum.saturating_add(self.minor(money, day)?)))
    }

    /// What an activity cost and what came of it, which counts once something was spent; `None` when there is no rate for it.
    pub fn results(&self, spent: &Money, counted: &CountedResults, day: NaiveDate) -> Option<ActivityResults> {
        if spent.minor < 1 {
            return Some(ActivityResults::default());
        }
        Some(ActivityResults {
            spent: self.minor(spent, day)?,
            leads: counted.leads.into(),
            pipeline: self.sum(&counted.pipeline, day)?,
            won: self.sum(&counted.won, day)?,
        })
    }
}

/// An activity as reports measure it. Its amounts were brought to one currency beforehand ([`Yardstick`]).
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
    /// The fund.
    pub fund_id: FundId,
    /// First and last day of the fund's period.
    pub period: (NaiveDate, NaiveDate),
    /// Whether it was approved and not given up since. Of another its time to decision alone is measured.
    pub is_counted: bool,
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
        /// The period of the fund that paid; of several funds for the same days.
        Period = "period",
        /// The fund that paid.
        Fund = "fund",
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
    /// Word of an activity type or a tier, id of a partner or a fund, code of a region, first and last day of a period as in
    /// `2026-10-01/2026-12-31` (ISO 8601-1, 5.5.2); empty for all.
    pub key: String,
    /// What people call a partner, a region or a fund; empty for what a word of the catalogue names, and for a period.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub name: String,
    /// How many were approved and not given up since.
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
            ReturnGrouping::Period => format!("{}/{}", self.period.0, self.period.1),
            ReturnGrouping::Fund => self.fund_id.to_string(),
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

    /// The same with what people call each row.
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Self {
        for row in &mut self.rows {
            row.name = name(&row.key);
        }
        self
    }
}

/// A report as it is asked for: what came back, and what of the money was not spent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundReturns {
    /// ISO 4217 code of all amounts.
    pub currency: String,
    /// What came back.
    #[serde(flatten)]
    pub report: FundReturn,
    /// What of the funds in question was not spent, whatever activities are looked at.
    pub unspent: UnspentMoney,
    /// Activities that are left out because there is no rate of the day of their approval.
    pub activities_left_out: u32,
    /// Funds that are left out of what was not spent because there is no rate of today.
    pub funds_left_out: u32,
}

/// What partners were given, and where it is. Amounts are minor units of the report's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnspentMoney {
    /// All that they were given.
    pub allocated: i64,
    /// Promised to activities.
    pub reserved: i64,
    /// Owed for claims.
    pub payable: i64,
    /// Paid out.
    pub paid: i64,
    /// The rest: available still, or unspent when the period was closed.
    pub unspent: i64,
}

impl UnspentMoney {
    /// Of what partners have in a fund.
    pub fn of(balance: &Balance) -> Self {
        UnspentMoney {
            allocated: balance.allocated(),
            reserved: balance.reserved,
            payable: balance.payable,
            paid: balance.paid,
            unspent: balance.available + balance.lapsed,
        }
    }

    /// The same in another currency; `None` when one of the amounts can't be converted.
    pub fn convert(self, convert: impl Fn(i64) -> Option<i64>) -> Option<Self> {
        let parts = UnspentMoney {
            allocated: 0,
            reserved: convert(self.reserved)?,
            payable: convert(self.payable)?,
            paid: convert(self.paid)?,
            unspent: convert(self.unspent)?,
        };
        // The whole is the sum of its parts, so that rounding parts them nowhere.
        let allocated = [parts.reserved, parts.payable, parts.paid, parts.unspent]
            .into_iter()
            .fold(0, i64::saturating_add);
        Some(UnspentMoney { allocated, ..parts })
    }

    /// Both together; sums beyond 64 bits stop there.
    pub fn and(self, other: Self) -> Self {
        UnspentMoney {
            allocated: self.allocated.saturating_add(other.allocated),
            reserved: self.reserved.saturating_add(other.reserved),
            payable: self.payable.saturating_add(other.payable),
            paid: self.paid.saturating_add(other.paid),
            unspent: self.unspent.saturating_add(other.unspent),
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
        let counted = activities.iter().filter(|activity| activity.is_counted).count();
        ReturnRow {
            key,
            name: String::new(),
            activities: u32::try_from(counted).unwrap_or(u32::MAX),
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
pub(in crate::funds) fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> Option<u32> {
    u32::try_from((to - from).num_days().max(0)).ok()
}
