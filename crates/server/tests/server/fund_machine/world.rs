//! Two funds and three partners as the API has them, beside the same told without accounts; and that both say the same.

use super::naive::{Asked, CURRENCIES, Naive, PARTNERS, Told};
use crate::support::funds::*;
use crate::support::{Answer, Client, TestApp, TestResult};
use entente_model::approvals::ApprovalRecord;
use entente_model::funds::fund::{BookingKind, Fund, FundState, PartnerBalance};
use entente_model::funds::ledger::Balance;
use entente_model::funds::request::{FundRequestState, FundRequestSummary, RequestHoldings};
use entente_model::ids::{ClaimId, FundId, FundRequestId, PartnerId, UserId};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::Problem;
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Where partners are: in time zones that have the same day at noon in UTC.
const REGIONS: [&str; PARTNERS] = ["dach", "uki", "japan"];
/// What each fund begins with, and each partner in it.
const PUT_IN: i64 = 6_000_000;
const GIVEN: [i64; 2] = [1_000_000, 1_500_000];

/// The vendor's people, who stay from story to story.
pub struct Cast {
    admin: UserId,
    finance: [UserId; 3],
}

impl Cast {
    pub async fn new(app: &TestApp) -> TestResult<Cast> {
        let add = async |role: Role| app.add_user(&anybody(), role, None, &[]).await;
        Ok(Cast {
            admin: add(Role::ProgramAdmin).await?,
            finance: [
                add(Role::Finance).await?,
                add(Role::Finance).await?,
                add(Role::Finance).await?,
            ],
        })
    }
}

fn anybody() -> String {
    format!("{}@people.example", Uuid::now_v7().simple())
}

/// Who sends something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Admin,
    Finance(usize),
    Partner(usize),
}

/// A POST, to be sent again.
#[derive(Clone, Debug)]
pub struct Sent {
    who: Who,
    path: String,
    version: Option<i64>,
    body: Value,
    key: String,
}

/// A decision that may be taken back: of which request or its claim, how that stood before, and when it was made.
pub struct Decided {
    pub at: usize,
    pub before: Asked,
    pub of_claim: bool,
    pub item: Uuid,
    pub version: i64,
    pub who: Who,
    pub when: i64,
}

/// Both worlds.
pub struct World<'a> {
    pub app: &'a TestApp,
    cast: &'a Cast,
    pub naive: Naive,
    pub funds: Vec<FundId>,
    partners: Vec<(PartnerId, UserId)>,
    /// Ids in the order of [`Naive::requests`], and of the last claim of each.
    pub requests: Vec<FundRequestId>,
    pub claims: BTreeMap<usize, ClaimId>,
    clients: BTreeMap<usize, Client>,
    pub last: Option<(Sent, Answer)>,
    pub decided: Option<Decided>,
}

