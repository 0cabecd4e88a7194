//! Sixty-four clients who do anything at once: nobody can say what comes of it, but what the answers said was done is what stands, and no
//! cent comes or goes.

use super::naive::{CURRENCIES, PARTNERS, Verdict};
use super::step::{self, Ask, Step};
use super::story::{booking, decision, invoice, payment, plan, refused_or_done};
use crate::support::company::{PDF, upload};
use crate::support::funds::*;
use crate::support::{Answer, Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::ApprovalRecord;
use entente_model::funds::claim::{ClaimState, FundClaim, FundClaimSummary};
use entente_model::funds::fund::{BookingKind, Fund, PartnerBalance};
use entente_model::funds::request::{FundRequest, FundRequestState};
use entente_model::ids::{ClaimId, FundId, FundRequestId, PartnerId, UserId};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_server::store::StoreError;
use futures::{StreamExt, TryStreamExt, stream};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Reason, TestRunner};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Mutex;
use uuid::Uuid;

/// Clients: so many admins, people of finance, and people of each partner.
const CLIENTS: usize = ADMINS + FINANCE + PARTNERS * ASKERS;
const ADMINS: usize = 20;
const FINANCE: usize = 20;
const ASKERS: usize = 8;
/// What each of them does in each round.
const EACH: usize = 3;
/// Requests that there are at first.
const ASKED: usize = 32;
const PUT_IN: i64 = 6_000_000;
const GIVEN: i64 = 1_200_000;
/// How often a write of the store that met others is tried.
const TRIES: usize = 10;

/// What the answers said was done.
#[derive(Default)]
struct Done {
    put_in: [i64; 2],
    given: [[i64; PARTNERS]; 2],
    /// How often each item about a request was decided.
    decided: BTreeMap<Uuid, u32>,
    /// Payments of a claim, less those that came back.
    paid: BTreeMap<ClaimId, i64>,
    requests: Vec<(usize, FundRequestId)>,
}

struct Crowd<'a> {
    app: &'a TestApp,
    people: Vec<UserId>,
    clients: Vec<Client>,
    partners: [PartnerId; PARTNERS],
    funds: Vec<FundId>,
    done: Mutex<Done>,
}

/// Lets a crowd live through the rounds of a fund's life.
pub async fn gather(app: &TestApp, runner: &mut TestRunner) -> TestResult {
    let mut crowd = Crowd::new(app).await?;
    let asks = draw(runner, ASKED, &step::ask().prop_map(Step::Ask))?;
    crowd.round(asks).await?;
    let deciding = prop_oneof![4 => step::of_request(), 1 => step::booking(), 1 => step::ask().prop_map(Step::Ask)];
    crowd.round(draw(runner, CLIENTS * EACH, &deciding)?).await?;
    // Every activity is over.
    pass(app, Duration::days(30)).await?;
    crowd.sign_in().await?;
    let claiming = prop_oneof![
        4 => (0_usize..64, 0_i64..1_100).prop_map(|(request, cost)| Step::Claim(request, cost)),
        1 => step::of_request(),
        1 => step::booking(),
    ];
    crowd.round(draw(runner, CLIENTS * EACH, &claiming)?).await?;
    crowd
        .round(draw(
            runner,
            CLIENTS * EACH,
            &prop_oneof![5 => step::of_claim(), 1 => step::booking()],
        )?)
        .await?;
    pass(app, Duration::seconds(11)).await?;
    let paying = prop_oneof![
        8 => step::money(),
        3 => step::of_claim(),
        2 => step::booking(),
        1 => step::of_request(),
        1 => (0..CURRENCIES.len()).prop_map(Step::Close),
    ];
    crowd.round(draw(runner, CLIENTS * EACH, &paying)?).await?;
    // Nobody claims any more: what is promised still goes back.
    for fund in 0..crowd.funds.len() {
        crowd.attempt(0, &Step::Close(fund)).await?;
    }
    pass(app, Duration::days(90)).await?;
    pass(app, Duration::seconds(11)).await?;
    crowd.sign_in().await?;
    crowd.check().await?;
    crowd.check_the_end().await
}

fn draw(runner: &mut TestRunner, count: usize, of: &impl Strategy<Value = Step>) -> TestResult<Vec<Step>> {
    let steps: Result<Vec<Step>, Reason> = (0..count).map(|_| Ok(of.new_tree(runner)?.current())).collect();
    steps.map_err(|reason| reason.to_string().into())
}

