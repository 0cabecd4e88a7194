//! Requests and claims of three partners in funds of euros, yen and dinars, asked for in any of these, with their postings applied to the
//! books: beside the same money told without accounts, to the last minor unit of currencies with two, none and three decimals. At the end
//! of every story all that came in is paid or back with the vendor.
//!
//! 256 stories are told in about five seconds; `PROPTEST_CASES=100000` tells more.

use crate::fund_story::*;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entente_model::approvals::Decision;
use entente_model::funds::FundActor;
use entente_model::funds::activity::CostCategory;
use entente_model::funds::books::Books;
use entente_model::funds::claim::{
    self, ClaimBooking, ClaimDraft, ClaimFacts, ClaimLine, ClaimOccurrence, ClaimState, ClaimTerms,
};
use entente_model::funds::fund::Fund;
use entente_model::funds::ledger::{Account, AccountKind, AllocationBasis, Balance, Posting};
use entente_model::funds::rate::{ExchangeRate, RATE_SCALE};
use entente_model::funds::request::{
    self, BudgetLine, FundRequestDraft, FundRequestEventKind, FundRequestFacts, FundRequestOccurrence,
    FundRequestState, RequestBooking, RequestRules,
};
use entente_model::ids::{ClaimId, FundId, FundRequestId, PartnerId, PaymentId};
use entente_model::money::minor_digits;
use entente_model::settings::{FundSettings, ProgramSettings};
use proptest::prelude::*;
use uuid::Uuid;

const PARTNERS: usize = 3;
const CURRENCIES: [&str; 3] = ["EUR", "JPY", "KWD"];
/// Above these two people agree to a claim; in dinars, for which the settings name no threshold, always.
const ONE_AGREES_UP_TO: [i64; 3] = [500_000, 800_000, 0];

fn partner_of(number: usize) -> PartnerId {
    PartnerId(Uuid::from_u128(1 + number as u128))
}

fn request_of(at: usize) -> FundRequestId {
    FundRequestId(Uuid::from_u128(100 + at as u128))
}

fn payment() -> PaymentId {
    PaymentId(Uuid::from_u128(900))
}

/// The nearest whole number of two that are not below zero; a half goes up.
fn nearest(of: i128, by: i128) -> i64 {
    ((2 * of + by) / (2 * by)) as i64
}

/// What stays the same in a story.
struct Ground {
    program: ProgramSettings,
    funds: Vec<Fund>,
}

impl Ground {
    /// Rates make amounts of minor units so many millionths as large.
    fn new(factors: &[i64]) -> Self {
        let pairs = (0..CURRENCIES.len()).flat_map(|from| (0..CURRENCIES.len()).map(move |to| (from, to)));
        let pairs = pairs.filter(|(from, to)| from != to);
        let digits = |at: usize| minor_digits(CURRENCIES[at]).expect("a currency");
        let rate = |((from, to), factor): ((usize, usize), &i64)| ExchangeRate {
            from: CURRENCIES[from].to_owned(),
            to: CURRENCIES[to].to_owned(),
            rate: factor * 1_000 * 10_i64.pow(digits(from)) / 10_i64.pow(digits(to)),
            from_day: day(-30),
        };
        let rates = pairs.zip(factors).map(rate).collect();
        let initial = ProgramSettings::initial();
        let currencies = CURRENCIES.iter().map(|currency| (*currency).to_owned());
        let fund = |(at, currency): (usize, &&str)| Fund {
            id: FundId(Uuid::from_u128(50 + at as u128)),
            currency: (*currency).to_owned(),
            ends_on: day(100_000),
            ..fund()
        };
        Ground {
            program: ProgramSettings {
                currencies: currencies.collect(),
                funds: FundSettings {
                    rates,
                    ..FundSettings::initial()
                },
                ..initial
            },
            funds: CURRENCIES.iter().enumerate().map(fund).collect(),
        }
    }

