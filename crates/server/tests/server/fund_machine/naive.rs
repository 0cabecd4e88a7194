//! The money of two funds told without accounts: what was put in and given, and of each request what was promised, is owed, was paid and
//! went back. Whatever is available is what these leave. Each deed is done, or refused with a word of the API's.

use entente_model::funds::claim::ClaimState;
use entente_model::funds::fund::BookingKind;
use entente_model::funds::ledger::{Balance, MAX_FUND_MINOR};
use entente_model::funds::request::FundRequestState;

/// Partners of a story.
pub const PARTNERS: usize = 3;
/// Currencies of the funds, and of what is asked of them.
pub const CURRENCIES: [&str; 2] = ["EUR", "JPY"];
/// Hundredths of a yen for a euro.
pub const YEN_FOR_A_EURO: i64 = 16_332;
/// Millionths of a euro for a yen.
pub const EUROS_FOR_A_YEN: i64 = 6_123;
/// Above these, in minor units of the two currencies, two people agree to a claim.
const ONE_AGREES_UP_TO: [i64; 2] = [500_000, 800_000];
/// Of its cost an activity may ask for so many parts of a thousand.
const SHARE: i64 = 500;
/// Days between a request and its activity.
pub const LEAD_DAYS: i64 = 10;
/// Days after an activity in which it is claimed.
const CLAIM_DAYS: i64 = 60;
/// Days in which what was returned is answered.
const ANSWER_DAYS: i64 = 14;
/// Seconds in which a decision can be taken back.
const UNDO_SECONDS: i64 = 10;
/// The last day of the funds' periods.
const LAST_DAY: i64 = 300;
const DAY: i64 = 86_400;

/// Whether a deed is done, or the word of its refusal: a code, a reason, or the pointer of a field.
pub type Told = Result<(), &'static str>;

/// How something is decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Approved in full.
    Whole,
    /// Approved for so many parts of a thousand.
    Part(i64),
    /// Returned.
    Return,
    /// Rejected.
    Reject,
}

impl Verdict {
    /// How much it approves of an amount.
    pub fn of(self, whole: i64) -> Option<i64> {
        match self {
            Verdict::Whole => Some(whole),
            Verdict::Part(thousandths) => Some(whole * thousandths / 1_000),
            Verdict::Return | Verdict::Reject => None,
        }
    }
}

/// A fund, without what requests hold of it.
#[derive(Clone, Default, Debug)]
pub struct Pot {
    /// What the vendor has put in.
    pub put_in: i64,
    /// What each partner was given.
    pub given: [i64; PARTNERS],
    /// What each had not spent when it was closed, or got back after that.
    pub lapsed: [i64; PARTNERS],
    /// What nobody had been given when it was closed.
    pub nobodys: i64,
    /// Whether each was ever given something: others know nothing of the fund.
    pub known: [bool; PARTNERS],
    /// Whether it is closed.
    pub closed: bool,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub partner: usize,
    pub fund: usize,
    /// Of its own amounts.
    pub currency: usize,
    pub planned: i64,
    pub asked: i64,
    /// First and last day, counted from the story's first.
    pub begins: i64,
    pub ends: i64,
    pub stands: FundRequestState,
    /// The day on which it was first handed in.
    pub first_on: Option<i64>,
    /// When it was returned.
    pub returned_at: i64,
    /// What was promised at the approval, in the fund's currency, and what became of it.
    pub promised: i64,
    pub owed: i64,
    pub paid: i64,
    pub back: i64,
    /// When its last claim was rejected.
    pub rejected_at: Option<i64>,
    pub claim: Option<Claimed>,
}

/// The last claim of a request.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// What the activity cost, in the request's currency.
    pub cost: i64,
    pub stands: ClaimState,
    pub claimed: i64,
    /// Who of finance has agreed, and to how much.
    pub agreed: Vec<(usize, i64)>,
    pub approved: i64,
    pub decided_at: i64,
    pub returned_at: i64,
    pub payment: Option<u128>,
}

/// All of it.
#[derive(Clone, Default, Debug)]
pub struct Naive {
    /// Seconds since the story began, at noon.
    pub now: i64,
    pub pots: [Pot; 2],
    pub requests: Vec<Asked>,
}

impl Asked {
    /// What is promised and neither owed nor paid.
    pub fn reserved(&self) -> i64 {
        self.promised - self.owed - self.paid - self.back
    }

    /// The last day for a claim.
    pub fn deadline(&self) -> i64 {
        self.ends + CLAIM_DAYS
    }

