//! The money of a request: asked, approved, and what the fund holds for it, each figure with the way to its entries.

use super::acting::Acting;
use crate::funds::figures::entries_address;
use crate::funds::words::account_name;
use crate::i18n::{self, keys, text_with};
use crate::paths;
use crate::ui::{Card, Data, KeyValue, KeyValues, Money};
use entente_model::funds::ledger::AccountKind;
use entente_model::funds::rate::Converted;
use entente_model::funds::request::FundRequest;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn MoneyCard(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    let request = acting.request;
    let own = Signal::derive(move || request.with(|request| request.fields.currency.clone()));
    let books = Signal::derive(move || request.with(|request| request.summary.fund_currency.clone()));
    let asked = Signal::derive(move || request.with(|request| request.fields.asked.unwrap_or(0)));
    let reserved = Memo::new(move |_| request.with(|request| request.progress.reserved.clone()));
    let fund = Memo::new(move |_| {
        request.with(|request| {
            let name = request.summary.fund_name.clone();
            request.summary.fund_id.map(|id| (id, name))
        })
    });
    let held = Memo::new(move |_| {
        request.with(|request| {
            let holds = request.summary.holds;
            // Before the approval the fund holds nothing for it.
            request.progress.reserved.as_ref().map(|_| {
                [
                    (AccountKind::Reserved, holds.reserved),
                    (AccountKind::Payable, holds.payable),
                    (AccountKind::Paid, holds.paid),
                ]
            })
        })
    });
    let figures = move || {
        let held = held.get()?;
        let lines = held.into_iter().map(|(account, minor)| {
            let href = request.with(|request| statement(request, acting.is_partner(), account));
            let amount = view! { <Money minor=minor currency=books/> };
            let shown = match href {
                Some(href) => view! { <a class="link" href=href>{amount}</a> }.into_any(),
                None => amount.into_any(),
            };
            view! { <KeyValue label=account_name(account)>{shown}</KeyValue> }
        });
        Some(lines.collect_view())
    };
    view! {
        <Card title=keys::FUND_ACTIVITY_PAGE_MONEY>
            <KeyValues>
                {move || fund.get().map(|(id, name)| view! {
                    <KeyValue label=keys::FUND_TITLE><a class="link" href=paths::fund(id)><Data value=name/></a></KeyValue>
                })}
                <KeyValue label=keys::FUND_FACT_ASKED><Money minor=asked currency=own/></KeyValue>
                {move || reserved.get().map(|reserved| approved(reserved, own, books))}
                {figures}
            </KeyValues>
        </Card>
    }
}

/// What was approved; of another currency than the fund's, what it became there and by which rate.
fn approved(reserved: Converted, own: Signal<String>, books: Signal<String>) -> AnyView {
    let Some(origin) = reserved.origin else {
        return view! {
            <KeyValue label=keys::APPROVAL_FUND_APPROVED>
                <span class="strong"><Money minor=reserved.minor currency=books/></span>
            </KeyValue>
        }
        .into_any();
    };
    let minor = reserved.minor;
    let day = origin.rate.from_day;
    let said = move || {
        let amount = i18n::money(minor, &books.get());
        text_with(
            keys::FUND_ACTIVITY_PAGE_CONVERTED,
            &[("amount", &amount), ("day", &i18n::date(day))],
        )
    };
    view! {
        <KeyValue label=keys::APPROVAL_FUND_APPROVED>
            <span>
                <span class="strong"><Money minor=origin.money.minor currency=own/></span>
                <span class="cell-sub">{said}</span>
            </span>
        </KeyValue>
    }
    .into_any()
}

/// Where the entries of an account stand that hold it: the partner's own, or of the partner among all.
fn statement(request: &FundRequest, is_partner: bool, account: AccountKind) -> Option<String> {
    let partner = (!is_partner).then_some(request.summary.partner_id);
    let fund = request.summary.fund_id?;
    Some(entries_address(fund, partner, Some(account)))
}
