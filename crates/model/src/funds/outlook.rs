//! What a partner could earn in the next period, and why: the rule over what it has reached so far, before anything is booked.

use super::allocation::{AllocationLine, AllocationRule, PartnerPerformance, entitlement};
use crate::ids::FundId;
use crate::people::Tier;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a partner could earn, for each fund that runs.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundOutlook {
    /// One for each fund that the partner was given something in and that runs now, the one that ends first first.
    pub items: Vec<PeriodOutlook>,
}

/// What a partner has reached in a period, and the rule by which the next is allocated. Amounts are minor units of the fund's currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodOutlook {
    /// The fund whose period it is.
    pub fund_id: FundId,
    /// Its name.
    pub fund_name: String,
    /// ISO 4217 code of its books.
    pub currency: String,
    /// First day of the period.
    pub starts_on: NaiveDate,
    /// Last day of the period: results up to then count, and what is available then lapses.
    pub ends_on: NaiveDate,
    /// The day up to which the figures are, where the partner is.
    pub as_of: NaiveDate,
    /// What the partner may still ask for in it.
    pub available: i64,
    /// First day of the next fund of the currency, when there is one already: the rule is its own then, and else that of this fund.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_starts_on: Option<NaiveDate>,
    /// The rule.
    pub rule: AllocationRule,
    /// What the partner has reached so far.
    pub performance: PartnerPerformance,
    /// Currencies of its deals and results that no rate of their day was known for. These are not counted.
    pub without_rate: Vec<String>,
}

/// What a partner supposes of the end of a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Supposed {
    /// Revenue by then.
    pub revenue: i64,
    /// Pipeline for each unit spent, in thousandths; absent when nothing is spent, and then there is nothing to judge.
    pub return_per_mille: Option<i64>,
    /// The tier.
    pub tier: Tier,
}

impl PeriodOutlook {
    /// What it would be given if nothing were to change until the end of the period.
    pub fn as_it_stands(&self) -> AllocationLine {
        entitlement(&self.rule, self.performance)
    }

    /// What the partner has reached as a beginning of what it supposes.
    pub fn reached(&self) -> Supposed {
        Supposed {
            revenue: self.performance.revenue,
            return_per_mille: self.as_it_stands().return_per_mille,
            tier: self.performance.tier,
        }
    }

    /// What it would be given then.
    pub fn supposing(&self, supposed: &Supposed) -> AllocationLine {
        // A thousand units spent are enough to judge by: only how often they came back counts.
        let spent = if supposed.return_per_mille.is_some() { 1_000 } else { 0 };
        entitlement(
            &self.rule,
            PartnerPerformance {
                revenue: supposed.revenue,
                spent,
                pipeline: supposed.return_per_mille.unwrap_or(0),
                tier: supposed.tier,
                ..self.performance
            },
        )
    }

    /// The revenue to which a partner may slide: at least twice what it has, and a hundred thousand units, in a hundred steps without odd units.
    pub fn revenue_scale(&self) -> RevenueScale {
        let unit = 10_i64.saturating_pow(crate::money::minor_digits(&self.currency).unwrap_or(2));
        let least = unit.saturating_mul(100_000);
        let most = self.performance.revenue.saturating_mul(2).max(least);
        let step = round_up(most / 100 + i64::from(most % 100 > 0));
        RevenueScale {
            step,
            most: step.saturating_mul(100),
        }
    }
}

/// How far revenue is slid, and by how much at a time; minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RevenueScale {
    /// A step.
    pub step: i64,
    /// The end.
    pub most: i64,
}

/// The next number of one digit and noughts, from a number above zero.
fn round_up(number: i64) -> i64 {
    let mut power = 1_i64;
    while number / power >= 10 {
        power = power.saturating_mul(10);
    }
    let digit = number / power + i64::from(number % power > 0);
    digit.saturating_mul(power)
}
