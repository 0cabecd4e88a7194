//! The filters over the list. What they are set to lives in the address.

use crate::api::{funds, use_read};
use crate::forms::PartnerChoice;
use crate::funds::request_words::{activity_name, request_state_name};
use crate::i18n::{keys, text};
use crate::lists::{AnyOf, OneOf, bound};
use crate::paths::{AddressState, Filtered, FundRequestsQuery};
use crate::session::use_session;
use crate::ui::{Choice, Field, FilterBar, FilterChip};
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
    let filtered = Signal::derive(move || query.with(Filtered::has_filters));
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
    // Drafts are their partner's alone.
    let offered = FundRequestState::ALL.iter().copied();
    let offered = offered.filter(|state| !(is_vendor && *state == FundRequestState::Draft));
    view! {
        <AnyOf
            label=keys::DEALS_FILTER_STATE
            offered=offered.collect()
            word=FundRequestState::as_str
            name=request_state_name
            read=move || address.get().states
            write={move |states: Vec<FundRequestState>| address.update(|query| query.states = states)}
        />
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
    let value = bound(
        move || {
            let partner = address.get().partner;
            partner.map(|partner| partner.to_string()).unwrap_or_default()
        },
        move |id| address.update(|query| query.partner = id.parse().ok()),
    );
    let label = move || address.get().partner.map(|_| text(keys::REQUESTS_ONE_PARTNER));
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
