//! A story, told to both worlds step by step.

use super::likely;
use super::naive::{Asked, Told, Verdict};
use super::step::{Ask, Step};
use super::world::{Decided, Who, World, agrees};
use crate::support::funds::*;
use crate::support::{Answer, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::{ApprovalRecord, Decision, RejectReason, ReturnReason};
use entente_model::funds::activity::{ActivityType, CostCategory, ProofKind};
use entente_model::funds::claim::{ClaimDraft, ClaimLine, ClaimState, FundClaim};
use entente_model::funds::fund::{BookingKind, Fund};
use entente_model::funds::request::{BudgetLine, FundRequestDraft, FundRequestState};
use entente_model::ids::{FundId, PartnerId, PaymentId};
use entente_model::money::Money;
use entente_model::problem::Code;
use entente_server::store::StoreError;
use serde_json::{Value, json};
use uuid::Uuid;

pub use super::world::Cast;

const DAY: i64 = 86_400;
/// A little more than the time in which a decision can be taken back.
const SECONDS: i64 = 11;

/// Tells a story in a world of its own.
pub async fn tell(app: &TestApp, cast: &Cast, steps: &[Step]) -> TestResult {
    // Each begins at noon: days are the same to all partners then, and for hours.
    app.clock.go_on_to_noon();
    app.state.database.job_added().notify_one();
    app.settle().await?;
    let mut world = World::new(app, cast).await?;
    world.check().await?;
    for step in steps {
        let step = match step {
            Step::Onward { request, choice } => likely::next(&world.naive, *request, *choice),
            other => other.clone(),
        };
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| format!("{step:?}: {error}");
        world.take(&step).await.map_err(failed)?;
        world.check().await.map_err(failed)?;
    }
    world.check_as_partners().await
}

/// What a person books, as it is sent.
pub fn booking(kind: BookingKind, partner: PartnerId, minor: i64) -> Value {
    match kind {
        BookingKind::Grant | BookingKind::TakeBack => {
            json!({"kind": kind, "partner_id": partner, "minor": minor, "note": "Agreed"})
        }
        BookingKind::Fund | BookingKind::Defund => json!({"kind": kind, "minor": minor, "note": "Agreed"}),
    }
}

/// A plan of one cost, which no other partner's story is called like.
pub fn plan(app: &TestApp, fund: FundId, ask: &Ask, currency: &str) -> FundRequestDraft {
    let begins = today(app) + Duration::days(ask.begins_in);
    let fields = fields(app, fund, &format!("Activity {}", Uuid::now_v7()));
    FundRequestDraft {
        activity: Some(ActivityType::Other),
        starts_on: Some(begins),
        ends_on: Some(begins + Duration::days(ask.lasts)),
        currency: currency.to_owned(),
        lines: vec![BudgetLine {
            category: Some(CostCategory::Venue),
            description: String::new(),
            minor: ask.planned,
        }],
        asked: Some(ask.planned * ask.asked / 1_000),
        ..fields
    }
}

/// What it cost, by an invoice that no other claim names.
pub fn invoice(app: &TestApp, minor: i64) -> ClaimDraft {
    ClaimDraft {
        lines: vec![ClaimLine {
            line: Some(0),
            invoice_number: Uuid::now_v7().simple().to_string(),
            supplier: "Hall & Co.".to_owned(),
            invoiced_on: Some(today(app)),
            minor,
        }],
        leads: Some(3),
        pipeline: Some(Money::new(18_000_000, "EUR")),
        ..ClaimDraft::default()
    }
}

/// A decision on a request of so much, or on a claim.
pub fn decision(verdict: Verdict, whole: i64, of_claim: bool) -> Decision {
    let (message, part) = (String::new(), verdict.of(whole).unwrap_or(0));
    match verdict {
        Verdict::Whole => approve(),
        Verdict::Part(_) => approve_part(part),
        Verdict::Return => Decision::Return {
            reasons: vec![ReturnReason::ProofWanted],
            message,
        },
        Verdict::Reject if of_claim => Decision::Reject {
            reasons: vec![RejectReason::NotAsApproved],
            message,
        },
        Verdict::Reject => Decision::Reject {
            reasons: vec![RejectReason::WeakReturn],
            message,
        },
    }
}

/// Whether a write of the store was done; fails when it was not, and not because a rule refused it.
pub fn refused_or_done(written: TestResult) -> TestResult<bool> {
    match written {
        Ok(()) => Ok(true),
        Err(error) => match error.downcast_ref::<StoreError>() {
            Some(StoreError::Refused(_)) => Ok(false),
            _ => Err(error),
        },
    }
}

pub fn payment(number: u128) -> PaymentId {
    PaymentId(Uuid::from_u128(number + 1))
}

impl World<'_> {
    async fn take(&mut self, step: &Step) -> TestResult {
        match *step {
            Step::Book {
                kind,
                fund,
                partner,
                minor,
            } => self.book(kind, fund, partner, minor).await,
            Step::Ask(ref ask) => self.ask(ask).await,
            Step::Submit(request) => match self.at(request) {
                Some(at) => self.submit(at).await,
                None => Ok(()),
            },
            Step::Decide(request, verdict) => match self.at(request) {
                Some(at) => self.decide(at, verdict).await,
                None => Ok(()),
            },
            Step::Withdraw(request) => match self.at(request) {
                Some(at) => self.withdraw(at).await,
                None => Ok(()),
            },
            Step::Claim(request, cost) => match self.at(request) {
                Some(at) => self.claim(at, cost).await,
                None => Ok(()),
            },
            Step::DecideClaim(request, who, verdict) => match self.at(request) {
                Some(at) => self.decide_claim(at, who, verdict).await,
                None => Ok(()),
            },
            Step::Pay(request, number) => match self.at(request) {
                Some(at) => self.pay(at, number).await,
                None => Ok(()),
            },
            Step::Bounce(request, number) => match self.at(request) {
                Some(at) => self.bounce(at, number).await,
                None => Ok(()),
            },
            Step::Undo => self.undo().await,
            Step::Days(days) => self.days(days).await,
            Step::Seconds => self.seconds().await,
            Step::Close(fund) => self.close(fund).await,
            Step::Again { same } => self.again(same).await,
            Step::Stale(request) => match self.at(request) {
                Some(at) => self.stale(at).await,
                None => Ok(()),
            },
            Step::Onward { .. } => Ok(()),
        }
    }

    async fn book(&mut self, kind: BookingKind, fund: usize, partner: usize, minor: i64) -> TestResult {
        let body = booking(kind, self.partner(partner), minor);
        let path = format!("/funds/{}/bookings", self.funds[fund]);
        let answer = self.send(Who::Admin, path, None, body).await?;
        agrees(self.naive.book(kind, fund, partner, minor), &answer)
    }

    async fn ask(&mut self, ask: &Ask) -> TestResult {
        let currency = super::naive::CURRENCIES[ask.currency];
        let draft = plan(self.app, self.funds[ask.fund], ask, currency);
        let request = begin(self.client(Who::Partner(ask.partner)), &draft).await?;
        let begins = self.naive.today() + ask.begins_in;
        self.requests.push(request.summary.id);
        self.naive.requests.push(Asked {
            partner: ask.partner,
            fund: ask.fund,
            currency: ask.currency,
            planned: ask.planned,
            asked: ask.planned * ask.asked / 1_000,
            begins,
            ends: begins + ask.lasts,
            stands: FundRequestState::Draft,
            first_on: None,
            returned_at: 0,
            promised: 0,
            owed: 0,
            paid: 0,
            back: 0,
            rejected_at: None,
            claim: None,
        });
        self.submit(self.requests.len() - 1).await
    }

    async fn submit(&mut self, at: usize) -> TestResult {
        let answer = self.event(at, json!({"event": "submit"}), 0).await?;
        agrees(self.naive.submit(at), &answer)
    }

    async fn withdraw(&mut self, at: usize) -> TestResult {
        let answer = self.event(at, json!({"event": "withdraw"}), 0).await?;
        agrees(self.naive.withdraw(at), &answer)
    }

    /// Somebody who has read an older version changes nothing, whatever the request stands like.
    async fn stale(&mut self, at: usize) -> TestResult {
        let answer = self.event(at, json!({"event": "withdraw"}), 1).await?;
        agrees(Err(Code::StaleVersion.as_str()), &answer)
    }

    /// What a partner does with its request, so many versions behind.
    async fn event(&mut self, at: usize, event: Value, behind: i64) -> TestResult<Answer> {
        let (who, id) = (self.asker(at), self.requests[at]);
        let version = read(self.client(who), id).await?.summary.version - behind;
        let path = format!("/fund_requests/{id}/events");
        let answer = self.send(who, path, Some(version), event).await?;
        if answer.status.is_success() {
            self.touch(at);
        }
        Ok(answer)
    }

    async fn decide(&mut self, at: usize, verdict: Verdict) -> TestResult {
        let body = decision(verdict, self.naive.requests[at].asked, false);
        let Some((answer, decided)) = self.decision(at, self.request(at), Who::Admin, &body).await? else {
            return Ok(());
        };
        let told = self.naive.decide(at, verdict);
        self.decided_so(at, told, &answer, decided)
    }

    async fn decide_claim(&mut self, at: usize, who: usize, verdict: Verdict) -> TestResult {
        let (Some(claim), Some(id)) = (&self.naive.requests[at].claim, self.claims.get(&at)) else {
            return Ok(());
        };
        let body = decision(verdict, claim.claimed, true);
        let record = ApprovalRecord::FundClaim(*id);
        let Some((answer, decided)) = self.decision(at, record, Who::Finance(who), &body).await? else {
            return Ok(());
        };
        let told = self.naive.decide_claim(at, who, verdict);
        self.decided_so(at, told, &answer, decided)
    }

    /// Decides the last item about a record, be it that it waits or not; nothing when there never was one.
    async fn decision(
        &mut self,
        at: usize,
        record: ApprovalRecord,
        who: Who,
        decision: &Decision,
    ) -> TestResult<Option<(Answer, Decided)>> {
        let Some(item) = item(self.app, record).await? else {
            return Ok(None);
        };
        let path = format!("/approvals/{}/decision", item.id);
        let body = serde_json::to_value(decision)?;
        let decided = Decided {
            at,
            before: self.naive.requests[at].clone(),
            of_claim: matches!(record, ApprovalRecord::FundClaim(_)),
            item: item.id,
            version: item.version + 1,
            who,
            when: self.naive.now,
        };
        let answer = self.send(who, path, Some(item.version), body).await?;
        Ok(Some((answer, decided)))
    }

    fn decided_so(&mut self, at: usize, told: Told, answer: &Answer, decided: Decided) -> TestResult {
        agrees(told, answer)?;
        if told.is_ok() {
            self.touch(at);
            assert_eq!(answer.version()?, decided.version);
            self.decided = Some(decided);
        }
        Ok(())
    }

    async fn undo(&mut self) -> TestResult {
        let Some(decided) = self.decided.take() else {
            return Ok(());
        };
        let fund = self.naive.requests[decided.at].fund;
        let told = if !self.naive.can_take_back(decided.when) {
            Err("undo_over")
        } else if self.naive.pots[fund].closed && !decided.of_claim {
            Err("fund_closed")
        } else {
            Ok(())
        };
        let path = format!("/approvals/{}/undo", decided.item);
        let answer = self.send(decided.who, path, Some(decided.version), json!({})).await?;
        agrees(told, &answer)?;
        if told.is_ok() {
            self.naive.requests[decided.at] = decided.before;
        }
        Ok(())
    }

    /// Begins a claim, or hands in the one there is.
    async fn claim(&mut self, at: usize, cost: i64) -> TestResult {
        let known = self.naive.requests[at].claim.as_ref();
        let begun = known.is_some_and(|claim| claim.stands != ClaimState::Rejected);
        if !begun {
            let minor = self.naive.requests[at].planned * cost / 1_000;
            let path = format!("/fund_requests/{}/claims", self.requests[at]);
            let fields = serde_json::to_value(invoice(self.app, minor))?;
            let answer = self.send(self.asker(at), path, None, fields).await?;
            let told = self.naive.begin_claim(at, minor);
            agrees(told, &answer)?;
            if told.is_err() {
                return Ok(());
            }
            let claim: FundClaim = answer.expect(201)?;
            prove(self.client(self.asker(at)), claim.summary.id, ProofKind::Invoice).await?;
            self.claims.insert(at, claim.summary.id);
            self.touch(at);
        }
        let Some(id) = self.claims.get(&at).copied() else {
            return Err("a claim without an id".into());
        };
        let version = read_claim(self.client(self.asker(at)), id).await?.summary.version;
        let path = format!("/fund_claims/{id}/submission");
        let answer = self.send(self.asker(at), path, Some(version), json!({})).await?;
        let told = self.naive.submit_claim(at);
        if told.is_ok() {
            self.touch(at);
        }
        agrees(told, &answer)
    }

    async fn pay(&mut self, at: usize, number: u128) -> TestResult {
        let Some(claim) = self.claims.get(&at).copied() else {
            return Ok(());
        };
        let done = refused_or_done(pay(self.app, claim, payment(number)).await)?;
        self.paid_so(at, done, |world| world.naive.pay(at, number))
    }

    async fn bounce(&mut self, at: usize, number: u128) -> TestResult {
        let Some(claim) = self.claims.get(&at).copied() else {
            return Ok(());
        };
        let done = refused_or_done(bounce(self.app, claim, payment(number)).await)?;
        self.paid_so(at, done, |world| world.naive.bounce(at, number))
    }

    fn paid_so(&mut self, at: usize, done: bool, tell: impl FnOnce(&mut Self) -> Told) -> TestResult {
        let told = tell(self);
        if done {
            self.touch(at);
        }
        if done == told.is_ok() {
            Ok(())
        } else {
            Err(format!(
                "expected {told:?}, and it was {}",
                if done { "done" } else { "refused" }
            )
            .into())
        }
    }

    /// Lets days pass, and then the seconds that what happened on them may wait for.
    async fn days(&mut self, days: i64) -> TestResult {
        pass(self.app, Duration::days(days)).await?;
        self.naive.pass(days * DAY);
        // A key is kept for two days only, and items that are late have another version.
        self.last = None;
        self.decided = None;
        self.sign_in().await?;
        self.seconds().await
    }

    async fn seconds(&mut self) -> TestResult {
        pass(self.app, Duration::seconds(SECONDS)).await?;
        self.naive.pass(SECONDS);
        Ok(())
    }

    async fn close(&mut self, fund: usize) -> TestResult {
        let path = format!("/funds/{}", self.funds[fund]);
        let read: Fund = self.client(Who::Admin).get(&path).await?.expect(200)?;
        let answer = self
            .send(Who::Admin, format!("{path}/closing"), Some(read.version), json!({}))
            .await?;
        let ended = |asked: &Asked| asked.stands == FundRequestState::ActionRequired && asked.fund == fund;
        let decided = self.decided.as_ref().map(|decided| decided.at);
        if let Some(at) = decided.filter(|at| ended(&self.naive.requests[*at])) {
            self.touch(at);
        }
        agrees(self.naive.close(fund), &answer)
    }

    /// What was sent last gets the same answer again, whatever has happened since; something else with its key gets none.
    async fn again(&mut self, same: bool) -> TestResult {
        let Some((sent, first)) = self.last.clone() else {
            return Ok(());
        };
        let answer = self.deliver(&sent, if same { "" } else { " " }).await?;
        if !same {
            return agrees(Err(Code::IdempotencyMismatch.as_str()), &answer);
        }
        assert_eq!(answer.status, first.status);
        assert_eq!(
            String::from_utf8_lossy(&answer.body),
            String::from_utf8_lossy(&first.body)
        );
        Ok(())
    }
}
