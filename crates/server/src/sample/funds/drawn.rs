//! What partners write into requests and claims, and what they ask for.

use super::super::people::Partner;
use super::super::random::Chance;
use super::super::world::World;
use super::plan::{Days, Ending, Plot};
use super::texts;
use chrono::{Duration, NaiveDate};
use entente_model::funds::activity::{ActivityType, CostCategory};
use entente_model::funds::claim::{ClaimDraft, ClaimLine};
use entente_model::funds::fund::Fund;
use entente_model::funds::rate::{convert_on, rate_on};
use entente_model::funds::request::{BudgetLine, FundRequestDraft, FundRequestFacts};
use entente_model::funds::share::per_mille;
use entente_model::money::{Money, minor_digits};
use entente_model::people::Tier;

/// How many of a thousand partners whose money is another one ask in it, when there is a rate.
const OWN_MONEY_PER_MILLE: u32 = 650;

/// What is asked for, and what the activity costs in all.
pub struct Ask {
    /// ISO 4217 code of both.
    pub currency: String,
    /// Whole units of the cost, in twenties.
    units: i64,
    /// The cost, in minor units.
    planned: i64,
    /// What is asked for, in minor units.
    asked: i64,
    /// The same in the fund's currency.
    pub in_fund: i64,
}

impl Ask {
    /// What a partner of its tier would ask for. `None` when the program shares no cost of such an activity with such partners.
    pub fn draw(
        world: &World,
        partner: &Partner,
        plot: Plot,
        (fund_currency, days): (&str, Days),
        chance: &mut Chance,
    ) -> Option<Self> {
        let funds = &world.settings().funds;
        let share = i64::from(funds.share_of(partner.tier));
        let offered = funds.rules_of(plot.activity).is_some_and(|rules| rules.offered);
        if share < 1 || !offered {
            return None;
        }
        let large = plot.ending == Ending::ClaimAgreed;
        let euros = match partner.tier {
            // More than one person alone may agree to.
            _ if large => chance.between(5_700, 6_900),
            Tier::Platinum => chance.between(2_000, 4_700),
            Tier::Gold => chance.between(900, 2_200),
            _ => chance.between(400, 590),
        };
        let (own, per_euro) = world.currency_of(partner.market);
        let dated = rate_on(&funds.rates, own, fund_currency, days.handed_in).is_some();
        let abroad = own != fund_currency && dated && !large && chance.per_mille(OWN_MONEY_PER_MILLE);
        let (currency, per_euro) = if abroad { (own, per_euro) } else { (fund_currency, 1) };
        let units = (euros * per_euro * 1_000 / share / 20 * 20).max(20);
        let planned = units * 10_i64.pow(minor_digits(currency).unwrap_or(2));
        let asked = per_mille(planned, funds.share_of(partner.tier));
        let money = Money::new(asked, currency);
        // A little more, because rates may differ on the day of the approval.
        let in_fund = convert_on(&money, fund_currency, &funds.rates, days.handed_in)?.minor;
        Some(Ask {
            currency: currency.to_owned(),
            units,
            planned,
            asked,
            in_fund: in_fund + in_fund / 20 * i64::from(abroad),
        })
    }
}

