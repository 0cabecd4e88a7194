//! What happens to a request up to its decision: handed in, decided, taken back, or not answered in time.

use super::drawn::leave_unfinished;
use super::life::Life;
use super::plan::{Days, Ending};
use super::proofs::Pictures;
use super::texts;
use super::trail::told;
use crate::funds::requests::set_fields;
use crate::store::StoreError;
use chrono::{DateTime, Duration, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState, Decision, RejectReason, ReturnReason};
use entente_model::funds::FundActor;
use entente_model::funds::request::{FundRequestOccurrence as Occurrence, RequestRules};
use entente_model::ids::UserId;
use entente_model::people::Side;
use serde_json::{Map, json};

/// How many of a thousand requests somebody writes beneath.
const COMMENTED_PER_MILLE: u32 = 380;
/// How many of a thousand that are approved are so for a part.
const PART_PER_MILLE: u32 = 140;

impl Life<'_> {
    /// Tells it up to its end; `false` when the program's rules don't take such a request, and then nothing of it was.
    pub fn live(&mut self, ending: Ending, days: Days, pictures: &Pictures) -> Result<bool, StoreError> {
        if ending == Ending::Draft {
            leave_unfinished(&mut self.fields, &mut self.chance);
            set_fields(&mut self.row, &self.fields, Some(self.fund.id), self.cast.partner_name)?;
            return Ok(true);
        }
        self.go(days.handed_in);
        if !self.hand_in()? {
            return Ok(false);
        }
        match ending {
            Ending::Submitted => self.take_up(),
            Ending::Overdue => self.grow_late(self.world.now)?,
            Ending::Withdrawn => {
                self.go(days.handed_in + Duration::days(1));
                self.withdraw()?;
            }
            Ending::Returned | Ending::Unanswered => self.give_back(ending == Ending::Unanswered, days)?,
            Ending::Rejected => self.reject(days)?,
            _ => {
                self.approve(ending, days)?;
                self.go_on(ending, days, pictures)?;
            }
        }
        // Something that lay longer than its plot wanted is late by now, too.
        self.grow_late(self.world.now)?;
        Ok(true)
    }

    /// The partner hands it in, when the program takes it.
    fn hand_in(&mut self) -> Result<bool, StoreError> {
        let in_effect = &self.world.in_effect;
        let rules = RequestRules {
            settings: &in_effect.settings.funds,
            currencies: &in_effect.settings.currencies,
            partner_id: self.partner_id(),
            tier: self.cast.partner.tier,
            today: in_effect.day_in(self.cast.region, self.at),
            handed_in_on: self.facts.progress.submitted_on,
            fund: Some(&self.fund),
            available: None,
            others: &[],
        };
        let Ok(terms) = self.fields.terms(&rules) else {
            return Ok(false);
        };
        let (owner, by) = (self.owner(), self.by_owner());
        self.occur(&Occurrence::Submit(terms), owner, by)?;
        self.enter("fund_request.submitted", by, Map::new());
        self.open_item();
        if self.chance.per_mille(COMMENTED_PER_MILLE) {
            self.talk();
        }
        Ok(true)
    }

    /// Somebody writes beneath it, in the hour after it was handed in.
    fn talk(&mut self) {
        let handed_in = self.at;
        self.at += Duration::minutes(self.chance.between(15, 55));
        let (owner, manager) = ((self.cast.owner, Side::Partner), (self.cast.manager, Side::Vendor));
        match self.chance.weighted(&[50, 35, 15]) {
            0 => {
                let body = self.chance.pick(texts::PARTNER_COMMENTS);
                self.comment(owner, body, false);
            }
            1 => {
                let body = self.chance.pick(texts::VENDOR_COMMENTS);
                self.comment(manager, body, false);
            }
            _ => {
                let body = self.chance.pick(texts::INTERNAL_COMMENTS);
                self.comment(manager, body, true);
            }
        }
        self.at = handed_in;
    }

    /// Of some that wait, the manager has said that they look at it.
    fn take_up(&mut self) {
        if !self.chance.per_mille(400) {
            return;
        }
        self.at += Duration::minutes(self.chance.between(60, 240));
        let manager = self.cast.manager;
        if let Some(item) = self.item() {
            item.assignee_id = Some(manager.id);
            item.assignee_name.clone_from(&manager.name);
            item.version += 1;
        }
        let params = told([("assignee", manager.name.clone().into())]);
        self.note_internal("fund_request.assigned", params);
    }

    /// What the portal does when nobody has decided in time.
    fn grow_late(&mut self, until: DateTime<Utc>) -> Result<(), StoreError> {
        let waits = self.facts.state.awaits_decision() && self.facts.progress.escalated_at.is_none();
        let due = self.facts.progress.decision_due.filter(|_| waits);
        let Some(late) = due.map(|due| due + Duration::seconds(1)).filter(|at| *at <= until) else {
            return Ok(());
        };
        self.go_to(late);
        self.occur(&Occurrence::Overdue, FundActor::Portal, None)?;
        self.mark_late();
        self.enter("fund_request.overdue", None, Map::new());
        Ok(())
    }

    /// A manager decides, some days after it was handed in.
    fn decide(&mut self, decision: &Decision, days: Days) -> Result<(), StoreError> {
        let day = days.handed_in + Duration::days(self.chance.between(1, 3));
        // What is approved is so before the activity begins, wherever the partner is.
        self.go(day.min(days.starts_on - Duration::days(2)));
        let decided = self.at;
        self.grow_late(decided)?;
        self.go_to(decided);
        let approves = matches!(decision, Decision::Approve { .. } | Decision::ApprovePart { .. });
        let manager = self.cast.manager;
        let by = Some((manager, Side::Vendor));
        self.row.settings_id = approves.then_some(self.world.in_effect.id.0);
        let actor = FundActor::Vendor(UserId(manager.id));
        self.occur(&Occurrence::Decide(decision.clone()), actor, by)?;
        let (state, kind) = match decision {
            Decision::Approve { .. } => (ApprovalState::Approved, "fund_request.approved"),
            Decision::ApprovePart { .. } => (ApprovalState::Approved, "fund_request.approved_in_part"),
            Decision::Return { .. } => (ApprovalState::Returned, "fund_request.returned"),
            Decision::Reject { .. } => (ApprovalState::Rejected, "fund_request.rejected"),
        };
        let mut params = self.close_item(state, Some(manager));
        params.extend(of_decision(decision));
        params.extend(told([("settings_version", self.world.settings_number().into())]));
        if approves {
            params.extend(told([
                ("minor", self.facts.progress.approved_minor().into()),
                ("currency", self.row.currency.clone().into()),
            ]));
        }
        self.enter(kind, by, params);
        Ok(())
    }

    fn approve(&mut self, ending: Ending, days: Days) -> Result<(), StoreError> {
        let asked = self.row.asked_minor;
        // A claim that takes two is for all that was asked.
        let part = ending != Ending::ClaimAgreed && self.chance.per_mille(PART_PER_MILLE);
        let decision = if part {
            Decision::ApprovePart {
                minor: (asked / 10 * self.chance.between(6, 9)).max(1),
                message: self.chance.pick(texts::PARTS).to_owned(),
            }
        } else {
            let message = self.chance.pick(texts::APPROVALS).to_owned();
            Decision::Approve { message }
        };
        self.decide(&decision, days)
    }

    fn give_back(&mut self, unanswered: bool, days: Days) -> Result<(), StoreError> {
        let at = self.chance.below(texts::REQUEST_RETURNS.len());
        let reasons = [
            ReturnReason::PlanUnclear,
            ReturnReason::BudgetUnclear,
            ReturnReason::GoalsUnclear,
        ];
        let decision = Decision::Return {
            reasons: vec![reasons[at % reasons.len()]],
            message: texts::REQUEST_RETURNS[at].to_owned(),
        };
        self.decide(&decision, days)?;
        let due = self.facts.progress.answer_due.filter(|_| unanswered);
        let Some(due) = due.filter(|due| *due < self.world.now) else {
            return Ok(());
        };
        self.go_to(due);
        self.occur(&Occurrence::AnswerOverdue, FundActor::Portal, None)?;
        let params = self.expired("answer_overdue");
        self.enter("fund_request.expired", None, params);
        Ok(())
    }

    fn reject(&mut self, days: Days) -> Result<(), StoreError> {
        let reasons = RejectReason::of(ApprovalKind::FundRequest);
        let known = reasons.len().saturating_sub(1).max(1);
        let decision = Decision::Reject {
            reasons: vec![reasons[self.chance.below(known)]],
            message: self.chance.pick(texts::REQUEST_REJECTIONS).to_owned(),
        };
        self.decide(&decision, days)
    }

    /// The partner takes it back.
    pub fn withdraw(&mut self) -> Result<(), StoreError> {
        let (owner, by) = (self.owner(), self.by_owner());
        let waited = self.facts.state.awaits_decision();
        self.occur(&Occurrence::Withdraw, owner, by)?;
        if waited {
            self.close_item(ApprovalState::Cancelled, None);
        }
        let note = self.chance.pick(texts::WITHDRAWALS);
        let released = self.facts.progress.released;
        let params = told([("note", note.into()), ("released", released.into())]);
        self.enter("fund_request.withdrawn", by, params);
        Ok(())
    }

    /// What timelines say when it runs out.
    pub fn expired(&self, reason: &str) -> Map<String, serde_json::Value> {
        told([
            ("reason", reason.into()),
            ("released", self.facts.progress.released.into()),
        ])
    }

    /// An entry that the partner does not read.
    fn note_internal(&mut self, kind: &str, params: Map<String, serde_json::Value>) {
        let manager = self.cast.manager;
        self.enter(kind, Some((manager, Side::Vendor)), params);
        if let Some(entry) = self.rows.audit.last_mut() {
            entry.internal = true;
        }
    }
}

/// What timelines say of a decision: its reasons and its message.
pub fn of_decision(decision: &Decision) -> Map<String, serde_json::Value> {
    let reasons = decision.reason_words();
    let mut params = told([("message", decision.message().into())]);
    if !reasons.is_empty() {
        params.insert("reasons".to_owned(), json!(reasons));
    }
    params
}