    /// An amount in another currency, by the rate's own digits.
    fn exchanged(&self, minor: i64, from: &str, to: &str) -> i64 {
        if from == to {
            return minor;
        }
        let rates = &self.program.funds.rates;
        let rate = rates.iter().find(|rate| rate.from == from && rate.to == to);
        let ten = |currency: &str| 10_i128.pow(minor_digits(currency).expect("a currency"));
        let units = i128::from(minor) * i128::from(rate.expect("a rate").rate) * ten(to);
        nearest(units, i128::from(RATE_SCALE) * ten(from))
    }
}

#[derive(Clone, Debug)]
enum Verdict {
    Whole,
    Part(i64),
    Return,
    Reject,
}

impl Verdict {
    fn decision(&self, whole: i64) -> Decision {
        match self {
            Verdict::Whole => approve(),
            Verdict::Part(thousandths) => approve_part(whole * thousandths / 1_000),
            Verdict::Return => give_back(),
            Verdict::Reject => reject(),
        }
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Submit,
    Decide(Verdict),
    Withdraw,
    Start,
    Deadline,
    Unanswered,
    /// Begun and handed in, or handed in again, at what it cost: so many thousandths of one line of the plan, and as much less or more of
    /// the other.
    Claim(i64),
    DecideClaim(u128, Verdict),
    ClaimUnanswered,
    Pay,
    Bounce,
    /// Closes the fund that the request is to be paid by.
    Close,
}

/// What is told of a request's money.
#[derive(Clone, Copy, Default, Debug)]
struct Told {
    promised: i64,
    owed: i64,
    paid: i64,
    back: i64,
}

impl Told {
    fn left(&self) -> i64 {
        self.promised - self.owed - self.paid - self.back
    }
}

#[derive(Clone)]
struct Story {
    fund: usize,
    partner: usize,
    plan: FundRequestDraft,
    request: FundRequestFacts,
    claim: Option<ClaimFacts>,
    told: Told,
    /// What the claim comes to, and what the first who agreed has left of it.
    claimed: i64,
    agreed: Option<i64>,
}

/// What is told of a fund, without what requests hold of it.
#[derive(Clone, Default)]
struct Pot {
    put_in: i64,
    given: [i64; PARTNERS],
    lapsed: [i64; PARTNERS],
    nobodys: i64,
    closed: bool,
}

#[derive(Clone)]
struct World<'a> {
    ground: &'a Ground,
    books: Vec<Books>,
    pots: Vec<Pot>,
    stories: Vec<Story>,
    now: DateTime<Utc>,
}

/// A fund, a partner, a currency, a plan and what is asked of it in thousandths.
type Begins = (usize, usize, usize, i64, i64);

impl<'a> World<'a> {
    fn new(ground: &'a Ground, put_in: &[i64], given: i64, stories: &[Begins]) -> Self {
        let (mut books, mut pots) = (Vec::new(), Vec::new());
        for put_in in put_in {
            let (mut book, mut pot) = (Books::default(), Pot::default());
            book.post(Posting::Fund {}, *put_in).expect("funded");
            pot.put_in = *put_in;
            for number in 0..PARTNERS {
                let (partner_id, basis) = (partner_of(number), AllocationBasis::Granted);
                book.post(Posting::Allocate { partner_id, basis }, given)
                    .expect("allocated");
                pot.given[number] = given;
            }
            books.push(book);
            pots.push(pot);
        }
        let stories = stories.iter().map(|begins| Story::new(ground, *begins)).collect();
        World {
            ground,
            books,
            pots,
            stories,
            now: start(),
        }
    }

    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// What is told of a partner in a fund.
    fn balance(&self, fund: usize, partner: usize) -> Balance {
        let own = |story: &&Story| story.fund == fund && story.partner == partner;
        let sum = |what: fn(&Told) -> i64| {
            let stories = self.stories.iter().filter(own);
            stories.map(|story| what(&story.told)).sum::<i64>()
        };
        let (reserved, payable, paid) = (sum(Told::left), sum(|told| told.owed), sum(|told| told.paid));
        let (given, lapsed) = (self.pots[fund].given[partner], self.pots[fund].lapsed[partner]);
        Balance {
            available: given - lapsed - reserved - payable - paid,
            reserved,
            payable,
            paid,
            lapsed,
        }
    }