    /// What a claim comes to: of what counts of its cost the share that was promised of the plan.
    fn comes_to(&self, cost: i64) -> i64 {
        let counts = i128::from(cost.min(self.planned));
        let exact = nearest(counts * i128::from(self.promised), i128::from(self.planned));
        exact.min(self.promised - self.paid - self.back)
    }
}

/// The nearest whole number of two that are not below zero; a half goes up.
fn nearest(of: i128, by: i128) -> i64 {
    i64::try_from((2 * of + by) / (2 * by)).unwrap_or(i64::MAX)
}

/// An amount in another currency.
pub fn exchanged(minor: i64, from: usize, to: usize) -> i64 {
    let minor = i128::from(minor);
    match (from, to) {
        // Cents in hundredths of a yen, and yen in millionths of a euro, of which a cent has ten thousand.
        (0, 1) => nearest(minor * i128::from(YEN_FOR_A_EURO), 10_000),
        (1, 0) => nearest(minor * i128::from(EUROS_FOR_A_YEN), 10_000),
        _ => i64::try_from(minor).unwrap_or(i64::MAX),
    }
}

fn unless(refused: bool, word: &'static str) -> Told {
    if refused { Err(word) } else { Ok(()) }
}

impl Naive {
    /// The day, counted from the story's first.
    pub fn today(&self) -> i64 {
        (self.now + DAY / 2) / DAY
    }

    fn of(&self, fund: usize, partner: usize) -> impl Iterator<Item = &Asked> {
        let own = move |asked: &&Asked| asked.fund == fund && asked.partner == partner;
        self.requests.iter().filter(own)
    }

    /// What a partner has in a fund.
    pub fn balance(&self, fund: usize, partner: usize) -> Balance {
        let pot = &self.pots[fund];
        let sum = |what: fn(&Asked) -> i64| self.of(fund, partner).map(what).sum::<i64>();
        let (reserved, payable, paid) = (sum(Asked::reserved), sum(|asked| asked.owed), sum(|asked| asked.paid));
        let lapsed = pot.lapsed[partner];
        Balance {
            available: pot.given[partner] - lapsed - reserved - payable - paid,
            reserved,
            payable,
            paid,
            lapsed,
        }
    }

    /// What nobody was given.
    pub fn unallocated(&self, fund: usize) -> i64 {
        let pot = &self.pots[fund];
        pot.put_in - pot.given.iter().sum::<i64>() - pot.nobodys
    }

    /// What a person books.
    pub fn book(&mut self, kind: BookingKind, fund: usize, partner: usize, minor: i64) -> Told {
        unless(!(1..=MAX_FUND_MINOR).contains(&minor), "/minor")?;
        unless(self.pots[fund].closed, "fund_closed")?;
        let (unallocated, available) = (self.unallocated(fund), self.balance(fund, partner).available);
        let pot = &mut self.pots[fund];
        match kind {
            BookingKind::Fund => {
                unless(pot.put_in + minor > MAX_FUND_MINOR, "fund_full")?;
                pot.put_in += minor;
            }
            BookingKind::Defund => {
                unless(unallocated < minor, "insufficient")?;
                pot.put_in -= minor;
            }
            BookingKind::Grant => {
                unless(unallocated < minor, "insufficient")?;
                pot.given[partner] += minor;
                pot.known[partner] = true;
            }
            BookingKind::TakeBack => {
                unless(available < minor, "insufficient")?;
                pot.given[partner] -= minor;
            }
        }
        Ok(())
    }

    /// A draft, or what was returned, is handed in.
    pub fn submit(&mut self, at: usize) -> Told {
        use FundRequestState::{ActionRequired, Draft};
        let today = self.today();
        let asked = &self.requests[at];
        unless(!matches!(asked.stands, Draft | ActionRequired), "wrong_state")?;
        let pot = &self.pots[asked.fund];
        unless(!pot.known[asked.partner] || pot.closed, "/fund_id")?;
        let earliest = (asked.first_on.unwrap_or(today) + LEAD_DAYS).max(today + 1);
        unless(asked.begins < earliest || asked.begins > LAST_DAY, "/starts_on")?;
        unless(asked.ends > LAST_DAY, "/ends_on")?;
        let most = nearest(i128::from(asked.planned) * i128::from(SHARE), 1_000);
        let wanted = exchanged(asked.asked, asked.currency, asked.fund);
        let available = self.balance(asked.fund, asked.partner).available;
        unless(!(1..=most).contains(&asked.asked) || wanted > available, "/asked")?;
        let asked = &mut self.requests[at];
        asked.first_on = asked.first_on.or(Some(today));
        asked.stands = FundRequestState::Submitted;
        Ok(())
    }

