//! What a row of the list shows.

use crate::approvals::due::DueClock;
use crate::funds::request_words::{FundRequestStateBadge, activity_name};
use crate::i18n::{Key, keys, t, text};
use crate::lists::{name_or, no_value};
use crate::paths;
use crate::ui::{Column, Data, DateText, Money, TableRow, Time};
use chrono::TimeDelta;
use entente_model::funds::request::{FundRequestState, FundRequestSummary};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Usual days of the clocks, which a row does not tell: for a decision, and for an answer.
const DECISION: i64 = 7;
const ANSWER: i64 = 14;

/// The columns; people of the vendor see whose request it is.
pub fn columns(with_partner: bool) -> Vec<Column> {
    let mut columns = vec![Column::new("title", keys::FUND_FACT_ACTIVITY)];
    if with_partner {
        columns.push(Column::new("partner", keys::DEALS_COLUMN_PARTNER));
    }
    columns.extend([
        Column::new("state", keys::DEALS_COLUMN_STATE),
        Column::new("fund", keys::FUND_TITLE).spare(),
        Column::new("asked", keys::FUND_FACT_ASKED).sortable().numeric(),
        Column::new("starts", keys::FUND_FACT_DAYS).sortable(),
        Column::new("deadline", keys::REQUESTS_COLUMN_DUE).sortable(),
        Column::new("updated", keys::DEALS_COLUMN_UPDATED).sortable(),
    ]);
    columns
}

/// A request as a row; a draft leads to its form.
pub fn row(request: &FundRequestSummary, with_partner: bool) -> TableRow {
    let href = if request.state == FundRequestState::Draft {
        paths::fund_request_edit(request.id)
    } else {
        paths::fund_request(request.id)
    };
    let name = if request.title.is_empty() {
        text(keys::REQUESTS_UNNAMED)
    } else {
        request.title.clone()
    };
    let stamp = stamp(request);
    let request = request.clone();
    TableRow::new(request.id.to_string(), stamp, name, move || {
        cells(&request, with_partner)
    })
    .with_href(href)
}

/// Changes with the request, and when its claim comes back or is answered.
fn stamp(request: &FundRequestSummary) -> u64 {
    let mut hasher = DefaultHasher::new();
    (request.version, request.claim_answer_due).hash(&mut hasher);
    hasher.finish()
}

fn cells(request: &FundRequestSummary, with_partner: bool) -> Vec<AnyView> {
    let mut cells = vec![activity(request)];
    if with_partner {
        cells.push(view! { <Data value=request.partner_name.clone()/> }.into_any());
    }
    cells.extend([
        view! { <FundRequestStateBadge state=request.state/> }.into_any(),
        fund(request),
        request.asked.as_ref().map_or_else(no_value, |asked| {
            view! { <Money minor=asked.minor currency=asked.currency.clone()/> }.into_any()
        }),
        days(request),
        due(request).unwrap_or_else(no_value),
        view! { <span class="muted"><Time value=request.updated_at/></span> }.into_any(),
    ]);
    cells
}

fn activity(request: &FundRequestSummary) -> AnyView {
    let name = name_or(&request.title, keys::REQUESTS_UNNAMED);
    let kind = request
        .activity
        .map(|activity| view! { <span class="truncate">{t(activity_name(activity))}</span> });
    let reference = request.reference.clone();
    view! {
        {name}
        <span class="cell-sub deal-identity">
            {kind}
            <span class="deal-reference" translate="no">{reference}</span>
        </span>
    }
    .into_any()
}

fn fund(request: &FundRequestSummary) -> AnyView {
    if request.fund_name.is_empty() {
        return no_value();
    }
    view! { <Data value=request.fund_name.clone()/> }.into_any()
}

fn days(request: &FundRequestSummary) -> AnyView {
    match (request.starts_on, request.ends_on) {
        (Some(first), Some(last)) if first != last => view! {
            <span class="fund-period"><DateText value=first/> " – " <DateText value=last/></span>
        }
        .into_any(),
        (Some(day), _) | (None, Some(day)) => view! { <DateText value=day/> }.into_any(),
        (None, None) => no_value(),
    }
}

/// What is awaited next: a decision, an answer, or a claim.
fn due(request: &FundRequestSummary) -> Option<AnyView> {
    if let Some(deadline) = request.claim_deadline.filter(|_| request.state.is_claimable()) {
        let day = view! { <DateText value=deadline/> }.into_any();
        return Some(with_word(day, keys::REQUESTS_DUE_CLAIM));
    }
    let (label, days, ends) = match request.state {
        FundRequestState::Submitted => (keys::REQUESTS_DUE_DECISION, DECISION, request.due_at?),
        FundRequestState::ActionRequired => (keys::REQUESTS_DUE_ANSWER, ANSWER, request.due_at?),
        _ => (keys::REQUESTS_DUE_CLAIM_ANSWER, ANSWER, request.claim_answer_due?),
    };
    let starts = ends - TimeDelta::days(days);
    let clock = view! { <DueClock starts=starts ends=ends/> }.into_any();
    Some(with_word(clock, label))
}

fn with_word(what: AnyView, word: Key) -> AnyView {
    view! {
        <div class="deal-clock">
            {what}
            <span class="cell-sub">{t(word)}</span>
        </div>
    }
    .into_any()
}
