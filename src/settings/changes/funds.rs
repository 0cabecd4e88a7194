//! What differs in the rules of market development funds.

use super::pair::{Pair, pairs};
use super::{Field, Found, Shown, Subject};
use entente_model::funds::rate::ExchangeRate;
use entente_model::settings::{ActivityRules, FundSettings, TierShare};

impl Found {
    pub(super) fn funds(&mut self, old: &FundSettings, new: &FundSettings) {
        for pair in pairs(&old.shares, &new.shares, |share| share.tier.as_str().to_owned()) {
            self.share(pair);
        }
        for (field, old, new) in [
            (Field::LeadDays, old.lead_days, new.lead_days),
            (
                Field::FundDecisionDays,
                old.decision_business_days,
                new.decision_business_days,
            ),
            (Field::FundAnswerDays, old.answer_days, new.answer_days),
            (Field::ClaimDays, old.claim_days, new.claim_days),
            (
                Field::ClaimDecisionDays,
                old.claim_decision_business_days,
                new.claim_decision_business_days,
            ),
        ] {
            self.differ(field, &old, &new, |number| Shown::Number(u64::from(*number)));
        }
        self.differ(Field::FundReminders, &old.reminder_days, &new.reminder_days, |days| {
            Shown::Numbers(days.clone())
        });
        for pair in pairs(&old.activities, &new.activities, |rules| {
            rules.activity.as_str().to_owned()
        }) {
            self.activity(pair);
        }
        self.differ(
            Field::SecondApproval,
            &old.second_approval,
            &new.second_approval,
            |amounts| Shown::Amounts(amounts.clone()),
        );
        for (before, after) in pairs(&old.rates, &new.rates, identity) {
            if before != after {
                let shown = |rate: &ExchangeRate| Shown::Rate(rate.clone());
                self.push(Field::Rate, before.map(shown), after.map(shown));
            }
        }
        self.payers(&old.payers, &new.payers);
        self.differ(Field::FundFiles, &old.max_attachments, &new.max_attachments, |count| {
            Shown::Number(u64::from(*count))
        });
        self.differ(
            Field::FundFileSize,
            &old.max_attachment_bytes,
            &new.max_attachment_bytes,
            |size| Shown::Size(*size),
        );
    }

    /// Each tier has its share; none comes or goes.
    fn share(&mut self, pair: Pair<'_, TierShare>) {
        if let (Some(old), Some(new)) = pair {
            self.subject = Subject::Tier(new.tier);
            self.differ(Field::FundShare, &old.per_mille, &new.per_mille, |share| {
                Shown::PerMille(u64::from(*share))
            });
            self.subject = Subject::Only;
        }
    }

    /// Each type of activity has its rules; none comes or goes.
    fn activity(&mut self, pair: Pair<'_, ActivityRules>) {
        if let (Some(old), Some(new)) = pair {
            self.subject = Subject::Activity(new.activity);
            self.differ(Field::Offered, &old.offered, &new.offered, |on| Shown::Flag(*on));
            self.differ(Field::Eligible, &old.eligible, &new.eligible, |costs| {
                Shown::Costs(costs.clone())
            });
            self.differ(Field::Proofs, &old.proofs, &new.proofs, |proofs| {
                Shown::Proofs(proofs.clone())
            });
            self.differ(Field::LeadDays, &old.lead_days, &new.lead_days, |days| {
                days.map_or(Shown::Usual, |days| Shown::Number(u64::from(days)))
            });
            self.subject = Subject::Only;
        }
    }
}

/// What a rate is known by.
fn identity(rate: &ExchangeRate) -> String {
    format!("{} {} {}", rate.from, rate.to, rate.from_day)
}