impl<'a> World<'a> {
    pub async fn new(app: &'a TestApp, cast: &'a Cast) -> TestResult<World<'a>> {
        let mut partners = Vec::new();
        for region in REGIONS {
            let domain = format!("{}.example", Uuid::now_v7().simple());
            let partner = app.add_partner(&domain, &domain, region).await?;
            let person = app
                .add_user(&anybody(), Role::PartnerMember, Some(partner), &[])
                .await?;
            partners.push((partner, person));
        }
        let mut world = World {
            app,
            cast,
            naive: Naive::default(),
            funds: Vec::new(),
            partners,
            requests: Vec::new(),
            claims: BTreeMap::new(),
            clients: BTreeMap::new(),
            last: None,
            decided: None,
        };
        world.sign_in().await?;
        for at in 0..CURRENCIES.len() {
            world.found(at).await?;
        }
        Ok(world)
    }

    /// Makes a fund. In the second the last partner is given nothing.
    async fn found(&mut self, at: usize) -> TestResult {
        let admin = self.client(Who::Admin).clone();
        let fund = fund_in(self.app, &admin, CURRENCIES[at], PUT_IN).await?.id;
        holds(self.naive.book(BookingKind::Fund, at, 0, PUT_IN))?;
        for number in 0..PARTNERS - at {
            grant_by(&admin, fund, self.partner(number), GIVEN[at]).await?;
            holds(self.naive.book(BookingKind::Grant, at, number, GIVEN[at]))?;
        }
        self.funds.push(fund);
        Ok(())
    }

    /// Everybody signs in anew: a day is longer than a session.
    pub async fn sign_in(&mut self) -> TestResult {
        let vendor = std::iter::once(self.cast.admin).chain(self.cast.finance);
        let everybody: Vec<UserId> = vendor.chain(self.partners.iter().map(|(_, person)| *person)).collect();
        for (at, person) in everybody.into_iter().enumerate() {
            self.clients.insert(at, self.app.client_of(person).await?.patient());
        }
        Ok(())
    }

    pub fn client(&self, who: Who) -> &Client {
        let at = match who {
            Who::Admin => 0,
            Who::Finance(number) => 1 + number,
            Who::Partner(number) => 1 + self.cast.finance.len() + number,
        };
        &self.clients[&at]
    }

    pub fn partner(&self, number: usize) -> PartnerId {
        self.partners[number].0
    }

    /// The request that a number means, of those there are.
    pub fn at(&self, request: usize) -> Option<usize> {
        request.checked_rem(self.requests.len())
    }

    /// Who asked for it.
    pub fn asker(&self, at: usize) -> Who {
        Who::Partner(self.naive.requests[at].partner)
    }

    pub fn request(&self, at: usize) -> ApprovalRecord {
        ApprovalRecord::FundRequest(self.requests[at])
    }

    /// Sends something, and remembers it when it was done.
    pub async fn send(&mut self, who: Who, path: String, version: Option<i64>, body: Value) -> TestResult<Answer> {
        let key = Uuid::now_v7().to_string();
        let sent = Sent {
            who,
            path,
            version,
            body,
            key,
        };
        let answer = self.deliver(&sent, "").await?;
        if answer.status.is_success() {
            self.last = Some((sent, answer.clone()));
        }
        Ok(answer)
    }

    /// Sends what was sent, with something before its body.
    pub async fn deliver(&self, sent: &Sent, before: &str) -> TestResult<Answer> {
        let client = self.client(sent.who);
        let mut request = client.request(Method::POST, &sent.path).key(&sent.key);
        if let Some(version) = sent.version {
            request = request.version(version);
        }
        let body = format!("{before}{}", sent.body);
        request.body("application/json", body).send().await
    }

    /// Something else has happened to a request: what was decided of it can't be taken back any more.
    pub fn touch(&mut self, at: usize) {
        if self.decided.as_ref().is_some_and(|decided| decided.at == at) {
            self.decided = None;
        }
    }

    /// That the API says what is told without accounts, and that its books hold.
    pub async fn check(&self) -> TestResult {
        for fund in 0..self.funds.len() {
            check_books_of(self.app, Some(self.funds[fund])).await?;
            self.check_fund(fund).await?;
            self.check_requests(fund).await?;
        }
        Ok(())
    }

    async fn check_fund(&self, at: usize) -> TestResult {
        let (admin, pot) = (self.client(Who::Admin), &self.naive.pots[at]);
        let path = format!("/funds/{}", self.funds[at]);
        let fund: Fund = admin.get(&path).await?.expect(200)?;
        let totals = fund.totals.ok_or("no totals")?;
        let expected: Vec<Balance> = (0..PARTNERS).map(|partner| self.naive.balance(at, partner)).collect();
        let all = expected.iter().fold(Balance::default(), |all, one| Balance {
            available: all.available + one.available,
            reserved: all.reserved + one.reserved,
            payable: all.payable + one.payable,
            paid: all.paid + one.paid,
            lapsed: all.lapsed + one.lapsed,
        });
        assert!(expected.iter().all(|balance| balance.available >= 0), "{expected:?}");
        assert_eq!(fund.state == FundState::Closed, pot.closed);
        assert_eq!(
            (totals.total, totals.unallocated, totals.lapsed, totals.partners),
            (pot.put_in, self.naive.unallocated(at), pot.nobodys, all),
            "of the fund in {}",
            fund.currency
        );
        // What came in is somewhere.
        let somewhere = totals.unallocated + totals.lapsed + totals.partners.allocated();
        assert_eq!(totals.total, somewhere, "in = out");
        if pot.closed {
            assert_eq!((totals.unallocated, totals.partners.available), (0, 0));
        }
        let balances: Page<PartnerBalance> = admin.get(&format!("{path}/balances?limit=100")).await?.expect(200)?;
        for (number, expected) in expected.iter().enumerate() {
            let row = balances.items.iter().find(|row| row.partner_id == self.partner(number));
            assert_eq!(row.is_some(), pot.known[number], "who was given nothing has no account");
            let held = row.map_or(Balance::default(), |row| row.balance);
            assert_eq!(held, *expected, "of partner {number} in {}", fund.currency);
        }
        Ok(())
    }

    async fn check_requests(&self, fund: usize) -> TestResult {
        let path = format!("/fund_requests?fund={}&limit=100", self.funds[fund]);
        let page: Page<FundRequestSummary> = self.client(Who::Admin).get(&path).await?.expect(200)?;
        let told = self.naive.requests.iter().enumerate();
        let handed_in: Vec<(usize, &Asked)> = told
            .filter(|(_, asked)| asked.fund == fund && asked.stands != FundRequestState::Draft)
            .collect();
        assert_eq!(page.items.len(), handed_in.len());
        for (at, asked) in handed_in {
            let row = page.items.iter().find(|row| row.id == self.requests[at]);
            let expected = RequestHoldings {
                reserved: asked.reserved(),
                payable: asked.owed,
                paid: asked.paid,
            };
            let stands = row.map(|row| (row.state, row.holds));
            assert_eq!(stands, Some((asked.stands, expected)), "request {at}: {asked:?}");
        }
        Ok(())
    }

    /// What partners themselves see at the end: their own balances, claims as they stand, and that no promise is left where nothing
    /// follows.
    pub async fn check_as_partners(&self) -> TestResult {
        for partner in 0..PARTNERS {
            for (at, fund) in self.funds.iter().enumerate() {
                let answer = self
                    .client(Who::Partner(partner))
                    .get(&format!("/funds/{fund}"))
                    .await?;
                if !self.naive.pots[at].known[partner] {
                    answer.is(404)?;
                    continue;
                }
                let own: Fund = answer.expect(200)?;
                assert_eq!(own.balance, Some(self.naive.balance(at, partner)));
            }
        }
        for (at, asked) in self.naive.requests.iter().enumerate() {
            let request = read(self.client(self.asker(at)), self.requests[at]).await?;
            let progress = &request.progress;
            assert_eq!(
                (
                    request.summary.state,
                    progress.reserved_minor(),
                    progress.paid,
                    progress.released
                ),
                (asked.stands, asked.promised, asked.paid, asked.back),
                "request {at}: {asked:?}"
            );
            if asked.stands.is_final() {
                assert_eq!((asked.reserved(), asked.owed), (0, 0), "{asked:?}");
            }
            let last = request.claims.last().map(|claim| claim.state);
            assert_eq!(last, asked.claim.as_ref().map(|claim| claim.stands), "{asked:?}");
        }
        Ok(())
    }
}

/// What the world begins with must hold.
fn holds(told: Told) -> TestResult {
    told.map_err(|word| format!("the beginning is refused: {word}").into())
}

/// That an answer is what was expected: done, or refused with the word of a code, a reason or a field.
pub fn agrees(expected: Told, answer: &Answer) -> TestResult {
    let text = String::from_utf8_lossy(&answer.body);
    let Err(word) = expected else {
        return if answer.status.is_success() {
            Ok(())
        } else {
            Err(format!("expected that it is done, got {} {text}", answer.status).into())
        };
    };
    if !answer.status.is_client_error() {
        return Err(format!("expected a refusal with {word}, got {} {text}", answer.status).into());
    }
    let problem: Problem = answer.json()?;
    let reason = problem.params.get("reason").and_then(Value::as_str);
    let of_field = problem.errors.iter().any(|error| error.pointer == word);
    if problem.code.as_str() == word || reason == Some(word) || of_field {
        Ok(())
    } else {
        Err(format!("expected a refusal with {word}, got {text}").into())
    }
}
