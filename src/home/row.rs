//! A line of the home page, and a figure that leads to its list.

use crate::deals::clock::deal_clock;
use crate::i18n::{self, keys, t};
use crate::ui::{Data, Icon, IconName, Money, Time};
use entente_model::deals::DealSummary;
use leptos::prelude::*;

/// A list of lines.
#[component]
pub(super) fn Rows(
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! { <ul class="next-rows">{children()}</ul> }
}

/// How many, with a name, leading to the list of them.
#[component]
pub(super) fn Figure(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// How many.
    #[prop(into)]
    value: Signal<u64>,
    /// The list of them.
    href: String,
) -> impl IntoView {
    view! {
        <a class="figure" href=href>
            <span class="figure-label">{label}</span>
            <span class="figure-value number" translate="no">{move || i18n::integer(i64::try_from(value.get()).unwrap_or(i64::MAX))}</span>
        </a>
    }
}

/// A deal as a line: the customer, what it is about, and its clock; without one, how long ago it was touched.
pub(super) fn deal_row(deal: &DealSummary, href: String, icon: IconName) -> AnyView {
    let customer = deal.customer_name.clone();
    let name = if customer.is_empty() {
        view! { <span class="muted">{t(keys::HOME_UNTITLED)}</span> }.into_any()
    } else {
        view! { <Data value=customer class="strong truncate"/> }.into_any()
    };
    let amount = deal
        .value
        .clone()
        .map(|value| view! { <Money minor=value.minor currency=value.currency/> });
    let end = deal_clock(deal)
        .unwrap_or_else(|| view! { <span class="faint small"><Time value=deal.updated_at/></span> }.into_any());
    view! {
        <li>
            <a class="next-row" href=href>
                <span class="next-mark"><Icon name=icon/></span>
                <span class="next-main">
                    {name}
                    <span class="next-sub" translate="no">{deal.reference.clone()}</span>
                </span>
                <span class="next-amount">{amount}</span>
                <span class="next-end">{end}</span>
            </a>
        </li>
    }
    .into_any()
}