/// Whether something was done; fails when it was not, and not because a rule refused it.
fn done(answer: &Answer) -> TestResult<bool> {
    match answer.status.as_u16() {
        200..=299 => Ok(true),
        403 | 409 | 412 | 422 => Ok(false),
        status => Err(format!("{status} {}", String::from_utf8_lossy(&answer.body)).into()),
    }
}

impl<'a> Crowd<'a> {
    async fn new(app: &'a TestApp) -> TestResult<Crowd<'a>> {
        let far = Uuid::now_v7().simple().to_string();
        let far = app.add_partner(&far, &format!("{far}.example"), "japan").await?;
        let partners = [app.north, app.south, far];
        let mut people = Vec::new();
        for at in 0..CLIENTS {
            let (role, partner) = match at {
                0..ADMINS => (Role::ProgramAdmin, None),
                _ if at < ADMINS + FINANCE => (Role::Finance, None),
                _ => (Role::PartnerMember, Some(partners[(at - ADMINS - FINANCE) / ASKERS])),
            };
            let email = format!("{}@people.example", Uuid::now_v7().simple());
            people.push(app.add_user(&email, role, partner, &[]).await?);
        }
        let mut crowd = Crowd {
            app,
            people,
            clients: Vec::new(),
            partners,
            funds: Vec::new(),
            done: Mutex::default(),
        };
        crowd.sign_in().await?;
        for (at, currency) in CURRENCIES.iter().enumerate() {
            let admin = crowd.admin(0).clone();
            let fund = fund_in(app, &admin, currency, PUT_IN).await?.id;
            for partner in partners {
                grant_by(&admin, fund, partner, GIVEN).await?;
            }
            crowd.funds.push(fund);
            crowd.note(|done| {
                done.put_in[at] = PUT_IN;
                done.given[at] = [GIVEN; PARTNERS];
            })?;
        }
        Ok(crowd)
    }

    async fn sign_in(&mut self) -> TestResult {
        self.clients.clear();
        for person in &self.people {
            self.clients.push(self.app.client_of(*person).await?.patient());
        }
        Ok(())
    }

    fn admin(&self, client: usize) -> &Client {
        &self.clients[client % ADMINS]
    }

    fn finance(&self, client: usize) -> &Client {
        &self.clients[ADMINS + client % FINANCE]
    }

    fn asker(&self, partner: usize, client: usize) -> &Client {
        &self.clients[ADMINS + FINANCE + partner * ASKERS + client % ASKERS]
    }

    fn note<T>(&self, note: impl FnOnce(&mut Done) -> T) -> TestResult<T> {
        let mut done = self.done.lock().map_err(|error| error.to_string())?;
        Ok(note(&mut done))
    }

    /// Lets all do their steps at once, each one after the other.
    async fn round(&self, steps: Vec<Step>) -> TestResult {
        let each = steps.len().div_ceil(CLIENTS);
        let crowd: Vec<&[Step]> = steps.chunks(each).collect();
        stream::iter(crowd.into_iter().enumerate())
            .map(|(client, steps)| async move {
                for step in steps {
                    let failed = |error: Box<dyn std::error::Error + Send + Sync>| format!("{step:?}: {error}");
                    self.attempt(client, step).await.map_err(failed)?;
                }
                Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
            })
            .buffer_unordered(CLIENTS)
            .try_collect::<Vec<()>>()
            .await?;
        self.check().await
    }

    /// Tries something as the records stand when it is read.
    async fn attempt(&self, client: usize, step: &Step) -> TestResult {
        match *step {
            Step::Book {
                kind,
                fund,
                partner,
                minor,
            } => self.book(client, kind, fund, partner, minor).await,
            Step::Ask(ref ask) => self.ask(client, ask).await,
            Step::Submit(request) => self.event(client, request, "submit").await,
            Step::Withdraw(request) => self.event(client, request, "withdraw").await,
            Step::Decide(request, verdict) => self.decide(client, request, verdict).await,
            Step::Claim(request, cost) => self.claim(client, request, cost).await,
            Step::DecideClaim(request, _, verdict) => self.decide_claim(client, request, verdict).await,
            Step::Pay(request, number) => self.pay(client, request, number).await,
            Step::Bounce(request, number) => self.bounce(client, request, number).await,
            Step::Close(fund) => self.close(client, fund).await,
            ref other => Err(format!("{other:?} is no step of a crowd").into()),
        }
    }

    async fn book(&self, client: usize, kind: BookingKind, fund: usize, partner: usize, minor: i64) -> TestResult {
        let body = booking(kind, self.partners[partner], minor);
        let path = format!("/funds/{}/bookings", self.funds[fund]);
        if !done(&self.admin(client).post(&path, &body).await?)? {
            return Ok(());
        }
        self.note(|done| match kind {
            BookingKind::Fund => done.put_in[fund] += minor,
            BookingKind::Defund => done.put_in[fund] -= minor,
            BookingKind::Grant => done.given[fund][partner] += minor,
            BookingKind::TakeBack => done.given[fund][partner] -= minor,
        })
    }

    async fn ask(&self, client: usize, ask: &Ask) -> TestResult {
        let asker = self.asker(ask.partner, client);
        let draft = plan(self.app, self.funds[ask.fund], ask, CURRENCIES[ask.currency]);
        let request = begin(asker, &draft).await?;
        done(&happen(asker, &request, &json!({"event": "submit"})).await?)?;
        self.note(|done| done.requests.push((ask.partner, request.summary.id)))
    }

    /// One of the requests, with whose it is.
    fn request(&self, number: usize) -> TestResult<(usize, FundRequestId)> {
        let found = self.note(|done| {
            let at = number.checked_rem(done.requests.len());
            at.map(|at| done.requests[at])
        })?;
        found.ok_or_else(|| "there are no requests".into())
    }

    async fn event(&self, client: usize, request: usize, event: &str) -> TestResult {
        let (partner, id) = self.request(request)?;
        let asker = self.asker(partner, client);
        let request = read(asker, id).await?;
        done(&happen(asker, &request, &json!({"event": event})).await?)?;
        Ok(())
    }

    async fn decide(&self, client: usize, request: usize, verdict: Verdict) -> TestResult {
        let (partner, id) = self.request(request)?;
        let Some(item) = item(self.app, ApprovalRecord::FundRequest(id)).await? else {
            return Ok(());
        };
        let asked = read(self.asker(partner, client), id).await?.fields.asked.unwrap_or(0);
        let path = format!("/approvals/{}/decision", item.id);
        let body = decision(verdict, asked, false);
        if !done(&self.admin(client).post_on(&path, item.version, &body).await?)? {
            return Ok(());
        }
        self.note(|done| *done.decided.entry(item.id).or_default() += 1)
    }

    async fn claim(&self, client: usize, request: usize, cost: i64) -> TestResult {
        let (partner, id) = self.request(request)?;
        let asker = self.asker(partner, client);
        let request = read(asker, id).await?;
        let begun = request.claims.last();
        let (claim, version) = match begun.filter(|claim| claim.state != ClaimState::Rejected) {
            Some(claim) => (claim.id, claim.version),
            None => {
                let fields = invoice(self.app, request.fields.planned() * cost / 1_000);
                let answer = asker.post(&format!("/fund_requests/{id}/claims"), &fields).await?;
                if !done(&answer)? {
                    return Ok(());
                }
                let claim: FundClaim = answer.json()?;
                (claim.summary.id, claim.summary.version)
            }
        };
        let path = format!("/fund_claims/{claim}/proofs?name=proof.pdf&kind=invoice");
        done(&upload(asker, &path, PDF).await?)?;
        let path = format!("/fund_claims/{claim}/submission");
        done(&asker.post_on(&path, version, &json!({})).await?)?;
        Ok(())
    }

    /// The last claim that a request has, drafts aside.
    async fn claim_of(&self, client: usize, request: usize) -> TestResult<Option<FundClaimSummary>> {
        let (_, id) = self.request(request)?;
        let answer = self.admin(client).get(&format!("/fund_requests/{id}")).await?;
        // A draft is its partner's alone.
        if answer.status == 404 {
            return Ok(None);
        }
        let request: FundRequest = answer.expect(200)?;
        Ok(request.claims.into_iter().next_back())
    }

    async fn decide_claim(&self, client: usize, request: usize, verdict: Verdict) -> TestResult {
        let Some(claim) = self.claim_of(client, request).await? else {
            return Ok(());
        };
        let Some(item) = item(self.app, ApprovalRecord::FundClaim(claim.id)).await? else {
            return Ok(());
        };
        let path = format!("/approvals/{}/decision", item.id);
        let body = decision(verdict, claim.claimed.minor, true);
        done(&self.finance(client).post_on(&path, item.version, &body).await?)?;
        Ok(())
    }

    async fn pay(&self, client: usize, request: usize, number: u128) -> TestResult {
        let Some(claim) = self.claim_of(client, request).await? else {
            return Ok(());
        };
        if patiently(async || pay(self.app, claim.id, payment(number)).await).await? {
            self.note(|done| *done.paid.entry(claim.id).or_default() += 1)?;
        }
        Ok(())
    }

    async fn bounce(&self, client: usize, request: usize, number: u128) -> TestResult {
        let Some(claim) = self.claim_of(client, request).await? else {
            return Ok(());
        };
        if patiently(async || bounce(self.app, claim.id, payment(number)).await).await? {
            self.note(|done| *done.paid.entry(claim.id).or_default() -= 1)?;
        }
        Ok(())
    }

    async fn close(&self, client: usize, fund: usize) -> TestResult {
        let path = format!("/funds/{}", self.funds[fund]);
        let read: Fund = self.admin(client).get(&path).await?.expect(200)?;
        let closing = format!("{path}/closing");
        done(&self.admin(client).post_on(&closing, read.version, &json!({})).await?)?;
        Ok(())
    }

    /// That what was done is what stands.
    async fn check(&self) -> TestResult {
        let mut paid_in = [0; 2];
        let requests = self.note(|done| done.requests.clone())?;
        for (partner, id) in requests {
            let request = read(self.asker(partner, 0), id).await?;
            let (holds, progress) = (request.summary.holds, &request.progress);
            assert_eq!(
                holds.reserved + holds.payable,
                progress.held(),
                "{}",
                request.summary.reference
            );
            assert_eq!(holds.paid, progress.paid);
            let fund = request.summary.fund_id;
            let fund = self.funds.iter().position(|known| Some(*known) == fund);
            paid_in[fund.ok_or("a fund")?] += holds.paid;
            for claim in &request.claims {
                let paid = self.note(|done| done.paid.get(&claim.id).copied())?;
                let expected = i64::from(claim.state == ClaimState::Paid);
                assert_eq!(paid.unwrap_or(0), expected, "payments of {}", claim.reference);
            }
            let counted = request.claims.iter().filter(|claim| claim.state.counts()).count();
            assert!(counted <= 1, "{} is claimed twice", request.summary.reference);
        }
        for (at, id) in self.funds.iter().enumerate() {
            check_books_of(self.app, Some(*id)).await?;
            let admin = self.admin(0);
            let fund: Fund = admin.get(&format!("/funds/{id}")).await?.expect(200)?;
            let totals = fund.totals.ok_or("no totals")?;
            assert_eq!(totals.total, self.note(|done| done.put_in[at])?);
            let somewhere = totals.unallocated + totals.lapsed + totals.partners.allocated();
            assert_eq!(totals.total, somewhere, "in = out");
            assert_eq!(totals.partners.paid, paid_in[at]);
            let path = format!("/funds/{id}/balances?limit=100");
            let balances: Page<PartnerBalance> = admin.get(&path).await?.expect(200)?;
            for (number, partner) in self.partners.iter().enumerate() {
                let row = balances.items.iter().find(|row| row.partner_id == *partner);
                let balance = row.ok_or("a balance")?.balance;
                assert_eq!(balance.allocated(), self.note(|done| done.given[at][number])?);
                assert!(balance.available >= 0);
            }
        }
        let twice = self.note(|done| done.decided.values().filter(|times| **times > 1).count())?;
        assert_eq!(twice, 0, "items were decided twice");
        Ok(())
    }

    /// Both funds are closed and nobody claims any more: all that came in is paid, back with the vendor, or owed or waiting for finance.
    async fn check_the_end(&self) -> TestResult {
        for id in &self.funds {
            let fund: Fund = self.admin(0).get(&format!("/funds/{id}")).await?.expect(200)?;
            let totals = fund.totals.ok_or("no totals")?;
            assert_eq!((totals.unallocated, totals.partners.available), (0, 0));
        }
        for (partner, id) in self.note(|done| done.requests.clone())? {
            let request = read(self.asker(partner, 0), id).await?;
            let stands = request.summary.state;
            let ended = stands.is_final() || matches!(stands, FundRequestState::Draft | FundRequestState::Claimed);
            assert!(ended, "{} is {}", request.summary.reference, stands.as_str());
        }
        Ok(())
    }
}

/// Tries again what met others too often, as people do.
async fn patiently(mut write: impl AsyncFnMut() -> TestResult) -> TestResult<bool> {
    for _ in 1..TRIES {
        match write().await {
            Err(error) if matches!(error.downcast_ref::<StoreError>(), Some(StoreError::Unavailable(_))) => {}
            other => return refused_or_done(other),
        }
    }
    refused_or_done(write().await)
}
