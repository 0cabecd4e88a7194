//! What somebody tries, whether or not it can be.

use super::naive::{CURRENCIES, LEAD_DAYS, PARTNERS, Verdict};
use entente_model::funds::fund::BookingKind;
use entente_model::funds::ledger::MAX_FUND_MINOR;
use proptest::prelude::*;

/// A step of a story. Requests are counted around: there may be fewer than the number says, or none.
#[derive(Clone, Debug)]
pub enum Step {
    /// A person books something.
    Book {
        kind: BookingKind,
        fund: usize,
        partner: usize,
        minor: i64,
    },
    /// A partner writes a request and hands it in.
    Ask(Ask),
    /// It hands in a draft, or a returned request again.
    Submit(usize),
    /// A request is decided.
    Decide(usize, Verdict),
    /// Its partner takes it back.
    Withdraw(usize),
    /// A claim is begun for what the activity cost, in thousandths of the plan, or the one that was begun is handed in.
    Claim(usize, i64),
    /// One of three of finance decides its claim.
    DecideClaim(usize, usize, Verdict),
    /// The bank pays it.
    Pay(usize, u128),
    /// A payment comes back.
    Bounce(usize, u128),
    /// Who decided last takes it back.
    Undo,
    /// Days pass, at least one.
    Days(i64),
    /// The seconds pass in which a decision can be taken back.
    Seconds,
    /// A period is closed.
    Close(usize),
    /// What was sent last is sent again with its key; or something else with that key.
    Again { same: bool },
    /// A request is withdrawn by who has read an older version of it.
    Stale(usize),
    /// What may well happen next to a request.
    Onward { request: usize, choice: usize },
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Ask {
    pub fund: usize,
    pub partner: usize,
    /// Of its amounts.
    pub currency: usize,
    pub planned: i64,
    /// In thousandths of the plan.
    pub asked: i64,
    /// Days until it begins, and how long it lasts after the first day.
    pub begins_in: i64,
    pub lasts: i64,
}

/// A step of a story that one tells: mostly what is likely, so that stories go somewhere; now and then anything.
pub fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        // The simplest first: a story that fails is told with these in place of others, if it fails still.
        2 => booking(),
        4 => ask().prop_map(Step::Ask),
        3 => of_request(),
        3 => of_claim(),
        1 => money(),
        2 => Just(Step::Undo),
        1 => (1_i64..70).prop_map(Step::Days),
        1 => (0..CURRENCIES.len()).prop_map(Step::Close),
        2 => any::<bool>().prop_map(|same| Step::Again { same }),
        1 => request().prop_map(Step::Stale),
        22 => (request(), 0_usize..60).prop_map(|(request, choice)| Step::Onward { request, choice }),
    ]
}

fn request() -> impl Strategy<Value = usize> + Clone {
    0_usize..12
}

pub fn booking() -> impl Strategy<Value = Step> {
    let minor = prop_oneof![
        20 => 1_i64..2_000_000,
        1 => Just(0),
        1 => Just(MAX_FUND_MINOR),
    ];
    let kind = prop::sample::select(BookingKind::ALL);
    (kind, 0..CURRENCIES.len(), 0..PARTNERS, minor).prop_map(|(kind, fund, partner, minor)| Step::Book {
        kind,
        fund,
        partner,
        minor,
    })
}

pub fn ask() -> impl Strategy<Value = Ask> {
    let of = (0..CURRENCIES.len(), 0..PARTNERS, 0..CURRENCIES.len());
    let amounts = (1_i64..3_000_000, prop_oneof![9 => 1_i64..=500, 1 => 0_i64..520]);
    let days = (LEAD_DAYS - 1..LEAD_DAYS + 15, 0_i64..4);
    (of, amounts, days).prop_map(
        |((fund, partner, currency), (planned, asked), (begins_in, lasts))| Ask {
            fund,
            partner,
            currency,
            planned,
            asked,
            begins_in,
            lasts,
        },
    )
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        4 => Just(Verdict::Whole),
        3 => (0_i64..1_100).prop_map(Verdict::Part),
        1 => Just(Verdict::Return),
        1 => Just(Verdict::Reject),
    ]
}

pub fn of_request() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => request().prop_map(Step::Submit),
        4 => (request(), verdict()).prop_map(|(request, verdict)| Step::Decide(request, verdict)),
        1 => request().prop_map(Step::Withdraw),
    ]
}

pub fn of_claim() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (request(), 0_i64..1_100).prop_map(|(request, cost)| Step::Claim(request, cost)),
        4 => (request(), 0_usize..3, verdict())
            .prop_map(|(request, who, verdict)| Step::DecideClaim(request, who, verdict)),
    ]
}

pub fn money() -> impl Strategy<Value = Step> {
    let payment = 0_u128..2;
    prop_oneof![
        2 => (request(), payment.clone()).prop_map(|(request, payment)| Step::Pay(request, payment)),
        1 => (request(), payment).prop_map(|(request, payment)| Step::Bounce(request, payment)),
    ]
}