    fn unallocated(&self, fund: usize) -> i64 {
        let pot = &self.pots[fund];
        pot.put_in - pot.given.iter().sum::<i64>() - pot.nobodys
    }

    /// Does it whole, or not at all.
    fn try_to(&mut self, at: usize, deed: &Deed) -> Result<bool, TestCaseError> {
        let mut next = self.clone();
        let done = next.go(at, deed)?;
        if done {
            *self = next;
        }
        Ok(done)
    }

    fn go(&mut self, at: usize, deed: &Deed) -> Result<bool, TestCaseError> {
        use FundRequestOccurrence as Request;
        match deed {
            Deed::Submit => self.submit(at),
            Deed::Decide(verdict) => {
                let asked = self.stories[at].plan.asked.unwrap_or(0);
                self.request(at, &Request::Decide(verdict.decision(asked)), vendor(0))
            }
            Deed::Withdraw => self.request(at, &Request::Withdraw, partner()),
            Deed::Start => self.request(at, &Request::Start, FundActor::Portal),
            Deed::Deadline => self.request(at, &Request::DeadlinePassed, FundActor::Portal),
            Deed::Unanswered => self.request(at, &Request::AnswerOverdue, FundActor::Portal),
            Deed::Claim(cost) => self.claim_cost(at, *cost),
            Deed::DecideClaim(who, verdict) => self.decide_claim(at, *who, verdict),
            Deed::ClaimUnanswered => self.claim(at, &ClaimOccurrence::AnswerOverdue, FundActor::Portal, 0),
            Deed::Pay => {
                let payment_id = payment();
                self.claim(at, &ClaimOccurrence::Pay { payment_id }, FundActor::Portal, 0)
            }
            Deed::Bounce => {
                let payment_id = payment();
                self.claim(at, &ClaimOccurrence::Bounce { payment_id }, FundActor::Portal, 0)
            }
            Deed::Close => self.close(self.stories[at].fund),
        }
    }

    fn submit(&mut self, at: usize) -> Result<bool, TestCaseError> {
        let (story, today) = (&self.stories[at], self.today());
        let begins = today + TimeDelta::days(12);
        let draft = FundRequestDraft {
            starts_on: Some(begins),
            ends_on: Some(begins),
            ..story.plan.clone()
        };
        let (program, fund) = (&self.ground.program, &self.ground.funds[story.fund]);
        let checked = RequestRules {
            partner_id: partner_of(story.partner),
            available: Some(self.balance(story.fund, story.partner).available),
            ..rules(program, fund, today, &[])
        };
        let closed = self.pots[story.fund].closed;
        match draft.terms(&checked) {
            Ok(terms) if !closed => self.request(at, &FundRequestOccurrence::Submit(terms), partner()),
            _ => Ok(false),
        }
    }