/// A request as it is handed in.
pub fn request(
    world: &World,
    partner: &Partner,
    fund: &Fund,
    (plot, days): (Plot, Days),
    (title, ask): (&str, Ask),
    chance: &mut Chance,
) -> FundRequestDraft {
    let kind = texts::of(plot.activity);
    let rules = world.settings().funds.rules_of(plot.activity);
    let eligible = rules.map_or(&[] as &[CostCategory], |rules| rules.eligible.as_slice());
    let shares: &[i64] = match eligible.len() {
        0 | 1 => &[20],
        2 => &[14, 6],
        _ => &[10, 6, 4],
    };
    let minor = ask.planned / ask.units;
    let lines = eligible.iter().zip(shares).map(|(category, share)| BudgetLine {
        category: Some(*category),
        description: texts::cost(*category).to_owned(),
        minor: ask.units / 20 * share * minor,
    });
    let named = if plot.activity == ActivityType::AccountEvent {
        chance.between(4, 7)
    } else {
        chance.between(0, 3)
    };
    let mut accounts: Vec<String> = Vec::new();
    for _ in 0..named {
        let name = partner.market.company(chance, true).display_name;
        if !name.is_empty() && !accounts.contains(&name) {
            accounts.push(name);
        }
    }
    let pipeline = ask.asked / 1_000 * chance.between(kind.pipeline * 7 / 10, kind.pipeline * 12 / 10);
    FundRequestDraft {
        fund_id: Some(fund.id),
        activity: Some(plot.activity),
        title: title.to_owned(),
        starts_on: Some(days.starts_on),
        ends_on: Some(days.ends_on),
        audience: chance.pick(kind.audiences).to_owned(),
        plan: chance.pick(kind.plans).to_owned(),
        lines: lines.collect(),
        asked: Some(ask.asked),
        expected_leads: u32::try_from(leads(ask.in_fund, kind.per_lead, chance)).ok(),
        expected_pipeline: Some(Money::new(pipeline.max(1), ask.currency.as_str())),
        lead_definition: kind.lead.to_owned(),
        target_accounts: accounts,
        currency: ask.currency,
        ..FundRequestDraft::default()
    }
}

/// Takes away what somebody has not written yet.
pub fn leave_unfinished(fields: &mut FundRequestDraft, chance: &mut Chance) {
    fields.lead_definition = String::new();
    fields.expected_pipeline = None;
    if chance.per_mille(500) {
        fields.expected_leads = None;
        fields.lines.truncate(1);
        fields.asked = None;
    }
}

/// What a claim says that an activity cost and brought: invoices from its last days, a little below or above the plan, and results that
/// fit its kind.
pub fn claim(
    request: &FundRequestDraft,
    facts: &FundRequestFacts,
    (number, handed_in): (u64, NaiveDate),
    chance: &mut Chance,
) -> ClaimDraft {
    let kind = request.activity.map(texts::of);
    let suppliers = kind.map_or(&[] as &[&str], |kind| kind.suppliers);
    let approved_on = facts.progress.approved_on.unwrap_or(handed_in);
    let ends_on = request.ends_on.unwrap_or(handed_in);
    let mut lines = Vec::new();
    for (at, line) in (0..).zip(&request.lines) {
        let day = ends_on + Duration::days(chance.between(-2, 3));
        let invoiced_on = day.max(approved_on).min(handed_in);
        lines.push(ClaimLine {
            line: Some(at),
            invoice_number: format!(
                "{}-{:04}",
                invoiced_on.format("%Y"),
                1_000 + number * 10 + u64::from(at)
            ),
            supplier: suppliers
                .get(at as usize % suppliers.len().max(1))
                .copied()
                .unwrap_or("Agentur")
                .to_owned(),
            invoiced_on: Some(invoiced_on),
            minor: (line.minor / 1_000 * chance.between(965, 1_020)).max(1),
        });
    }
    let approved = facts.progress.approved_minor();
    let share = |chance: &mut Chance, whole: i64, least: i64, most: i64| whole / 1_000 * chance.between(least, most);
    let (returned, per_lead, lessons) = kind.map_or((2_000, 50, &[] as &[&str]), |kind| {
        (kind.pipeline, kind.per_lead, kind.lessons)
    });
    let pipeline = share(chance, approved, returned * 85 / 100, returned * 115 / 100);
    let won = share(chance, pipeline, 120, 340);
    let currency = request.currency.as_str();
    ClaimDraft {
        lines,
        leads: u32::try_from(leads(facts.progress.reserved_minor(), per_lead, chance)).ok(),
        pipeline: Some(Money::new(pipeline, currency)),
        won: (won > 0 && chance.per_mille(700)).then(|| Money::new(won, currency)),
        lessons: chance.pick(lessons).to_owned(),
    }
}

/// How many leads an amount of the fund's money brings, at so many units each.
fn leads(minor: i64, per_lead: i64, chance: &mut Chance) -> i64 {
    let expected = minor / 100 / per_lead.max(1);
    (expected * chance.between(75, 130) / 100).max(1)
}
