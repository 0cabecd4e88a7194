//! What the report groups by and is narrowed to. The address holds it.

use super::words::grouping_name;
use crate::api::{funds, use_read};
use crate::funds::request_words::activity_name;
use crate::i18n::{self, keys, t, text, text_with};
use crate::lists::OneOf;
use crate::paths::{AddressState, FundReturnsQuery};
use crate::session::use_session;
use crate::ui::{Choice, DateInput, Field, FilterChip, RadioGroup, RadioLayout};
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::ReturnGrouping;
use leptos::prelude::*;

/// Funds that can be chosen: as many as a page of them holds.
const FUNDS: u32 = 100;

/// What activities are grouped by.
#[component]
pub(super) fn Grouping(
    /// The report's state.
    address: AddressState<FundReturnsQuery>,
) -> impl IntoView {
    let by = Memo::new(move |_| address.get().by);
    let chosen = RwSignal::new(by.get_untracked().as_str().to_owned());
    Effect::new(move |_| {
        let now = by.get().as_str();
        if chosen.with_untracked(|chosen| chosen != now) {
            chosen.set(now.to_owned());
        }
    });
    let tell = move |word: &String, _: Option<&String>, _: Option<()>| {
        if let Some(word) = ReturnGrouping::parse(word).filter(|word| *word != by.get_untracked()) {
            address.update(|query| query.by = word);
        }
    };
    Effect::watch(move || chosen.get(), tell, false);
    let choices = || {
        ReturnGrouping::ALL
            .iter()
            .map(|by| Choice::new(by.as_str(), text(grouping_name(*by))))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="value-grouping">
            <Field label=keys::RETURNS_BY group=true>
                <RadioGroup value=chosen choices=Signal::derive(choices) layout=RadioLayout::Inline/>
            </Field>
        </div>
    }
}

/// What the report is narrowed to, and its currency.
#[component]
pub(super) fn Filters(
    /// The report's state.
    address: AddressState<FundReturnsQuery>,
) -> impl IntoView {
    let known = use_read(|| funds::list(FUNDS, None));
    let of_funds = move || {
        let page = known.get();
        let funds = page.map(|page| page.items).unwrap_or_default();
        funds
            .into_iter()
            .map(|fund| Choice::data(fund.id.to_string(), fund.name))
            .collect::<Vec<_>>()
    };
    let of_activities = || {
        ActivityType::ALL
            .iter()
            .map(|activity| Choice::new(activity.as_str(), text(activity_name(*activity))))
            .collect::<Vec<_>>()
    };
    let session = use_session();
    let of_currencies = move || {
        let session = session.get();
        let codes = session.iter().flat_map(|session| session.program.currencies.clone());
        codes
            .map(|code| Choice::data(code.clone(), code.clone()).with_hint(i18n::currency_name(&code)))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="filter-bar" role="group" aria-label=t(keys::KIT_CHOICES)>
            <OneOf
                label=keys::FUND_TITLE
                choices=of_funds
                read=move || address.get().fund.map(|fund| fund.to_string()).unwrap_or_default()
                write=move |id: String| address.update(|query| query.fund = id.parse().ok())
            />
            <OneOf
                label=keys::FUND_FACT_ACTIVITY
                choices=of_activities
                read=move || address.get().activity.map(|activity| activity.as_str().to_owned()).unwrap_or_default()
                write=move |word: String| address.update(|query| query.activity = ActivityType::parse(&word))
            />
            <Days address=address/>
            <OneOf
                label=keys::KIT_MONEY_CURRENCY
                choices=of_currencies
                read=move || address.get().currency
                write=move |code: String| address.update(|query| query.currency = code)
            />
        </div>
    }
}

/// The days on which activities begin.
#[component]
fn Days(address: AddressState<FundReturnsQuery>) -> impl IntoView {
    let from = bound(
        Memo::new(move |_| address.get().from),
        Callback::new(move |(day,)| address.update(|query| query.from = day)),
    );
    let to = bound(
        Memo::new(move |_| address.get().to),
        Callback::new(move |(day,)| address.update(|query| query.to = day)),
    );
    let value = move || {
        let query = address.get();
        match (query.from.map(i18n::date), query.to.map(i18n::date)) {
            (Some(first), Some(last)) => Some(text_with(
                keys::FUND_FACT_FROM_TO,
                &[("first", &first), ("last", &last)],
            )),
            (Some(day), None) => Some(text_with(keys::RETURNS_FROM_DAY, &[("day", &day)])),
            (None, Some(day)) => Some(text_with(keys::RETURNS_TO_DAY, &[("day", &day)])),
            (None, None) => None,
        }
    };
    let clear = move |()| address.update(|query| (query.from, query.to) = (None, None));
    view! {
        <FilterChip label=keys::RETURNS_DAYS value=Signal::derive(value) on_clear=Callback::new(clear)>
            <Field label=keys::RETURNS_FROM optional=true class="filter-field"><DateInput value=from/></Field>
            <Field label=keys::RETURNS_TO optional=true class="filter-field"><DateInput value=to/></Field>
        </FilterChip>
    }
}

/// The text of a date field that is kept in step with the address: a day that is not whole yet is not written there.
fn bound(now: Memo<Option<NaiveDate>>, write: Callback<(Option<NaiveDate>,)>) -> RwSignal<String> {
    let written = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let typed = RwSignal::new(written(now.get_untracked()));
    Effect::new(move |_| {
        let day = now.get();
        if typed.with_untracked(|typed| typed.parse::<NaiveDate>().ok() != day) {
            typed.set(written(day));
        }
    });
    let tell = move |text: &String, _: Option<&String>, _: Option<()>| {
        let day = text.parse::<NaiveDate>().ok();
        if day != now.get_untracked() && (day.is_some() || text.is_empty()) {
            write.run((day,));
        }
    };
    Effect::watch(move || typed.get(), tell, false);
    typed
}