    /// What waits is decided.
    pub fn decide(&mut self, at: usize, verdict: Verdict) -> Told {
        let (now, today) = (self.now, self.today());
        let asked = &self.requests[at];
        let approved = verdict.of(asked.asked);
        unless(matches!(verdict, Verdict::Part(_)) && approved < Some(1), "/minor")?;
        unless(asked.stands != FundRequestState::Submitted, "already_decided")?;
        let Some(minor) = approved else {
            let returned = verdict == Verdict::Return;
            let asked = &mut self.requests[at];
            if returned {
                asked.stands = FundRequestState::ActionRequired;
                asked.returned_at = now;
            } else {
                asked.stands = FundRequestState::Rejected;
            }
            return Ok(());
        };
        unless(asked.begins <= today, "start_passed")?;
        let promised = exchanged(minor, asked.currency, asked.fund);
        unless(minor > asked.asked || promised < 1, "/minor")?;
        let available = self.balance(asked.fund, asked.partner).available;
        unless(promised > available, "insufficient")?;
        let asked = &mut self.requests[at];
        asked.promised = promised;
        asked.stands = FundRequestState::Approved;
        Ok(())
    }

    /// Its partner takes it back.
    pub fn withdraw(&mut self, at: usize) -> Told {
        use FundRequestState::{ActionRequired, Approved, Executing, Submitted};
        let may = matches!(
            self.requests[at].stands,
            Submitted | ActionRequired | Approved | Executing
        );
        unless(!may, "wrong_state")?;
        self.end(at, FundRequestState::Withdrawn);
        Ok(())
    }

    /// A claim is begun.
    pub fn begin_claim(&mut self, at: usize, cost: i64) -> Told {
        let today = self.today();
        let asked = &mut self.requests[at];
        let may = matches!(asked.stands, FundRequestState::Approved | FundRequestState::Executing);
        unless(!may, "wrong_state")?;
        unless(today < asked.begins, "not_yet")?;
        unless(today > asked.deadline(), "claim_deadline_passed")?;
        let others = asked.claim.as_ref();
        unless(
            others.is_some_and(|claim| claim.stands != ClaimState::Rejected),
            "already_exists",
        )?;
        asked.claim = Some(Claimed {
            cost,
            stands: ClaimState::Draft,
            claimed: 0,
            agreed: Vec::new(),
            approved: 0,
            decided_at: 0,
            returned_at: 0,
            payment: None,
        });
        Ok(())
    }

    /// A claim is handed in, for the first time or again.
    pub fn submit_claim(&mut self, at: usize) -> Told {
        let today = self.today();
        let asked = &mut self.requests[at];
        let Some(stands) = asked.claim.as_ref().map(|claim| claim.stands) else {
            return Err("not_found");
        };
        unless(
            !matches!(stands, ClaimState::Draft | ClaimState::ActionRequired),
            "wrong_state",
        )?;
        unless(today < asked.ends, "not_yet")?;
        let first = stands == ClaimState::Draft;
        unless(first && today > asked.deadline(), "claim_deadline_passed")?;
        let comes_to = asked.claim.as_ref().map_or(0, |claim| asked.comes_to(claim.cost));
        unless(comes_to < 1, "/lines")?;
        let may = matches!(asked.stands, FundRequestState::Approved | FundRequestState::Executing);
        unless(first && !may, "wrong_state")?;
        asked.stands = FundRequestState::Claimed;
        asked.rejected_at = None;
        if let Some(claim) = &mut asked.claim {
            claim.claimed = comes_to;
            claim.stands = ClaimState::Submitted;
        }
        Ok(())
    }

    /// Somebody of finance decides a claim.
    pub fn decide_claim(&mut self, at: usize, who: usize, verdict: Verdict) -> Told {
        let now = self.now;
        let asked = &mut self.requests[at];
        let Some(claim) = &mut asked.claim else {
            return Err("not_found");
        };
        let approved = verdict.of(claim.claimed);
        unless(matches!(verdict, Verdict::Part(_)) && approved < Some(1), "/minor")?;
        unless(claim.stands != ClaimState::Submitted, "already_decided")?;
        let most = claim.agreed.first().map_or(claim.claimed, |(_, minor)| *minor);
        let Some(part) = approved else {
            claim.agreed.clear();
            if verdict == Verdict::Return {
                claim.stands = ClaimState::ActionRequired;
                claim.returned_at = now;
            } else {
                claim.stands = ClaimState::Rejected;
                asked.stands = FundRequestState::Executing;
                asked.rejected_at = Some(now);
            }
            return Ok(());
        };
        let minor = if verdict == Verdict::Whole { most } else { part };
        unless(claim.agreed.iter().any(|(other, _)| *other == who), "same_approver")?;
        unless(minor > most, "/minor")?;
        claim.agreed.push((who, minor));
        if claim.agreed.len() == 1 && minor > ONE_AGREES_UP_TO[asked.fund] {
            return Ok(());
        }
        claim.approved = minor;
        claim.decided_at = now;
        claim.stands = ClaimState::Approved;
        asked.owed += minor;
        Ok(())
    }

