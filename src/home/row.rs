//! A line of the home page, and a figure that leads to its list.

use crate::i18n::{self, keys, t, text_with};
use crate::ui::{Data, Icon, IconName, Money, Time, Tone, now};
use chrono::{DateTime, Duration, Utc};
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

/// How soon something is due, as a sentence with a tone that says whether it presses.
pub(super) fn due(at: DateTime<Utc>) -> impl IntoView {
    let left = move || at - now();
    let tone = move || match left() {
        left if left <= Duration::zero() => Tone::Danger,
        left if left < Duration::hours(48) => Tone::Warning,
        _ => Tone::Neutral,
    };
    let said = move || {
        let key = if left() <= Duration::zero() {
            keys::HOME_OVERDUE
        } else {
            keys::HOME_DUE
        };
        text_with(key, &[("time", &i18n::duration(left().num_seconds()))])
    };
    view! {
        <span class="next-due" data-tone=move || tone().name() title=move || i18n::date_time_full(at) translate="no">
            <Icon name=IconName::Clock size=crate::ui::IconSize::Small/>
            <span translate="yes">{said}</span>
        </span>
    }
}

/// A deal as a line: the customer, what it is about, and what is due.
pub(super) fn deal_row(
    deal: &DealSummary,
    href: String,
    due_at: Option<DateTime<Utc>>,
    icon: Option<IconName>,
) -> AnyView {
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
    let end = match due_at {
        Some(at) => due(at).into_any(),
        None => view! { <span class="faint small"><Time value=deal.updated_at/></span> }.into_any(),
    };
    view! {
        <li>
            <a class="next-row" href=href>
                {icon.map(|name| view! { <span class="next-mark"><Icon name=name/></span> })}
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