    /// Lets something happen to a request, and books what the rules say, which must be what is told.
    fn request(
        &mut self,
        at: usize,
        occurrence: &FundRequestOccurrence,
        who: FundActor,
    ) -> Result<bool, TestCaseError> {
        let (ground, now, today) = (self.ground, self.now, self.today());
        let story = &self.stories[at];
        let settings = &ground.program.funds;
        let Ok(step) = request::apply(&story.request, occurrence, who, now, settings, now, today) else {
            return Ok(false);
        };
        let (fund, partner) = (story.fund, story.partner);
        let available = self.balance(fund, partner).available;
        let approved = match occurrence {
            FundRequestOccurrence::Decide(Decision::Approve { .. }) => story.plan.asked,
            FundRequestOccurrence::Decide(Decision::ApprovePart { minor, .. }) => Some(*minor),
            _ => None,
        };
        let promised = approved.map(|minor| ground.exchanged(minor, &story.plan.currency, CURRENCIES[fund]));
        let (story, pot) = (&mut self.stories[at], &mut self.pots[fund]);
        let posting = step
            .booking
            .map(|booking| booking.posting(partner_of(partner), request_of(at)));
        let posted = posting.map(|(posting, minor)| self.books[fund].post(posting, minor).is_ok());
        match step.booking {
            Some(RequestBooking::Reserve { minor }) => {
                prop_assert_eq!(Some(minor), promised);
                prop_assert_eq!(posted, Some(!pot.closed && available >= minor));
                story.told.promised = minor;
            }
            Some(RequestBooking::Release { minor, .. }) => {
                prop_assert_eq!(posted, Some(true));
                prop_assert_eq!(minor, story.told.left());
                story.told.back += minor;
                pot.lapsed[partner] += if pot.closed { minor } else { 0 };
            }
            None => prop_assert_eq!(promised, None),
        }
        story.request = step.facts;
        Ok(posted != Some(false))
    }

    fn claim_cost(&mut self, at: usize, cost: i64) -> Result<bool, TestCaseError> {
        let (now, today) = (self.now, self.today());
        let story = &mut self.stories[at];
        if story
            .claim
            .as_ref()
            .is_none_or(|claim| claim.state == ClaimState::Rejected)
        {
            let kind = FundRequestEventKind::Claim;
            if request::allowed(&story.request, kind, partner(), now, today).is_err() {
                return Ok(false);
            }
            story.claim = Some(ClaimFacts::draft());
        }
        let planned: Vec<i64> = story.plan.lines.iter().map(|line| line.minor).collect();
        let costs = [planned[0] * cost / 1_000, planned[1] * (2_000 - cost) / 1_000];
        let line = |(line, minor): (u32, i64)| ClaimLine {
            line: Some(line),
            minor,
            ..ClaimLine::default()
        };
        let draft = ClaimDraft {
            lines: (0..).zip(costs).map(line).collect(),
            ..ClaimDraft::default()
        };
        // What one line saves pays for no other.
        let counts = costs[0].min(planned[0]) + costs[1].min(planned[1]);
        let told = story.told;
        let comes_to = nearest(
            i128::from(counts) * i128::from(told.promised),
            i128::from(story.plan.planned()),
        );
        story.claimed = comes_to.min(told.promised - told.paid - told.back);
        story.agreed = None;
        let progress = &story.request.progress;
        prop_assert_eq!(claim::claimable(&story.plan, progress, &draft), story.claimed);
        let (Some(terms), Some(deadline)) = (&progress.terms, progress.claim_deadline) else {
            return Ok(false);
        };
        let terms = ClaimTerms {
            claimed: story.claimed,
            currency: terms.fund_currency.clone(),
            asked_by: progress.handed_in_by,
            ends_on: terms.ends_on,
            deadline,
        };
        self.claim(at, &ClaimOccurrence::Submit(terms), partner(), 0)
    }

    fn decide_claim(&mut self, at: usize, who: u128, verdict: &Verdict) -> Result<bool, TestCaseError> {
        let story = &self.stories[at];
        let (claimed, first) = (story.claimed, story.agreed);
        let decision = verdict.decision(claimed);
        let minor = match decision {
            Decision::Approve { .. } => first.unwrap_or(claimed),
            Decision::ApprovePart { minor, .. } => minor,
            Decision::Return { .. } | Decision::Reject { .. } => 0,
        };
        let waits = first.is_none() && minor > ONE_AGREES_UP_TO[story.fund];
        let owed = if waits { 0 } else { minor };
        let done = self.claim(at, &ClaimOccurrence::Decide(decision), vendor(who), owed)?;
        self.stories[at].agreed = waits.then_some(minor);
        Ok(done)
    }

