//! What happens to a claim: begun, proven, handed in, agreed to by one or two of finance, returned, rejected, paid.

use super::super::people::Somebody;
use super::super::random::Chance;
use super::life::{By, Life};
use super::plan::{Days, Ending};
use super::proofs::Pictures;
use super::requests::of_decision;
use super::texts;
use super::trail::{of_item, told};
use crate::store::StoreError;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use entente_model::approvals::{ApprovalState, Decision, RejectReason, ReturnReason};
use entente_model::funds::FundActor;
use entente_model::funds::claim::{ClaimOccurrence, ClaimRules, ClaimState, apply, request_follows};
use entente_model::ids::{ClaimId, UserId};
use entente_model::people::Side;
use serde_json::Map;

/// What becomes of a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is being written.
    Begun,
    /// It waits.
    Waits,
    /// It waits too long.
    Late,
    /// One has agreed.
    Agreed,
    /// It was returned.
    Returned,
    /// It was rejected.
    Rejected,
    /// It is approved.
    Approved,
    /// It was paid; in part, or all that it came to.
    Paid {
        /// Whether in part.
        part: bool,
    },
}

impl Ending {
    /// What becomes of its claim, when there is one.
    pub fn claims(self) -> Option<Claim> {
        Some(match self {
            Ending::ClaimBegun => Claim::Begun,
            Ending::ClaimWaits => Claim::Waits,
            Ending::ClaimLate => Claim::Late,
            Ending::ClaimAgreed => Claim::Agreed,
            Ending::ClaimReturned => Claim::Returned,
            Ending::ClaimRejected | Ending::Unproven => Claim::Rejected,
            Ending::ClaimApproved => Claim::Approved,
            Ending::Paid => Claim::Paid { part: false },
            Ending::PaidInPart => Claim::Paid { part: true },
            _ => return None,
        })
    }
}

impl Claim {
    /// The day on which it is handed in: so many days ago where somebody waits for it, else so many after the activity.
    fn handed_in(self, days: Days, today: NaiveDate, decision: i64, chance: &mut Chance) -> NaiveDate {
        let ago = |chance: &mut Chance, least: i64, most: i64| today - Duration::days(chance.between(least, most));
        match self {
            Claim::Begun | Claim::Waits => ago(chance, 1, 3),
            Claim::Agreed => ago(chance, 2, 4),
            Claim::Late => ago(chance, 2 * decision + 4, 2 * decision + 6),
            Claim::Returned => ago(chance, 5, 8),
            Claim::Approved => ago(chance, 6, 8),
            Claim::Rejected | Claim::Paid { .. } => days.ends_on + Duration::days(chance.between(4, 9)),
        }
    }
}

