//! What partners are given of a fund by rule: a share of last period's revenue, part of which depends on last period's results, and a
//! grant by tier (domain: MDF). The vendor sees every line before it is booked; the partner sees its own, and what would change it.

use super::closing::ReservationsAtClosing;
use super::ledger::AllocationBasis;
use super::rate::divide;
use super::share::{per_mille, share_out};
use crate::ids::PartnerId;
use crate::people::Tier;
use crate::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};

/// How a fund is allocated. Amounts are minor units of the fund's currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationRule {
    /// Share of the revenue won in the period before, per mille; 30.
    pub revenue_per_mille: u32,
    /// How much of that depends on results, per mille; 250.
    pub performance_per_mille: u32,
    /// Pipeline for each unit spent at which all of that is earned, in thousandths; 3,000 for three times.
    pub target_return: u32,
    /// What each tier is granted.
    pub grants: Vec<TierGrant>,
    /// Least that is worth booking; a partner whose total is less gets nothing.
    pub smallest: i64,
    /// Most that a partner is given; absent for no limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub largest: Option<i64>,
    /// What becomes of reservations when the period is closed. Left out where it is `keep`, so that servers from before it can read it.
    #[serde(skip_serializing_if = "ReservationsAtClosing::is_usual", default)]
    pub at_closing: ReservationsAtClosing,
}

/// What a tier is granted, in minor units of the fund's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TierGrant {
    /// The tier.
    pub tier: Tier,
    /// The amount.
    pub minor: i64,
}

impl AllocationRule {
    /// What of a rule is refused.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut within = |pointer: String, value: i64, min: i64, max: i64| {
            if !(min..=max).contains(&value) {
                errors.push(
                    FieldError::new(pointer, FieldCode::OutOfRange)
                        .with("min", min)
                        .with("max", max),
                );
            }
        };
        within("/revenue_per_mille".into(), self.revenue_per_mille.into(), 0, 1_000);
        within(
            "/performance_per_mille".into(),
            self.performance_per_mille.into(),
            0,
            1_000,
        );
        within("/target_return".into(), self.target_return.into(), 1, 1_000_000);
        within("/smallest".into(), self.smallest, 0, crate::money::MAX_MINOR);
        if let Some(largest) = self.largest {
            within(
                "/largest".into(),
                largest,
                self.smallest.max(1),
                crate::money::MAX_MINOR,
            );
        }
        for (at, grant) in self.grants.iter().enumerate() {
            within(format!("/grants/{at}/minor"), grant.minor, 0, crate::money::MAX_MINOR);
        }
        for (at, grant) in self.grants.iter().enumerate() {
            if self.grants[..at].iter().any(|earlier| earlier.tier == grant.tier) {
                errors.push(FieldError::new(format!("/grants/{at}/tier"), FieldCode::Duplicate));
            }
        }
        errors
    }
}

/// What is known of a partner when a fund is allocated. Amounts are minor units of the fund's currency, of the period before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PartnerPerformance {
    /// The partner.
    pub partner_id: PartnerId,
    /// Its tier now.
    pub tier: Tier,
    /// Value of the deals that it won.
    pub revenue: i64,
    /// What was spent on its activities.
    pub spent: i64,
    /// Pipeline that it reported for them.
    pub pipeline: i64,
    /// What it was given by rule in this fund already. What was taken back of that counts still: nobody is given it again by rule.
    #[serde(default)]
    pub already: i64,
}

/// What a partner is given, and of what it is made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationLine {
    /// What it was reckoned from.
    pub performance: PartnerPerformance,
    /// The part of its share of revenue that depends on nothing else.
    pub base: i64,
    /// The part that results could earn.
    pub possible: i64,
    /// What they earned of it.
    pub earned: i64,
    /// Pipeline for each unit spent, in thousandths; absent when nothing was spent: then there is nothing to judge, and all is earned.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub return_per_mille: Option<i64>,
    /// For its tier.
    pub grant: i64,
    /// Base, earned and grant, within the limits of the rule.
    pub entitled: i64,
    /// What it is given: what it is entitled to beyond what it was given already, and less than that when the fund does not hold enough for
    /// all. Nothing is ever taken away by rule.
    pub given: i64,
}

