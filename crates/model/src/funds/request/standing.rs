//! The rules of a request as one types: each with how the draft stands to it, and the numbers for its sentence.

use super::overlap::{overlaps, same_activity};
use super::{FundRequestDraft, PlannedActivity, RequestRules};
use crate::funds::activity::CostCategory;
use crate::money::Money;
use crate::words::words;
use chrono::NaiveDate;

words! {
    /// How a draft stands to a rule.
    Standing {
        /// Nothing is known of it yet.
        Unknown = "unknown",
        /// It is kept.
        Holds = "holds",
        /// It is kept, and there is something to look at.
        Warns = "warns",
        /// It is broken: submitting would be refused.
        Fails = "fails",
    }
}

/// A rule with how a draft stands to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleStanding {
    /// How.
    pub standing: Standing,
    /// Which rule, with its numbers.
    pub rule: RequestRule,
}

/// A rule of requests, with its numbers as far as they are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RequestRule {
    /// No more than a share of the cost is asked for.
    ShareLimit {
        /// The share of the partner's tier.
        per_mille: u32,
        /// That share of the cost that is planned.
        most: Option<Money>,
    },
    /// The vendor has time to decide before the activity begins.
    LeadTime {
        /// Days that it takes.
        days: u32,
        /// The first day on which the activity may begin; absent before its type is known.
        earliest: Option<NaiveDate>,
    },
    /// Only costs that the program shares are planned.
    EligibleCosts {
        /// Those of such an activity; empty before its type is known.
        eligible: Vec<CostCategory>,
        /// Budget lines of others, by their place.
        not_eligible: Vec<usize>,
    },
    /// The activity lies within the fund's period.
    FundPeriod {
        /// First and last day of the period; absent before a fund is chosen.
        period: Option<(NaiveDate, NaiveDate)>,
    },
    /// It was not asked for already.
    Overlap {
        /// Activities of the same type on the same days. One of them fails the rule when it is the same one.
        with: Vec<PlannedActivity>,
    },
    /// The partner has as much in the fund.
    Available {
        /// What it has.
        available: Option<Money>,
        /// What the request would leave; below zero when it asks for more.
        left: Option<Money>,
    },
}

impl FundRequestDraft {
    /// How it stands to each rule, in the order shown. No rule that fails here passes [`FundRequestDraft::check_complete`].
    pub fn standings(&self, rules: &RequestRules) -> Vec<RuleStanding> {
        vec![
            self.share_limit(rules),
            self.lead_time(rules),
            self.eligible_costs(rules),
            self.fund_period(rules),
            self.overlap(rules),
            self.available(rules),
        ]
    }

    fn share_limit(&self, rules: &RequestRules) -> RuleStanding {
        let planned = self.planned();
        let most = (planned > 0).then(|| rules.most_asked(planned));
        let kept = most.zip(self.asked).map(|(most, asked)| asked <= most);
        RuleStanding {
            standing: standing(kept),
            rule: RequestRule::ShareLimit {
                per_mille: rules.settings.share_of(rules.tier),
                most: most.map(|minor| Money::new(minor, self.currency.as_str())),
            },
        }
    }

    fn lead_time(&self, rules: &RequestRules) -> RuleStanding {
        let earliest = self.activity.map(|activity| rules.earliest_start(activity));
        let lead = self.activity.map(|activity| rules.settings.lead_days_of(activity));
        let kept = earliest.zip(self.starts_on).map(|(earliest, day)| day >= earliest);
        RuleStanding {
            standing: standing(kept),
            rule: RequestRule::LeadTime {
                days: lead.unwrap_or(rules.settings.lead_days),
                earliest,
            },
        }
    }

    fn eligible_costs(&self, rules: &RequestRules) -> RuleStanding {
        let of_activity = self.activity.and_then(|activity| rules.settings.rules_of(activity));
        let eligible = of_activity.map_or_else(Vec::new, |rules| rules.eligible.clone());
        let categories = || {
            let named = |(at, category): (usize, Option<CostCategory>)| Some((at, category?));
            let lines = self.lines.iter().map(|line| line.category).enumerate();
            lines.filter_map(named)
        };
        let not_eligible: Vec<usize> = categories()
            .filter(|(_, category)| of_activity.is_some() && !eligible.contains(category))
            .map(|(at, _)| at)
            .collect();
        let known = of_activity.is_some() && categories().next().is_some();
        RuleStanding {
            standing: standing(known.then_some(not_eligible.is_empty())),
            rule: RequestRule::EligibleCosts { eligible, not_eligible },
        }
    }

    fn fund_period(&self, rules: &RequestRules) -> RuleStanding {
        let period = rules.fund.map(|fund| (fund.starts_on, fund.ends_on));
        let within = |day: NaiveDate| period.map(|(first, last)| (first..=last).contains(&day));
        let kept = match (self.starts_on.and_then(within), self.ends_on.and_then(within)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
        RuleStanding {
            standing: standing(kept),
            rule: RequestRule::FundPeriod { period },
        }
    }

    fn overlap(&self, rules: &RequestRules) -> RuleStanding {
        let planned = self.planned_activity(rules.partner_id, "");
        let with: Vec<PlannedActivity> = planned
            .iter()
            .flat_map(|planned| {
                let others = rules.others.iter();
                others.filter(|other| overlaps(planned, other)).cloned()
            })
            .collect();
        let standing = match &planned {
            None => Standing::Unknown,
            Some(planned) if with.iter().any(|other| same_activity(planned, other)) => Standing::Fails,
            Some(_) if !with.is_empty() => Standing::Warns,
            Some(_) => Standing::Holds,
        };
        RuleStanding {
            standing,
            rule: RequestRule::Overlap { with },
        }
    }

    fn available(&self, rules: &RequestRules) -> RuleStanding {
        let in_fund = |minor: i64| rules.fund.map(|fund| Money::new(minor, fund.currency.as_str()));
        let wanted = self.asked.and_then(|asked| rules.in_fund(asked, &self.currency));
        let left = rules
            .available
            .zip(wanted)
            .map(|(available, wanted)| available.saturating_sub(wanted));
        RuleStanding {
            standing: standing(left.map(|left| left >= 0)),
            rule: RequestRule::Available {
                available: rules.available.and_then(in_fund),
                left: left.and_then(in_fund),
            },
        }
    }
}

fn standing(kept: Option<bool>) -> Standing {
    match kept {
        None => Standing::Unknown,
        Some(true) => Standing::Holds,
        Some(false) => Standing::Fails,
    }
}