    /// Lets something happen to a claim that is to owe so much from then on, and to its request what follows.
    fn claim(
        &mut self,
        at: usize,
        occurrence: &ClaimOccurrence,
        who: FundActor,
        owed: i64,
    ) -> Result<bool, TestCaseError> {
        let (now, today, settings) = (self.now, self.today(), &self.ground.program.funds);
        let story = &mut self.stories[at];
        let Some(before) = story.claim.clone() else {
            return Ok(false);
        };
        let Ok(step) = claim::apply(&before, occurrence, who, now, settings, now, today) else {
            return Ok(false);
        };
        if let Some(booking) = step.booking {
            let (posting, minor) =
                booking.posting(partner_of(story.partner), request_of(at), ClaimId(Uuid::from_u128(7)));
            let posted = self.books[story.fund].post(posting, minor);
            prop_assert!(posted.is_ok(), "{:?}: {:?}", booking, posted);
            let told = &mut story.told;
            match booking {
                ClaimBooking::Owe { .. } => {
                    prop_assert_eq!(minor, owed);
                    told.owed = minor;
                }
                ClaimBooking::Pay { .. } => {
                    prop_assert_eq!(minor, told.owed);
                    (told.owed, told.paid) = (0, minor);
                }
                ClaimBooking::Bounce { .. } => {
                    prop_assert_eq!(minor, told.paid);
                    (told.owed, told.paid) = (minor, 0);
                }
                ClaimBooking::Disown { .. } => prop_assert!(false, "nothing was taken back"),
            }
        } else {
            prop_assert_eq!(owed, 0);
        }
        let follows = claim::request_follows(&before, &step.facts);
        story.claim = Some(step.facts);
        match follows {
            Some(follows) => self.request(at, &follows, FundActor::Portal),
            None => Ok(true),
        }
    }

    fn close(&mut self, fund: usize) -> Result<bool, TestCaseError> {
        let unallocated = self.unallocated(fund);
        let available = [0, 1, 2].map(|partner| self.balance(fund, partner).available);
        let closed = self.books[fund].close().is_ok();
        let pot = &mut self.pots[fund];
        prop_assert_eq!(closed, !pot.closed);
        if !closed {
            return Ok(false);
        }
        pot.closed = true;
        pot.nobodys = unallocated;
        for (lapsed, available) in pot.lapsed.iter_mut().zip(available) {
            *lapsed += available;
        }
        for at in 0..self.stories.len() {
            let waits = [FundRequestState::Submitted, FundRequestState::ActionRequired];
            if self.stories[at].fund == fund && waits.contains(&self.stories[at].request.state) {
                let ended = self.request(at, &FundRequestOccurrence::FundClosed, FundActor::Portal)?;
                prop_assert!(ended, "what waits ends with the period");
            }
        }
        Ok(true)
    }

    /// That books, facts and what is told are one.
    fn check(&self) -> Result<(), TestCaseError> {
        for (fund, books) in self.books.iter().enumerate() {
            let pot = &self.pots[fund];
            prop_assert_eq!(books.accounts().map(|(_, minor)| minor).sum::<i64>(), 0);
            prop_assert_eq!(books.balance(Account::of(AccountKind::Budget, None)), -pot.put_in);
            let unallocated = books.balance(Account::of(AccountKind::Unallocated, None));
            prop_assert_eq!(unallocated, self.unallocated(fund));
            let nobodys = books.balance(Account::of(AccountKind::Lapsed, None));
            prop_assert_eq!(nobodys, pot.nobodys);
            let mut somewhere = unallocated + nobodys;
            for number in 0..PARTNERS {
                let told = self.balance(fund, number);
                prop_assert!(told.available >= 0);
                prop_assert_eq!(books.partner(partner_of(number)), told);
                somewhere += told.allocated();
            }
            prop_assert_eq!(somewhere, pot.put_in);
        }
        for (at, story) in self.stories.iter().enumerate() {
            let (told, progress) = (story.told, &story.request.progress);
            let of = |kind| self.books[story.fund].of_request(request_of(at), kind);
            let held = [AccountKind::Reserved, AccountKind::Payable, AccountKind::Paid].map(of);
            prop_assert_eq!(held, [told.left(), told.owed, told.paid]);
            let of_facts = [progress.reserved_minor(), progress.paid, progress.released];
            prop_assert_eq!(of_facts, [told.promised, told.paid, told.back]);
            if story.request.state.is_final() {
                prop_assert_eq!(told.promised, told.paid + told.back, "the parts are the whole");
            }
        }
        Ok(())
    }

