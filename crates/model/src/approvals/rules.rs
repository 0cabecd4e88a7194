//! Rules that approve a registration by themselves.

use super::{RuleCondition, RuleVerdict};
use crate::money::Money;
use crate::people::Tier;
use crate::settings::AutoApprovalRule;

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct RuleInput<'a> {
    /// The partner's tier.
    pub tier: Tier,
    /// What the deal is worth.
    pub value: &'a Money,
    /// The partner's region.
    pub region: &'a str,
    /// Codes of the deal's products.
    pub products: &'a [&'a str],
    /// Whether any registration or reserved account conflicts, be it only possibly.
    pub conflict: bool,
    /// Whether the partner holds a live certification.
    pub certified: bool,
}

/// How a rule judges a registration: all that is unmet, in the order of [`RuleCondition::ALL`]. Whether the rule is enabled is not
/// its verdict's concern.
pub fn judge(rule: &AutoApprovalRule, input: &RuleInput) -> RuleVerdict {
    let under_ceiling =
        |ceiling: &Money| ceiling.currency == input.value.currency && input.value.minor <= ceiling.minor;
    let listed = |list: &[String], word: &str| list.is_empty() || list.iter().any(|known| known == word);
    let met = |condition: &RuleCondition| match condition {
        RuleCondition::NoConflict => !input.conflict,
        RuleCondition::Tier => input.tier >= rule.minimum_tier,
        RuleCondition::Ceiling => rule.ceilings.iter().any(under_ceiling),
        RuleCondition::Region => listed(&rule.regions, input.region),
        RuleCondition::Products => {
            !input.products.is_empty() && input.products.iter().all(|code| listed(&rule.products, code))
        }
        RuleCondition::Certification => input.certified || !rule.requires_certification,
    };
    let unmet = RuleCondition::ALL
        .iter()
        .filter(|condition| !met(condition))
        .copied()
        .collect();
    RuleVerdict {
        rule: rule.name.clone(),
        unmet,
    }
}

/// Verdicts of all enabled rules, in order. The first with nothing unmet approves.
pub fn judge_all(rules: &[AutoApprovalRule], input: &RuleInput) -> Vec<RuleVerdict> {
    rules
        .iter()
        .filter(|rule| rule.enabled)
        .map(|rule| judge(rule, input))
        .collect()
}

/// The enabled rule that approves: the first with nothing unmet.
pub fn first_approving<'a>(rules: &'a [AutoApprovalRule], input: &RuleInput) -> Option<&'a AutoApprovalRule> {
    rules
        .iter()
        .filter(|rule| rule.enabled)
        .find(|rule| judge(rule, input).unmet.is_empty())
}

/// Whether a value is above every ceiling that the enabled rules set in its currency, and so flagged `high_value`. Without such a ceiling
/// nothing is: that a currency is not named says nothing of the amount.
pub fn is_high_value(rules: &[AutoApprovalRule], value: &Money) -> bool {
    let ceilings = rules.iter().filter(|rule| rule.enabled).flat_map(|rule| &rule.ceilings);
    let highest = ceilings
        .filter(|ceiling| ceiling.currency == value.currency)
        .map(|ceiling| ceiling.minor)
        .max();
    highest.is_some_and(|highest| value.minor > highest)
}
