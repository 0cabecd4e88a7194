//! An allocation by rule before it is booked: every partner's line, what they come to together, and by which days they were reckoned.

use super::allocation::{AllocationLine, AllocationRule, PartnerPerformance, allocate, shortfall};
use super::fund::FundFields;
use crate::ids::FundId;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The days whose revenue and results a fund is allocated by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferencePeriod {
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// The fund before, whose period it is; absent when there is none, and as many days as the fund has were taken before its first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fund: Option<ReferenceFund>,
}

/// A fund whose period others are reckoned by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferenceFund {
    /// Id.
    pub id: FundId,
    /// Name.
    pub name: String,
}

impl ReferencePeriod {
    /// As many days as a fund has, up to the day before its first: for a fund that none of its currency comes before.
    pub fn before(starts_on: NaiveDate, ends_on: NaiveDate) -> Self {
        let length = (ends_on - starts_on).num_days().unsigned_abs();
        let last = starts_on.checked_sub_days(Days::new(1)).unwrap_or(starts_on);
        ReferencePeriod {
            starts_on: last.checked_sub_days(Days::new(length)).unwrap_or(last),
            ends_on: last,
            fund: None,
        }
    }

    /// Whether a day is one of them.
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&day)
    }
}

/// What an allocation by rule would book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationPreview {
    /// What the fund is made of, its rule with it.
    pub fund: FundFields,
    /// Its version, to save another rule over.
    pub version: i64,
    /// Whether the fund still takes it.
    pub is_open: bool,
    /// The days whose revenue and results count.
    pub reference: ReferencePeriod,
    /// What the fund holds for it, in minor units.
    pub unallocated: i64,
    /// What is due to all beyond that, in minor units: then each is given the same share of what is due to it.
    pub shortfall: i64,
    /// A name for these figures: booking names it, and is refused when they are others by then.
    pub basis: String,
    /// Currencies of deals and results that no rate of their day was known for. These are not counted.
    pub without_rate: Vec<String>,
    /// All lines together.
    pub totals: AllocationTotals,
    /// Every active partner, by name.
    pub lines: Vec<NamedLine>,
}

/// A line with the name of its partner.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedLine {
    /// Name of the partner.
    pub partner_name: String,
    /// The line.
    #[serde(flatten)]
    pub line: AllocationLine,
}

/// What lines come to together, in minor units of the fund's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationTotals {
    /// How many partners are given something.
    pub partners: u32,
    /// Revenue.
    pub revenue: i64,
    /// Parts of the share of revenue that depend on nothing else.
    pub base: i64,
    /// Parts that results could earn.
    pub possible: i64,
    /// What they earned of them.
    pub earned: i64,
    /// For tiers.
    pub grant: i64,
    /// What partners are entitled to.
    pub entitled: i64,
    /// What they were given by rule already.
    pub already: i64,
    /// What they are given.
    pub given: i64,
}

impl AllocationTotals {
    /// Of all lines; sums beyond 64 bits stop there.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a AllocationLine>) -> Self {
        lines.into_iter().fold(Self::default(), |sum, line| AllocationTotals {
            partners: sum.partners + u32::from(line.given > 0),
            revenue: sum.revenue.saturating_add(line.performance.revenue),
            base: sum.base.saturating_add(line.base),
            possible: sum.possible.saturating_add(line.possible),
            earned: sum.earned.saturating_add(line.earned),
            grant: sum.grant.saturating_add(line.grant),
            entitled: sum.entitled.saturating_add(line.entitled),
            already: sum.already.saturating_add(line.performance.already),
            given: sum.given.saturating_add(line.given),
        })
    }
}

/// What a rule gives, with what it lacks and what it comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reckoned {
    /// A line for each partner, in the order in which they were named.
    pub lines: Vec<AllocationLine>,
    /// What is due beyond what the fund holds.
    pub shortfall: i64,
    /// All lines together.
    pub totals: AllocationTotals,
}

impl Reckoned {
    /// By a rule, of what a fund holds.
    pub fn of(rule: &AllocationRule, unallocated: i64, partners: &[PartnerPerformance]) -> Self {
        let lines = allocate(rule, unallocated, partners);
        Reckoned {
            shortfall: shortfall(unallocated, &lines),
            totals: AllocationTotals::of(&lines),
            lines,
        }
    }
}

impl AllocationPreview {
    /// The same partners by another rule: what it would give, before anybody saves it. The name of the figures stays that of the rule that
    /// is saved.
    pub fn by(&self, rule: &AllocationRule) -> Self {
        let partners: Vec<PartnerPerformance> = self.lines.iter().map(|named| named.line.performance).collect();
        let reckoned = Reckoned::of(rule, self.unallocated, &partners);
        let named = self.lines.iter().zip(reckoned.lines);
        AllocationPreview {
            fund: FundFields {
                rule: rule.clone(),
                ..self.fund.clone()
            },
            shortfall: reckoned.shortfall,
            totals: reckoned.totals,
            lines: named
                .map(|(named, line)| NamedLine {
                    partner_name: named.partner_name.clone(),
                    line,
                })
                .collect(),
            reference: self.reference.clone(),
            basis: self.basis.clone(),
            without_rate: self.without_rate.clone(),
            ..*self
        }
    }
}

/// Body of booking an allocation by rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationOrder {
    /// The name of the figures that were seen: [`AllocationPreview::basis`].
    pub basis: String,
}
