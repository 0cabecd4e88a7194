//! What managers do with a registration, and what comes of it at once: late decisions, returns, rejections, appeals, withdrawals.

use super::super::random::Chance;
use super::super::texts::Line;
use super::teller::{Teller, facts, words};
use super::{Ending, Plot};
use crate::store::StoreError;
use chrono::{DateTime, Duration, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState, Decision, RejectReason, ReturnReason};
use entente_model::deals::{Actor, DealEvent, Occurrence};
use std::collections::BTreeMap;

impl Teller<'_> {
    /// What the portal does when a decision is late.
    fn grow_late(&mut self, until: DateTime<Utc>) -> Result<(), StoreError> {
        let Some(due) = self.story.facts.progress.decision_due else {
            return Ok(());
        };
        if until <= due + Duration::seconds(2) {
            return Ok(());
        }
        self.at = due + Duration::seconds(2);
        self.apply(Occurrence::Overdue, Actor::Portal)?;
        if let Some(item) = self.story.items.last_mut() {
            item.overdue = true;
        }
        let until = self
            .story
            .facts
            .progress
            .protected_until
            .map(|until| until.to_rfc3339())
            .unwrap_or_default();
        self.note(
            Actor::Portal,
            "deal.overdue",
            facts([("protected_until", until.into())]),
        );
        Ok(())
    }

    fn start_review(&mut self) -> Result<(), StoreError> {
        self.apply(Occurrence::StartReview, Actor::Manager)?;
        if let Some(item) = self.story.items.last_mut() {
            item.taken = true;
        }
        self.note(Actor::Manager, "deal.review_started", BTreeMap::new());
        Ok(())
    }

    /// What a manager does with a registration, up to where the story is to go.
    pub fn decide(&mut self, plot: &Plot, chance: &mut Chance) -> Result<(), StoreError> {
        match plot.ending {
            Ending::Submitted => return Ok(()),
            Ending::InReview => {
                let left = (self.world.now - self.at).num_seconds();
                self.at += Duration::seconds(chance.between(left / 10 + 1, left * 9 / 10 + 1));
                return self.start_review();
            }
            Ending::Overdue => return self.grow_late(self.world.now),
            _ => {}
        }
        if plot.ending == Ending::Withdrawn && chance.per_mille(350) {
            self.wait(Duration::minutes(chance.between(30, 1_500)), chance);
            return self.withdraw(chance);
        }
        // A few come back to the partner before they are decided.
        if matches!(plot.ending, Ending::Won | Ending::Lost | Ending::Rejected) && chance.per_mille(70) {
            self.come_to_decision(chance)?;
            self.give_back(chance)?;
            self.wait(Duration::days(chance.between(1, 6)), chance);
            self.submit(plot)?;
        }
        self.come_to_decision(chance)?;
        match plot.ending {
            Ending::Returned => self.give_back(chance),
            Ending::Rejected | Ending::AppealAsked => {
                self.reject(chance)?;
                if plot.ending == Ending::AppealAsked || chance.per_mille(110) {
                    self.appeal(plot.ending == Ending::AppealAsked, chance)?;
                }
                Ok(())
            }
            Ending::Expired if chance.per_mille(250) => {
                self.give_back(chance)?;
                self.at = self.story.facts.progress.answer_due.unwrap_or(self.at) + Duration::seconds(2);
                self.apply(Occurrence::AnswerOverdue, Actor::Portal)?;
                self.note(
                    Actor::Portal,
                    "deal.expired",
                    facts([("reason", "answer_overdue".into())]),
                );
                Ok(())
            }
            _ => {
                let message = Line::Approval.draw(chance);
                self.apply(
                    Occurrence::Decide(Decision::Approve {
                        message: message.clone(),
                    }),
                    Actor::Manager,
                )?;
                self.close_item(ApprovalState::Approved, None);
                self.note(Actor::Manager, "deal.approved", facts([("message", message.into())]));
                match plot.ending {
                    Ending::Withdrawn => {
                        self.wait(Duration::days(chance.between(3, 40)), chance);
                        self.withdraw(chance)
                    }
                    Ending::Expired => self.expire(),
                    _ => Ok(()),
                }
            }
        }
    }

    /// Lets the time of a manager pass, and the portal speak up when it is too long.
    fn come_to_decision(&mut self, chance: &mut Chance) -> Result<(), StoreError> {
        let submitted = self.at;
        let minutes = if chance.per_mille(60) {
            chance.between(3_000, 7_000)
        } else {
            chance.between(60, 2_400)
        };
        self.wait(Duration::minutes(minutes), chance);
        let decided = self.at;
        if chance.per_mille(500) && decided - submitted > Duration::minutes(20) {
            let due = self.story.facts.progress.decision_due.unwrap_or(decided);
            let opened =
                submitted + Duration::seconds(chance.between(300, (decided - submitted).num_seconds() * 3 / 4));
            if opened < due.min(decided) {
                self.at = opened;
                self.start_review()?;
            }
        }
        self.grow_late(decided)?;
        self.at = decided.max(self.at + Duration::seconds(1));
        Ok(())
    }

    fn give_back(&mut self, chance: &mut Chance) -> Result<(), StoreError> {
        let offered = ReturnReason::of(ApprovalKind::DealRegistration);
        let reasons = vec![offered[chance.below(offered.len() - 1)]];
        let message = Line::Return.draw(chance);
        let params = facts([
            ("reasons", words(reasons.iter().map(|reason| reason.as_str()))),
            ("message", message.clone().into()),
        ]);
        self.apply(
            Occurrence::Decide(Decision::Return { reasons, message }),
            Actor::Manager,
        )?;
        self.close_item(ApprovalState::Returned, None);
        self.note(Actor::Manager, "deal.returned", params);
        Ok(())
    }

    fn reject(&mut self, chance: &mut Chance) -> Result<(), StoreError> {
        let offered = RejectReason::of(ApprovalKind::DealRegistration);
        let reasons = vec![offered[chance.below(offered.len() - 1)]];
        let message = Line::Rejection.draw(chance);
        let params = facts([
            ("reasons", words(reasons.iter().map(|reason| reason.as_str()))),
            ("message", message.clone().into()),
        ]);
        self.apply(
            Occurrence::Decide(Decision::Reject { reasons, message }),
            Actor::Manager,
        )?;
        self.close_item(ApprovalState::Rejected, None);
        self.note(Actor::Manager, "deal.rejected", params);
        Ok(())
    }

    fn appeal(&mut self, still_waits: bool, chance: &mut Chance) -> Result<(), StoreError> {
        let recently = self.world.now - Duration::minutes(chance.between(30, 900));
        if still_waits && recently > self.at {
            self.at = recently;
        } else {
            self.wait(Duration::days(chance.between(1, 4)), chance);
        }
        let argument = Line::Appeal.draw(chance);
        self.apply(
            Occurrence::Partner(DealEvent::Appeal {
                argument: argument.clone(),
            }),
            Actor::Partner,
        )?;
        self.open(ApprovalKind::DealAppeal, argument.clone());
        self.note(Actor::Partner, "deal.appealed", facts([("argument", argument.into())]));
        if still_waits {
            return Ok(());
        }
        self.wait(Duration::minutes(chance.between(100, 2_000)), chance);
        let due = self.story.facts.progress.decision_due.unwrap_or(self.at);
        self.at = self.at.min(due);
        let decision = Decision::Reject {
            reasons: vec![RejectReason::ExistingOpportunity],
            message: Line::Rejection.draw(chance),
        };
        self.apply(Occurrence::DecideAppeal(decision), Actor::Manager)?;
        self.close_item(ApprovalState::Rejected, None);
        self.note(Actor::Manager, "deal.appeal_refused", BTreeMap::new());
        Ok(())
    }

    fn withdraw(&mut self, chance: &mut Chance) -> Result<(), StoreError> {
        let note = Line::Withdrawal.draw(chance);
        self.apply(
            Occurrence::Partner(DealEvent::Withdraw { note: note.clone() }),
            Actor::Partner,
        )?;
        self.close_item(ApprovalState::Cancelled, None);
        self.note(Actor::Partner, "deal.withdrawn", facts([("note", note.into())]));
        Ok(())
    }
}
