//! What of a partner's requests and claims waits for its people: what came back, and what is to be claimed soon.

use super::row::Rows;
use crate::i18n::{self, Key, keys, text_with};
use crate::paths;
use crate::ui::{ButtonSize, Card, Data, Icon, IconName, LinkButton, Money};
use chrono::{DateTime, Local, NaiveDate, Utc};
use entente_model::funds::claim::FundClaimSummary;
use entente_model::funds::request::FundRequestSummary;
use entente_model::home::Home;
use entente_model::money::Money as Amount;
use leptos::prelude::*;

/// Whether nothing of it waits.
pub(super) fn is_calm(home: &Home) -> bool {
    home.returned_requests.is_empty() && home.returned_claims.is_empty() && home.claims_wanted.is_empty()
}

/// The card; nothing while nothing waits.
#[component]
pub(super) fn FundsCard(
    /// What was read.
    home: Signal<Home>,
) -> impl IntoView {
    let calm = Memo::new(move |_| home.with(is_calm));
    let lines = Memo::new(move |_| home.with(lines));
    let all = || view! { <LinkButton label=keys::HOME_FUNDS_ALL href=paths::funds() size=ButtonSize::Small/> };
    move || {
        (!calm.get()).then(|| {
            view! {
                <Card title=keys::HOME_FUNDS text=keys::HOME_FUNDS_TEXT flush=true actions=all>
                    <Rows>{move || lines.get().into_iter().map(row).collect_view()}</Rows>
                </Card>
            }
        })
    }
}

/// A line: what it is about, and until which day something is to be done.
#[derive(Clone, PartialEq)]
struct Line {
    href: String,
    icon: IconName,
    title: String,
    reference: String,
    amount: Option<Amount>,
    until: Option<(Key, NaiveDate)>,
}

fn lines(home: &Home) -> Vec<Line> {
    let claims = home.returned_claims.iter().map(of_returned_claim);
    let requests = home.returned_requests.iter().map(of_returned_request);
    let wanted = home.claims_wanted.iter().map(of_wanted_claim);
    claims.chain(requests).chain(wanted).collect()
}

/// Until which day an answer is due, where the reader is.
fn answer_until(due: Option<DateTime<Utc>>) -> Option<(Key, NaiveDate)> {
    due.map(|due| {
        (
            keys::HOME_FUNDS_ANSWER,
            i18n::last_moment(due).with_timezone(&Local).date_naive(),
        )
    })
}

fn of_returned_claim(claim: &FundClaimSummary) -> Line {
    Line {
        href: paths::fund_claim_edit(claim.id),
        icon: IconName::Undo2,
        title: claim.title.clone(),
        reference: claim.reference.clone(),
        amount: Some(claim.claimed.clone()),
        until: answer_until(claim.due_at),
    }
}

fn of_returned_request(request: &FundRequestSummary) -> Line {
    Line {
        href: paths::fund_request_edit(request.id),
        icon: IconName::Undo2,
        title: request.title.clone(),
        reference: request.reference.clone(),
        amount: request.asked.clone(),
        until: answer_until(request.due_at),
    }
}

fn of_wanted_claim(request: &FundRequestSummary) -> Line {
    let held = request.holds.reserved;
    Line {
        href: paths::fund_request(request.id),
        icon: IconName::BadgeDollarSign,
        title: request.title.clone(),
        reference: request.reference.clone(),
        amount: (held > 0).then(|| Amount::new(held, request.fund_currency.clone())),
        until: request.claim_deadline.map(|day| (keys::HOME_FUNDS_CLAIM, day)),
    }
}

fn row(line: Line) -> AnyView {
    let amount = line
        .amount
        .map(|amount| view! { <Money minor=amount.minor currency=amount.currency/> });
    let until = line
        .until
        .map(|(key, day)| view! { <span class="small">{move || text_with(key, &[("day", &i18n::date(day))])}</span> });
    view! {
        <li>
            <a class="next-row" href=line.href>
                <span class="next-mark"><Icon name=line.icon/></span>
                <span class="next-main">
                    <Data value=line.title class="strong truncate"/>
                    <span class="next-sub" translate="no">{line.reference}</span>
                </span>
                <span class="next-amount">{amount}</span>
                <span class="next-end">{until}</span>
            </a>
        </li>
    }
    .into_any()
}