impl AllocationLine {
    /// What it is entitled to beyond what it was given by rule already.
    pub fn due(&self) -> i64 {
        (self.entitled - self.performance.already).max(0)
    }

    /// What booking it books: for its share of revenue and for its tier, each as large a part of what is given as it is of what the partner is
    /// entitled to. The parts add up to what is given.
    pub fn bookings(&self) -> Vec<(AllocationBasis, i64)> {
        let shares = share_out(self.given, &[self.base + self.earned, self.grant]);
        [AllocationBasis::Earned, AllocationBasis::Tier]
            .into_iter()
            .zip(shares)
            .filter(|(_, minor)| *minor > 0)
            .collect()
    }
}

/// What a rule entitles a partner to, the fund's own limit aside.
pub fn entitlement(rule: &AllocationRule, performance: PartnerPerformance) -> AllocationLine {
    let share = per_mille(performance.revenue.max(0), rule.revenue_per_mille);
    let possible = per_mille(share, rule.performance_per_mille);
    let base = share - possible;
    let return_per_mille = return_of(performance.pipeline, performance.spent);
    let target = i128::from(rule.target_return.max(1));
    let earned = match return_per_mille {
        None => possible,
        Some(reached) => {
            let reached = i128::from(reached).clamp(0, target);
            // At most the whole, so it fits.
            divide(i128::from(possible) * reached, target) as i64
        }
    };
    let grant = rule
        .grants
        .iter()
        .find(|grant| grant.tier == performance.tier)
        .map_or(0, |grant| grant.minor);
    let total = (base + earned + grant).min(rule.largest.unwrap_or(i64::MAX));
    let entitled = if total < rule.smallest { 0 } else { total };
    let line = AllocationLine {
        performance,
        base,
        possible,
        earned,
        return_per_mille,
        grant,
        entitled,
        given: 0,
    };
    AllocationLine {
        given: line.due(),
        ..line
    }
}

/// Pipeline for each unit spent, in thousandths; `None` when nothing was spent.
pub fn return_of(result: i64, spent: i64) -> Option<i64> {
    (spent > 0).then(|| {
        let exact = divide(i128::from(result) * 1_000, i128::from(spent));
        i64::try_from(exact).unwrap_or(i64::MAX)
    })
}

/// What every partner is given of what the fund still holds: what is due to each, or, when that is more than there is, the same share of it for
/// all, to the last minor unit. It does not matter in which order the partners stand: a last unit that two have the same claim to is the one's
/// whose id comes first.
pub fn allocate(rule: &AllocationRule, unallocated: i64, partners: &[PartnerPerformance]) -> Vec<AllocationLine> {
    let mut lines: Vec<AllocationLine> = partners.iter().map(|partner| entitlement(rule, *partner)).collect();
    if wanted(&lines) > i128::from(unallocated) {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|at| lines[*at].performance.partner_id);
        let weights: Vec<i64> = order.iter().map(|at| lines[*at].due()).collect();
        for (at, given) in order.into_iter().zip(share_out(unallocated, &weights)) {
            lines[at].given = given;
        }
    }
    lines
}

/// What is due to all together.
fn wanted(lines: &[AllocationLine]) -> i128 {
    lines.iter().map(|line| i128::from(line.due())).sum()
}

/// What is due to all beyond what the fund holds; 0 when there is enough.
pub fn shortfall(unallocated: i64, lines: &[AllocationLine]) -> i64 {
    let beyond = wanted(lines) - i128::from(unallocated.max(0));
    i64::try_from(beyond.max(0)).unwrap_or(i64::MAX)
}