    /// The bank pays a claim.
    pub fn pay(&mut self, at: usize, payment: u128) -> Told {
        let now = self.now;
        let asked = &mut self.requests[at];
        let may = asked
            .claim
            .as_mut()
            .filter(|claim| claim.stands == ClaimState::Approved);
        let Some(claim) = may else {
            return Err("wrong_state");
        };
        unless(now < claim.decided_at + UNDO_SECONDS, "not_due")?;
        claim.stands = ClaimState::Paid;
        claim.payment = Some(payment);
        asked.paid = asked.owed;
        asked.owed = 0;
        self.end(at, FundRequestState::Closed);
        Ok(())
    }

    /// A payment comes back.
    pub fn bounce(&mut self, at: usize, payment: u128) -> Told {
        let asked = &mut self.requests[at];
        let may = asked.claim.as_mut().filter(|claim| claim.stands == ClaimState::Paid);
        let Some(claim) = may else {
            return Err("wrong_state");
        };
        unless(claim.payment != Some(payment), "other_payment")?;
        claim.stands = ClaimState::Approved;
        asked.owed = asked.paid;
        asked.paid = 0;
        asked.stands = FundRequestState::Claimed;
        Ok(())
    }

    /// A period is closed.
    pub fn close(&mut self, fund: usize) -> Told {
        unless(self.pots[fund].closed, "fund_closed")?;
        let (unallocated, available) = (
            self.unallocated(fund),
            [0, 1, 2].map(|partner| self.balance(fund, partner).available),
        );
        let pot = &mut self.pots[fund];
        pot.nobodys = unallocated;
        for (lapsed, available) in pot.lapsed.iter_mut().zip(available) {
            *lapsed += available;
        }
        pot.closed = true;
        for asked in &mut self.requests {
            let waits = matches!(
                asked.stands,
                FundRequestState::Submitted | FundRequestState::ActionRequired
            );
            if asked.fund == fund && waits {
                asked.stands = FundRequestState::Expired;
            }
        }
        Ok(())
    }

    /// Time passes, and what waited for it happens.
    pub fn pass(&mut self, seconds: i64) {
        self.now += seconds;
        let (now, today) = (self.now, self.today());
        let over = |returned_at: i64| now >= returned_at + ANSWER_DAYS * DAY;
        for at in 0..self.requests.len() {
            let asked = &mut self.requests[at];
            if let Some(claim) = &mut asked.claim
                && claim.stands == ClaimState::ActionRequired
                && over(claim.returned_at)
            {
                claim.stands = ClaimState::Rejected;
                asked.stands = FundRequestState::Executing;
                asked.rejected_at = Some(now);
            }
            if asked.stands == FundRequestState::ActionRequired && over(asked.returned_at) {
                asked.stands = FundRequestState::Expired;
            }
            if asked.stands == FundRequestState::Approved && today >= asked.begins {
                asked.stands = FundRequestState::Executing;
            }
            let may_claim = asked.stands == FundRequestState::Executing && today > asked.deadline();
            // A rejection can be taken back for a moment longer.
            let rejected = asked.rejected_at.is_some();
            if may_claim && asked.rejected_at.is_none_or(|at| now >= at + UNDO_SECONDS) {
                let end = if rejected {
                    FundRequestState::Closed
                } else {
                    FundRequestState::Expired
                };
                self.end(at, end);
            }
        }
    }

    /// Whether what was decided at a moment can be taken back.
    pub fn can_take_back(&self, decided_at: i64) -> bool {
        self.now < decided_at + UNDO_SECONDS
    }

    /// A request comes to its end, and what is left of its promise goes back: to the vendor when the fund is closed.
    fn end(&mut self, at: usize, stands: FundRequestState) {
        let asked = &mut self.requests[at];
        let left = asked.reserved();
        asked.back += left;
        asked.stands = stands;
        let pot = &mut self.pots[asked.fund];
        if pot.closed {
            pot.lapsed[asked.partner] += left;
        }
    }
}
