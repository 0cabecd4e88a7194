//! The filters over the list. What they are set to lives in the address.

use crate::api::{funds, use_read};
use crate::forms::PartnerChoice;
use crate::funds::request_words::{activity_name, request_state_name};
use crate::i18n::{self, keys, text};
use crate::lists::OneOf;
use crate::paths::{AddressState, FundRequestsQuery};
use crate::session::use_session;
use crate::ui::{Choice, Field, FilterBar, FilterChip, FilterChoices};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::fund::Fund;
use entente_model::funds::request::FundRequestState;
use entente_model::page::{MAX_LIMIT, Page};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;

/// Search and filters.
#[component]
pub fn RequestFilters(
    /// What is typed into the search.
    search: RwSignal<String>,
    /// The list's state.
    address: AddressState<FundRequestsQuery>,
    /// Clears search and filters.
    on_clear: Callback<()>,
) -> impl IntoView {
    let session = use_session().get_untracked();
    let role = session.map(|session| session.user.role);
    let is_vendor = role.is_some_and(|role| role.side() == Side::Vendor);
    let sees_partners = is_vendor && role.is_some_and(|role| role.may(Permission::ReadPartners));
    let query = address.query();
    let filtered = Signal::derive(move || {
        query.with(|query| {
            let filters = FundRequestsQuery {
                search: String::new(),
                ..query.clone()
            };
            filters.is_filtered()
        })
    });
    view! {
        <FilterBar search=search search_label=keys::REQUESTS_SEARCH filtered=filtered on_clear=on_clear>
            <StateFilter address=address is_vendor=is_vendor/>
            <ActivityFilter address=address/>
            <FundFilter address=address/>
            {sees_partners.then(|| view! { <PartnerFilter address=address/> })}
        </FilterBar>
    }
}

#[component]
fn StateFilter(address: AddressState<FundRequestsQuery>, is_vendor: bool) -> impl IntoView {
    let choices = move || {
        // Drafts are their partner's alone.
        let offered = FundRequestState::ALL.iter().copied();
        let offered = offered.filter(|state| !(is_vendor && *state == FundRequestState::Draft));
        offered
            .map(|state| Choice::new(state.as_str(), text(request_state_name(state))))
            .collect::<Vec<_>>()
    };
    let selected = move || {
        let states = address.get().states.into_iter();
        states.map(|state| state.as_str().to_owned()).collect::<Vec<_>>()
    };
    let value = move || match address.get().states.as_slice() {
        [] => None,
        [only] => Some(text(request_state_name(*only))),
        [first, rest @ ..] => Some(format!(
            "{} +{}",
            text(request_state_name(*first)),
            i18n::integer(rest.len() as i64)
        )),
    };
    let change = move |(words,): (Vec<String>,)| {
        let states: Vec<FundRequestState> = words.iter().filter_map(|word| FundRequestState::parse(word)).collect();
        address.update(|query| query.states = states);
    };
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_STATE
            value=Signal::derive(value)
            on_clear=Callback::new(move |()| address.update(|query| query.states.clear()))
        >
            <FilterChoices choices=Signal::derive(choices) selected=Signal::derive(selected) on_change=Callback::new(change)/>
        </FilterChip>
    }
}

#[component]
fn ActivityFilter(address: AddressState<FundRequestsQuery>) -> impl IntoView {
    let choices = || {
        let all = ActivityType::ALL.iter();
        all.map(|activity| Choice::new(activity.as_str(), text(activity_name(*activity))))
            .collect()
    };
    let read = move || {
        let activity = address.get().activity;
        activity
            .map(|activity| activity.as_str().to_owned())
            .unwrap_or_default()
    };
    let write = move |word: String| address.update(|query| query.activity = ActivityType::parse(&word));
    view! { <OneOf label=keys::FUND_FACT_ACTIVITY choices=choices read=read write=write/> }
}

#[component]
fn FundFilter(address: AddressState<FundRequestsQuery>) -> impl IntoView {
    let found = use_read::<Page<Fund>, _>(|| funds::list(MAX_LIMIT, None)).value();
    let choices = move || {
        let named = |fund: &Fund| Choice::data(fund.id.to_string(), fund.name.clone());
        found.with(|page| {
            let funds = page.iter().flat_map(|page| &page.items);
            funds.map(named).collect()
        })
    };
    let read = move || {
        let fund = address.get().fund;
        fund.map(|fund| fund.to_string()).unwrap_or_default()
    };
    let write = move |id: String| address.update(|query| query.fund = id.parse().ok());
    view! { <OneOf label=keys::FUND_TITLE choices=choices unnamed=keys::FUND_TITLE read=read write=write/> }
}

#[component]
fn PartnerFilter(address: AddressState<FundRequestsQuery>) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        let partner = address.get().partner;
        partner.map(|partner| partner.to_string()).unwrap_or_default()
    });
    let value = RwSignal::new(chosen.get_untracked());
    Effect::new(move |_| {
        let now = chosen.get();
        if value.with_untracked(|value| *value != now) {
            value.set(now);
        }
    });
    let tell = move |id: &String, _: Option<&String>, _: Option<()>| {
        if chosen.with_untracked(|now| now != id) {
            address.update(|query| query.partner = id.parse().ok());
        }
    };
    Effect::watch(move || value.get(), tell, false);
    let label = move || (!chosen.with(String::is_empty)).then(|| text(keys::REQUESTS_ONE_PARTNER));
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_PARTNER
            value=Signal::derive(label)
            on_clear=Callback::new(move |()| address.update(|query| query.partner = None))
        >
            <Field label=keys::DEALS_FILTER_PARTNER optional=true class="filter-field">
                <PartnerChoice value=value/>
            </Field>
        </FilterChip>
    }
}