    /// Brings everything to its end.
    fn finish(&mut self) -> Result<(), TestCaseError> {
        for at in 0..self.stories.len() {
            while let Some(deed) = self.stories[at].end() {
                self.now += TimeDelta::days(400);
                prop_assert!(self.try_to(at, &deed)?, "{:?} is refused", deed);
                self.check()?;
            }
        }
        for fund in 0..self.books.len() {
            self.close(fund)?;
            let pot = &self.pots[fund];
            let balances = (0..PARTNERS).map(|number| self.balance(fund, number));
            let (paid, back) = balances.fold((0, pot.nobodys), |(paid, back), balance| {
                (paid + balance.paid, back + balance.lapsed)
            });
            prop_assert_eq!(pot.put_in, paid + back, "in = out");
        }
        self.check()
    }
}

impl Story {
    fn new(ground: &Ground, (fund, partner, currency, planned, asked): Begins) -> Self {
        let line = |category, minor| BudgetLine {
            category: Some(category),
            description: String::new(),
            minor,
        };
        let hall = (planned * 2 / 3).max(1);
        Story {
            fund,
            partner,
            plan: FundRequestDraft {
                fund_id: Some(ground.funds[fund].id),
                currency: CURRENCIES[currency].to_owned(),
                lines: vec![
                    line(CostCategory::Venue, hall),
                    line(CostCategory::Catering, planned - hall),
                ],
                asked: Some(planned * asked / 1_000),
                expected_pipeline: draft().expected_pipeline,
                ..draft()
            },
            request: FundRequestFacts::draft(),
            claim: None,
            told: Told::default(),
            claimed: 0,
            agreed: None,
        }
    }

    /// What comes nearer to the end, when nobody wants anything any more.
    fn end(&self) -> Option<Deed> {
        use FundRequestState::{ActionRequired, Approved, Claimed, Executing, Submitted};
        match (self.request.state, self.claim.as_ref().map(|claim| claim.state)) {
            (Submitted, _) => Some(Deed::Decide(Verdict::Reject)),
            (ActionRequired, _) => Some(Deed::Unanswered),
            (Approved | Executing, _) => Some(Deed::Deadline),
            (Claimed, Some(ClaimState::ActionRequired)) => Some(Deed::ClaimUnanswered),
            (Claimed, Some(ClaimState::Approved)) => Some(Deed::Pay),
            (Claimed, _) => Some(Deed::DecideClaim(2, Verdict::Reject)),
            _ => None,
        }
    }