impl Life<'_> {
    /// Tells the claim.
    pub fn claim(&mut self, claim: Claim, days: Days, pictures: &Pictures) -> Result<(), StoreError> {
        let today = self.world.now.date_naive();
        let decision = self.world.settings().funds.claim_decision_business_days.into();
        let day = claim.handed_in(days, today, decision, &mut self.chance);
        let last = self.facts.progress.claim_deadline.unwrap_or(day);
        let day = day.min(last).max(days.ends_on + Duration::days(1));
        // Days of work may lie before a weekend, and the activity is over where the partner is.
        self.go(day);
        let over = days.ends_on.and_time(NaiveTime::MIN).and_utc() + Duration::hours(36);
        self.go_to(self.at.max(over));
        self.remind(self.at);
        self.begin_claim(pictures)?;
        if claim == Claim::Begun {
            return self.leave_unproven();
        }
        self.hand_in_claim()?;
        match claim {
            Claim::Begun | Claim::Waits => {}
            Claim::Late => self.claim_grows_late(self.world.now)?,
            Claim::Agreed => self.agree(Decision::Approve { message: String::new() }, 0)?,
            Claim::Returned => {
                let at = self.chance.below(texts::CLAIM_RETURNS.len());
                let reasons = [ReturnReason::ProofWanted, ReturnReason::InvoiceUnclear];
                let decision = Decision::Return {
                    reasons: vec![reasons[at % reasons.len()]],
                    message: texts::CLAIM_RETURNS[at].to_owned(),
                };
                self.agree(decision, 0)?;
            }
            Claim::Rejected => {
                let decision = Decision::Reject {
                    reasons: vec![RejectReason::NotAsApproved],
                    message: self.chance.pick(texts::CLAIM_REJECTIONS).to_owned(),
                };
                self.agree(decision, 0)?;
            }
            Claim::Approved => self.approve_claim(false)?,
            Claim::Paid { part } => {
                self.approve_claim(part)?;
                self.pay()?;
            }
        }
        self.claim_grows_late(self.world.now)
    }

    fn hand_in_claim(&mut self) -> Result<(), StoreError> {
        let in_effect = &self.world.in_effect;
        let Some(claim) = &mut self.claim else { return Ok(()) };
        let rules = ClaimRules {
            request: &self.fields,
            progress: &self.facts.progress,
            settings: &in_effect.settings.funds,
            currencies: &in_effect.settings.currencies,
            today: in_effect.day_in(self.cast.region, self.at),
            proofs: &claim.proofs,
            used: &[],
        };
        let terms = claim.fields.terms(&rules);
        let terms = terms.map_err(|errors| StoreError::Internal(format!("sample data: a claim: {errors:?}")))?;
        claim.row.minor = terms.claimed;
        let params = told([
            ("minor", terms.claimed.into()),
            ("currency", terms.currency.clone().into()),
        ]);
        let (owner, by) = (self.owner(), (self.cast.owner, Side::Partner));
        self.occur_claim(&ClaimOccurrence::Submit(terms), owner, Some(by))?;
        self.enter_claim(("fund_claim.submitted", false), Some(by), params);
        self.open_item();
        Ok(())
    }

    fn claim_state(&self) -> Option<ClaimState> {
        self.claim.as_ref().map(|claim| claim.facts.state)
    }

    /// What the portal does when finance has not decided in time.
    fn claim_grows_late(&mut self, until: DateTime<Utc>) -> Result<(), StoreError> {
        let progress = self.claim.as_ref().map(|claim| &claim.facts.progress);
        let waits = self.claim_state().is_some_and(ClaimState::awaits_decision);
        let due = progress.filter(|progress| waits && progress.escalated_at.is_none());
        let due = due.and_then(|progress| progress.decision_due);
        let Some(late) = due.map(|due| due + Duration::seconds(1)).filter(|at| *at <= until) else {
            return Ok(());
        };
        self.go_to(late);
        self.occur_claim(&ClaimOccurrence::Overdue, FundActor::Portal, None)?;
        self.mark_late();
        self.enter_claim(("fund_claim.overdue", false), None, Map::new());
        Ok(())
    }

    /// Finance approves it: one person, or two above the threshold.
    fn approve_claim(&mut self, part: bool) -> Result<(), StoreError> {
        let claimed = self.claim.as_ref().map_or(0, |claim| claim.row.minor);
        let decision = if part && claimed > 1_000 {
            Decision::ApprovePart {
                minor: claimed / 100 * self.chance.between(70, 92),
                message: self.chance.pick(texts::CLAIM_PARTS).to_owned(),
            }
        } else {
            Decision::Approve { message: String::new() }
        };
        self.agree(decision, 0)?;
        if self.claim_state().is_some_and(ClaimState::awaits_decision) {
            self.agree(Decision::Approve { message: String::new() }, 1)?;
        }
        Ok(())
    }

    /// One of finance decides, a day or two later. Which of the two comes first differs from claim to claim.
    fn agree(&mut self, decision: Decision, turn: u64) -> Result<(), StoreError> {
        let day = self.at.date_naive() + Duration::days(self.chance.between(1, 2));
        // What is so near to now was done at once.
        let latest = self.world.now.date_naive() - Duration::days(1);
        self.go(day.min(latest));
        let decided = self.at;
        self.claim_grows_late(decided)?;
        self.go_to(decided);
        let person: &Somebody = self.cast.finance[usize::try_from((self.number + turn) & 1).unwrap_or(0)];
        let by = Some((person, Side::Vendor));
        let actor = FundActor::Vendor(UserId(person.id));
        self.occur_claim(&ClaimOccurrence::Decide(decision.clone()), actor, by)?;
        let Some(claim) = &self.claim else { return Ok(()) };
        let progress = &claim.facts.progress;
        let claimed = progress.terms.as_ref().map(|terms| terms.claimed);
        let (kind, state) = match claim.facts.state {
            ClaimState::Submitted => ("fund_claim.agreed", ApprovalState::Open),
            ClaimState::ActionRequired => ("fund_claim.returned", ApprovalState::Returned),
            ClaimState::Rejected => ("fund_claim.rejected", ApprovalState::Rejected),
            _ if progress.approved < claimed => ("fund_claim.approved_in_part", ApprovalState::Approved),
            _ => ("fund_claim.approved", ApprovalState::Approved),
        };
        let agreed = progress.approvals.last().map(|approval| approval.minor);
        let mut params = if state == ApprovalState::Open {
            self.note_agreed(person)
        } else {
            self.close_item(state, Some(person))
        };
        params.extend(of_decision(&decision));
        params.extend(told([("settings_version", self.world.settings_number().into())]));
        if let Some(minor) = agreed {
            let currency = self.fund.currency.clone();
            params.extend(told([("minor", minor.into()), ("currency", currency.into())]));
        }
        // Who agreed first is the vendor's business until the claim is decided.
        self.enter_claim((kind, state == ApprovalState::Open), by, params);
        Ok(())
    }

    /// Notes in the queue who has agreed while another has to.
    fn note_agreed(&mut self, person: &Somebody) -> Map<String, serde_json::Value> {
        let at = self.at;
        let Some(item) = self.item() else { return Map::new() };
        item.agreed_by = Some(person.id);
        item.agreed_by_name = Some(person.name.clone());
        item.agreed_at = Some(at);
        item.version += 1;
        of_item(item)
    }

    /// Lets something happen to the claim now, as the model has it, books what follows, and lets its request follow.
    pub fn occur_claim(&mut self, occurrence: &ClaimOccurrence, actor: FundActor, by: By) -> Result<(), StoreError> {
        let Some(mut claim) = self.claim.take() else {
            return Ok(());
        };
        let in_effect = &self.world.in_effect;
        let due = in_effect.fund_claim_due(self.cast.region, self.at);
        let today = in_effect.day_in(self.cast.region, self.at);
        let settings = &in_effect.settings.funds;
        let step = apply(&claim.facts, occurrence, actor, self.at, settings, due, today);
        let step = step.map_err(|refusal| self.refused(&format!("claim {occurrence:?}"), &refusal))?;
        if let Some(booking) = step.booking {
            let posting = booking.posting(self.partner_id(), self.id(), ClaimId(claim.row.id));
            let origin = self.facts.progress.origin_of_claim(posting.1);
            self.book(posting, origin, by)?;
        }
        let before = std::mem::replace(&mut claim.facts, step.facts);
        claim.row.version += 1;
        claim.row.updated_at = self.at;
        let follows = request_follows(&before, &claim.facts);
        self.claim = Some(claim);
        match follows {
            Some(follows) => self.occur(&follows, FundActor::Portal, by)?,
            // What is held for it has moved all the same.
            None if step.booking.is_some() => self.save(),
            None => self.pass(),
        }
        Ok(())
    }
}
