//! The life of an approved deal: its stages, a longer protection, and how it ends.

use super::super::random::Chance;
use super::super::texts::Line;
use super::teller::{Teller, facts};
use super::{Ending, Plot};
use crate::store::StoreError;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState, Decision};
use entente_model::deals::{Actor, DealEvent, LossReason, Occurrence, Stage};
use entente_model::money::Money;
use std::collections::BTreeMap;

impl Teller<'_> {
    /// Protection runs out.
    pub fn expire(&mut self) -> Result<(), StoreError> {
        self.at = self.story.facts.progress.protected_until.unwrap_or(self.at) + Duration::seconds(2);
        self.apply(Occurrence::ProtectionEnded, Actor::Portal)?;
        self.note(
            Actor::Portal,
            "deal.expired",
            facts([("reason", "protection_ended".into())]),
        );
        Ok(())
    }

    fn change_stage(&mut self, stage: Stage, chance: &mut Chance) -> Result<(), StoreError> {
        let mut next_step = Line::NextStep.draw(chance);
        // Who reports says something new.
        while next_step == self.story.facts.progress.next_step {
            next_step = Line::NextStep.draw(chance);
        }
        let params = facts([
            ("stage", stage.as_str().into()),
            ("next_step", next_step.clone().into()),
        ]);
        self.apply(
            Occurrence::Partner(DealEvent::ChangeStage { stage, next_step }),
            Actor::Partner,
        )?;
        self.note(Actor::Partner, "deal.stage_changed", params);
        Ok(())
    }

    /// The stages of an approved deal up to a time, a few weeks apart.
    fn progress(&mut self, until: DateTime<Utc>, chance: &mut Chance) -> Result<(), StoreError> {
        for stage in [
            Stage::Qualified,
            Stage::Proposal,
            Stage::Proposal,
            Stage::Negotiation,
            Stage::Negotiation,
        ] {
            let next = self.at + Duration::days(chance.between(4, 26)) + Duration::minutes(chance.between(0, 400));
            let next = self.world.working_time(next, chance).max(self.at + Duration::hours(1));
            if next >= until || chance.per_mille(90) {
                break;
            }
            self.at = next;
            self.change_stage(stage, chance)?;
        }
        Ok(())
    }

    /// The life of an approved deal up to now.
    pub fn go_on(&mut self, plot: &Plot, chance: &mut Chance) -> Result<(), StoreError> {
        let protected = self.story.facts.progress.protected_until.unwrap_or(self.world.now);
        let ask_at = match plot.ending {
            Ending::ExtensionAsked => Some(self.world.now - Duration::minutes(chance.between(20, 1_000))),
            Ending::Extended => Some(protected - Duration::days(chance.between(8, 14))),
            _ => None,
        };
        let Some(ask_at) = ask_at else {
            return self.progress(self.world.now, chance);
        };
        self.progress(ask_at - Duration::hours(2), chance)?;
        self.at = ask_at;
        let text = Line::Extension.draw(chance);
        self.apply(
            Occurrence::Partner(DealEvent::RequestExtension { progress: text.clone() }),
            Actor::Partner,
        )?;
        self.open(ApprovalKind::DealExtension, text.clone());
        self.note(
            Actor::Partner,
            "deal.extension_requested",
            facts([("progress", text.into())]),
        );
        if plot.ending == Ending::Extended {
            self.at += Duration::minutes(chance.between(60, 900));
            self.apply(
                Occurrence::DecideExtension(Decision::Approve { message: String::new() }),
                Actor::Manager,
            )?;
            self.close_item(ApprovalState::Approved, None);
            self.note(Actor::Manager, "deal.extension_granted", BTreeMap::new());
            self.progress(self.world.now, chance)?;
        }
        Ok(())
    }

    /// Stages, then the end.
    pub fn close(&mut self, plot: &Plot, chance: &mut Chance) -> Result<(), StoreError> {
        let last = self.world.now - Duration::minutes(chance.between(10, 600));
        let protected = self.story.facts.progress.protected_until.unwrap_or(last);
        let length = Duration::minutes(chance.between(9, 85) * 1440 + chance.between(0, 600));
        let end = (self.at + length)
            .min(last)
            .min(protected - Duration::hours(1))
            .max(self.at + Duration::seconds(1));
        self.progress(end - Duration::hours(1), chance)?;
        self.at = end;
        if plot.ending == Ending::Won {
            let value = won_value(plot.value, chance);
            let closed_on: NaiveDate = self.at.date_naive();
            let params = facts([
                ("minor", value.minor.into()),
                ("currency", value.currency.clone().into()),
                ("closed_on", closed_on.to_string().into()),
            ]);
            self.apply(Occurrence::Partner(DealEvent::Win { value, closed_on }), Actor::Partner)?;
            self.note(Actor::Partner, "deal.won", params);
        } else {
            let reason = LossReason::ALL[chance.below(LossReason::ALL.len())];
            let note = Line::Loss.draw(chance);
            let params = facts([("reason", reason.as_str().into()), ("note", note.clone().into())]);
            self.apply(Occurrence::Partner(DealEvent::Lose { reason, note }), Actor::Partner)?;
            self.note(Actor::Partner, "deal.lost", params);
        }
        Ok(())
    }
}

/// Orders come out a little under or over what was expected.
fn won_value(expected: Option<&Money>, chance: &mut Chance) -> Money {
    let (minor, currency) = expected.map_or((100_000, "EUR"), |money| (money.minor, money.currency.as_str()));
    let percent = chance.between(82, 112);
    Money::new((minor / 100).saturating_mul(percent).max(1), currency)
}