    /// What may well happen next, and after how many days.
    fn likely(&self, choice: usize) -> (Deed, i64) {
        let verdict = match choice % 8 {
            0..=2 => Verdict::Whole,
            3 => Verdict::Part(333),
            4 => Verdict::Part(999),
            5 => Verdict::Part(1),
            6 => Verdict::Return,
            _ => Verdict::Reject,
        };
        let cost = [1_000, 1_000, 667, 1_250, 3, 1_999][choice % 6];
        let claim = self.claim.as_ref().map(|claim| claim.state);
        match (self.request.state, claim) {
            (FundRequestState::Submitted, _) => (Deed::Decide(verdict), 1),
            (FundRequestState::Approved, _) if choice.is_multiple_of(5) => (Deed::Start, 15),
            (FundRequestState::Approved | FundRequestState::Executing, _) => match choice % 9 {
                0 => (Deed::Deadline, 90),
                1 => (Deed::Withdraw, 2),
                _ => (Deed::Claim(cost), 15),
            },
            (FundRequestState::Claimed, Some(ClaimState::ActionRequired)) if choice.is_multiple_of(4) => {
                (Deed::ClaimUnanswered, 20)
            }
            (FundRequestState::Claimed, Some(ClaimState::ActionRequired)) => (Deed::Claim(cost), 1),
            (FundRequestState::Claimed, Some(ClaimState::Approved)) => (Deed::Pay, 1),
            (FundRequestState::Claimed, _) => (Deed::DecideClaim(choice as u128 / 8 % 3, verdict), 1),
            (FundRequestState::Closed, Some(ClaimState::Paid)) => (Deed::Bounce, 1),
            _ => (Deed::Submit, 0),
        }
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    let verdict = || {
        prop_oneof![
            3 => Just(Verdict::Whole),
            3 => (0_i64..1_100).prop_map(Verdict::Part),
            1 => Just(Verdict::Return),
            1 => Just(Verdict::Reject),
        ]
    };
    prop_oneof![
        2 => Just(Deed::Submit),
        2 => verdict().prop_map(Deed::Decide),
        1 => Just(Deed::Withdraw),
        1 => Just(Deed::Deadline),
        1 => Just(Deed::Unanswered),
        2 => (0_i64..2_000).prop_map(Deed::Claim),
        3 => (0_u128..3, verdict()).prop_map(|(who, verdict)| Deed::DecideClaim(who, verdict)),
        1 => prop::sample::select(vec![Deed::Pay, Deed::Bounce, Deed::ClaimUnanswered]),
        1 => Just(Deed::Close),
    ]
}

fn begins() -> impl Strategy<Value = Begins> {
    let planned = prop_oneof![8 => 2_i64..2_000_000, 1 => 2_i64..40];
    (
        0..CURRENCIES.len(),
        0..PARTNERS,
        0..CURRENCIES.len(),
        planned,
        1_i64..=500,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_requests_every_unit_comes_out_somewhere(
        factors in prop::collection::vec(300_000_i64..3_000_000, 6),
        put_in in prop::collection::vec(3_000_000_i64..6_000_000, 3),
        given in 1_i64..1_000_000,
        stories in prop::collection::vec(begins(), 6),
        deeds in prop::collection::vec((deed(), 0_usize..6, 1_i64..30, 0_usize..240, 0..5), 1..60),
    ) {
        let ground = Ground::new(&factors);
        let mut world = World::new(&ground, &put_in, given, &stories);
        world.check()?;
        for (deed, at, hours, choice, kind) in &deeds {
            let (deed, days) = match kind {
                0 => (deed.clone(), 0),
                _ => world.stories[*at].likely(*choice),
            };
            world.now += TimeDelta::days(days) + TimeDelta::hours(*hours);
            world.try_to(*at, &deed)?;
            world.check()?;
        }
        world.finish()?;
    }

    #[test]
    fn exact_halves_go_away_from_zero(odd in 0_i64..1_000_000, rate in 0_i64..20) {
        let (odd, rate) = (2 * odd + 1, 2 * rate + 1);
        let half = (odd * rate + 1) / 2;
        // An odd number of halves each: of a cent, a yen, a cent and a fils.
        for (from, to, units, minor) in [
            ("JPY", "EUR", 5_000_000 * rate, odd),
            ("EUR", "JPY", RATE_SCALE * rate, 50 * odd),
            ("KWD", "EUR", RATE_SCALE * rate, 5 * odd),
            ("EUR", "KWD", RATE_SCALE / 20 * rate, odd),
        ] {
            let exchange = ExchangeRate { from: from.to_owned(), to: to.to_owned(), rate: units, from_day: day(0) };
            prop_assert_eq!(exchange.convert(minor), Some(half), "{} to {}", from, to);
            prop_assert_eq!(exchange.convert(-minor), Some(-half), "{} to {}", from, to);
        }
    }
}
