//! What partners write into requests and claims as people read it: for the page of an item, and two versions side by side.

use super::request_words::{activity_name, cost_name};
use crate::deals::facts::{Fact, money};
use crate::i18n::{self, Key, keys, text, text_with};
use entente_model::funds::claim::ClaimDraft;
use entente_model::funds::request::{BudgetLine, FundRequestDraft};
use entente_model::money::Money;

fn line(label: Key, pointer: &'static str, value: String) -> Fact {
    Fact {
        label,
        pointer,
        value,
        is_long: false,
    }
}

fn long(label: Key, pointer: &'static str, value: &str) -> Fact {
    Fact {
        is_long: true,
        ..line(label, pointer, value.to_owned())
    }
}

/// What an activity is; followed by language when called inside a reactive closure.
pub fn activity_facts(fields: &FundRequestDraft) -> Vec<Fact> {
    let activity = fields.activity.map(|activity| text(activity_name(activity)));
    vec![
        line(keys::FUND_FACT_ACTIVITY, "/activity", activity.unwrap_or_default()),
        line(keys::FUND_FACT_TITLE, "/title", fields.title.clone()),
        line(keys::FUND_FACT_DAYS, "/starts_on", days(fields)),
        long(keys::FUND_FACT_AUDIENCE, "/audience", &fields.audience),
        long(keys::FUND_FACT_PLAN, "/plan", &fields.plan),
    ]
}

/// What is expected of it; followed by language when called inside a reactive closure.
pub fn goal_facts(fields: &FundRequestDraft) -> Vec<Fact> {
    let leads = fields.expected_leads.map(|leads| i18n::integer(i64::from(leads)));
    let pipeline = fields.expected_pipeline.as_ref().map(money);
    vec![
        line(
            keys::FUND_FACT_EXPECTED_LEADS,
            "/expected_leads",
            leads.unwrap_or_default(),
        ),
        line(
            keys::FUND_FACT_EXPECTED_PIPELINE,
            "/expected_pipeline",
            pipeline.unwrap_or_default(),
        ),
        long(
            keys::FUND_FACT_LEAD_DEFINITION,
            "/lead_definition",
            &fields.lead_definition,
        ),
        line(
            keys::FUND_FACT_ACCOUNTS,
            "/target_accounts",
            i18n::list(&fields.target_accounts),
        ),
    ]
}

/// All of a request, one line a field; followed by language when called inside a reactive closure.
pub fn request_facts(fields: &FundRequestDraft) -> Vec<Fact> {
    let in_own = |minor: i64| i18n::money(minor, &fields.currency);
    let costs: Vec<String> = fields
        .lines
        .iter()
        .map(|cost| together(&[&budget_line(cost), &in_own(cost.minor)]))
        .collect();
    let mut facts = activity_facts(fields);
    facts.extend([
        line(keys::FUND_FACT_COSTS, "/lines", i18n::list(&costs)),
        line(
            keys::FUND_FACT_ASKED,
            "/asked",
            fields.asked.map(in_own).unwrap_or_default(),
        ),
    ]);
    facts.extend(goal_facts(fields));
    facts
}

/// What came of an activity, beside what was expected; followed by language when called inside a reactive closure.
pub fn result_facts(fields: &ClaimDraft, request: &FundRequestDraft) -> Vec<Fact> {
    let count = |leads: u32| i18n::integer(i64::from(leads));
    let leads = beside(fields.leads.map(count), request.expected_leads.map(count));
    let pipeline = beside(
        fields.pipeline.as_ref().map(money),
        request.expected_pipeline.as_ref().map(money),
    );
    vec![
        line(keys::FUND_FACT_LEADS, "/leads", leads),
        line(keys::FUND_FACT_PIPELINE, "/pipeline", pipeline),
        line(
            keys::FUND_FACT_WON,
            "/won",
            fields.won.as_ref().map(money).unwrap_or_default(),
        ),
        long(keys::FUND_FACT_LESSONS, "/lessons", &fields.lessons),
    ]
}

/// All of a claim, one line a field; followed by language when called inside a reactive closure.
pub fn claim_facts(fields: &ClaimDraft, request: &FundRequestDraft) -> Vec<Fact> {
    let invoices = fields.lines.iter().map(|cost| {
        let day = cost.invoiced_on.map(i18n::date).unwrap_or_default();
        let amount = money(&Money::new(cost.minor, request.currency.as_str()));
        let planned = cost.line.and_then(|at| request.lines.get(at as usize));
        let planned = planned.map(budget_line).unwrap_or_default();
        together(&[&planned, &cost.invoice_number, &cost.supplier, &day, &amount])
    });
    let invoices: Vec<String> = invoices.collect();
    let mut facts = vec![line(keys::FUND_FACT_COSTS, "/lines", i18n::list(&invoices))];
    facts.extend(result_facts(fields, request));
    facts
}

/// First and last day of an activity; one day stands alone.
pub fn days(fields: &FundRequestDraft) -> String {
    match (fields.starts_on, fields.ends_on) {
        (Some(first), Some(last)) if first != last => text_with(
            keys::FUND_FACT_FROM_TO,
            &[("first", &i18n::date(first)), ("last", &i18n::date(last))],
        ),
        (Some(day), _) | (None, Some(day)) => i18n::date(day),
        (None, None) => String::new(),
    }
}

/// A planned cost: its category, and what the partner says of it.
pub fn budget_line(cost: &BudgetLine) -> String {
    let category = cost.category.map(|category| text(cost_name(category)));
    together(&[&category.unwrap_or_default(), &cost.description])
}

/// Parts of a line, without those that say nothing.
fn together(parts: &[&str]) -> String {
    let said = parts.iter().copied().filter(|part| !part.trim().is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// A result beside what was expected.
fn beside(result: Option<String>, expected: Option<String>) -> String {
    match (result, expected) {
        (Some(result), Some(expected)) => text_with(
            keys::FUND_FACT_OF_EXPECTED,
            &[("result", &result), ("expected", &expected)],
        ),
        (Some(result), None) => result,
        (None, _) => String::new(),
    }
}
