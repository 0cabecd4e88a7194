//! What tests of requests and claims begin with: settings, a fund, a request that holds, and the days of its story.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entente_model::approvals::{Decision, RejectReason, ReturnReason};
use entente_model::funds::FundActor;
use entente_model::funds::activity::{ActivityRun, ActivityType, CostCategory};
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::rate::{ExchangeRate, RATE_SCALE};
use entente_model::funds::request::{BudgetLine, FundRequestDraft, PlannedActivity, RequestRules};
use entente_model::ids::{FundId, PartnerId, UserId};
use entente_model::money::Money;
use entente_model::people::Tier;
use entente_model::settings::{FundSettings, ProgramSettings};
use uuid::Uuid;

pub fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().expect("a time")
}

pub fn after(days: i64) -> DateTime<Utc> {
    start() + TimeDelta::days(days)
}

/// The day so many days after the story begins.
pub fn day(days: i64) -> NaiveDate {
    after(days).date_naive()
}

pub fn person(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

pub fn partner_id() -> PartnerId {
    PartnerId(Uuid::from_u128(1))
}

/// The person of the partner who asks and claims.
pub fn partner() -> FundActor {
    FundActor::Partner(person(1))
}

/// People of the vendor; the first of them is 10.
pub fn vendor(number: u128) -> FundActor {
    FundActor::Vendor(person(10 + number))
}

/// The initial settings, with a rate of 0.92 EUR for a USD.
pub fn settings() -> FundSettings {
    FundSettings {
        rates: vec![ExchangeRate {
            from: "USD".to_owned(),
            to: "EUR".to_owned(),
            rate: RATE_SCALE / 100 * 92,
            from_day: day(-30),
        }],
        ..FundSettings::initial()
    }
}

pub fn fund() -> Fund {
    Fund {
        id: FundId(Uuid::from_u128(5)),
        name: "Growth EMEA, first half of 2026".to_owned(),
        currency: "EUR".to_owned(),
        starts_on: "2026-01-01".parse().expect("a day"),
        ends_on: "2026-06-30".parse().expect("a day"),
        state: FundState::Open,
        closed_at: None,
        balance: None,
        totals: None,
        expiring: None,
        rule: None,
        version: 1,
    }
}

fn line(category: CostCategory, description: &str, minor: i64) -> BudgetLine {
    BudgetLine {
        category: Some(category),
        description: description.to_owned(),
        minor,
    }
}

/// A field event from day 20 to day 21 that costs 12,000.00 EUR, of which half is asked for.
pub fn draft() -> FundRequestDraft {
    FundRequestDraft {
        fund_id: Some(fund().id),
        activity: Some(ActivityType::FieldEvent),
        title: "Plant tour with dinner".to_owned(),
        starts_on: Some(day(20)),
        ends_on: Some(day(21)),
        audience: "Heads of production in the south".to_owned(),
        plan: "A tour of the plant, two talks, dinner.".to_owned(),
        currency: "EUR".to_owned(),
        lines: vec![
            line(CostCategory::Venue, "Hall", 700_000),
            line(CostCategory::Catering, "Dinner for 60", 500_000),
        ],
        asked: Some(600_000),
        expected_leads: Some(25),
        expected_pipeline: Some(Money::new(20_000_000, "EUR")),
        lead_definition: "Has a plant and a budget this year".to_owned(),
        target_accounts: vec!["Blauwerk GmbH".to_owned(), "Kärcher & Söhne".to_owned()],
        run: ActivityRun::Partner {},
    }
}

/// What a draft is checked against on a day.
pub fn rules<'a>(
    program: &'a ProgramSettings,
    fund: &'a Fund,
    today: NaiveDate,
    others: &'a [PlannedActivity],
) -> RequestRules<'a> {
    RequestRules {
        settings: &program.funds,
        currencies: &program.currencies,
        partner_id: partner_id(),
        tier: Tier::Gold,
        today,
        handed_in_on: None,
        fund: Some(fund),
        available: Some(1_000_000),
        others,
    }
}

/// The initial program with the settings of these tests.
pub fn program() -> ProgramSettings {
    ProgramSettings {
        funds: settings(),
        ..ProgramSettings::initial()
    }
}

pub fn approve() -> Decision {
    Decision::Approve { message: String::new() }
}

pub fn approve_part(minor: i64) -> Decision {
    Decision::ApprovePart {
        minor,
        message: "Less than you asked for".to_owned(),
    }
}

pub fn give_back() -> Decision {
    Decision::Return {
        reasons: vec![ReturnReason::ProofWanted],
        message: String::new(),
    }
}

pub fn reject() -> Decision {
    Decision::Reject {
        reasons: vec![RejectReason::NotEligible],
        message: String::new(),
    }
}
