//! The filters over the list. What they are set to lives in the address.

use crate::api::people;
use crate::deals::words::state_name;
use crate::i18n::{self, keys, text, text_plural};
use crate::lists::{AnyOf, OneOf, bound};
use crate::paths::{AddressState, Closing, DealsQuery, Filtered};
use crate::session::use_session;
use crate::ui::{Choice, Combobox, Field, FilterBar, FilterChip, country_choices};
use entente_model::deals::DealState;
use entente_model::people::{PartnerSummary, Permission, Side};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Pages of partners that the filter offers at most.
const PARTNER_PAGES: usize = 20;

/// Search and filters.
#[component]
pub fn DealFilters(
    /// What is typed into the search.
    search: RwSignal<String>,
    /// The list's state.
    address: AddressState<DealsQuery>,
    /// Clears search and filters.
    on_clear: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let sees_partners = session
        .get_untracked()
        .is_some_and(|session| session.user.role.may(Permission::ReadPartners));
    let query = address.query();
    view! {
        <FilterBar
            search=search
            search_label=keys::DEALS_SEARCH
            filtered=Signal::derive(move || query.with(Filtered::has_filters))
            on_clear=on_clear
        >
            <StateFilter address=address is_vendor=is_vendor/>
            <ProductFilter address=address/>
            <CountryFilter address=address/>
            <ClosingFilter address=address/>
            {(!is_vendor).then(|| view! { <MineFilter address=address/> })}
            {sees_partners.then(|| view! { <PartnerFilter address=address/> })}
        </FilterBar>
    }
}

#[component]
fn StateFilter(address: AddressState<DealsQuery>, is_vendor: bool) -> impl IntoView {
    // Drafts are their partner's alone.
    let offered = DealState::ALL.iter().copied();
    let offered = offered.filter(|state| !(is_vendor && *state == DealState::Draft));
    view! {
        <AnyOf
            label=keys::DEALS_FILTER_STATE
            offered=offered.collect()
            word=DealState::as_str
            name=state_name
            read=move || address.get().states
            write={move |states: Vec<DealState>| address.update(|query| query.states = states)}
        />
    }
}

#[component]
fn ProductFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let session = use_session();
    let choices = move || {
        let session = session.get();
        let products = session.iter().flat_map(|session| &session.program.products);
        products
            .map(|product| Choice::data(product.code.clone(), product.name.clone()))
            .collect()
    };
    view! {
        <OneOf
            label=keys::DEALS_FILTER_PRODUCT
            choices=choices
            read=move || address.get().product
            write=move |code: String| address.update(|query| query.product = code)
        />
    }
}

#[component]
fn CountryFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let value = bound(
        move || address.get().country,
        move |code| address.update(|query| query.country = code),
    );
    let label = move || {
        Some(address.get().country)
            .filter(|code| !code.is_empty())
            .map(|code| i18n::country_name(&code))
    };
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_COUNTRY
            value=Signal::derive(label)
            on_clear=Callback::new(move |()| address.update(|query| query.country.clear()))
        >
            <Field label=keys::DEALS_FILTER_COUNTRY optional=true class="filter-field">
                <Combobox value=value choices=country_choices() placeholder=keys::DEALS_FORM_COUNTRY_EXAMPLE/>
            </Field>
        </FilterChip>
    }
}

#[component]
fn ClosingFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let closing_name = |closing: Closing| match closing {
        Closing::Overdue => text(keys::DEALS_FILTER_CLOSING_OVERDUE),
        Closing::Within30 => text_plural(keys::DEALS_FILTER_CLOSING_DAYS, 30),
        Closing::Within90 => text_plural(keys::DEALS_FILTER_CLOSING_DAYS, 90),
    };
    let choices = move || {
        Closing::ALL
            .map(|closing| Choice::new(closing.as_str(), closing_name(closing)))
            .to_vec()
    };
    let read = move || {
        let closing = address.get().closing;
        closing.map(|closing| closing.as_str().to_owned()).unwrap_or_default()
    };
    let write = move |word: String| {
        address.update(|query| query.closing = Closing::ALL.into_iter().find(|closing| closing.as_str() == word));
    };
    view! { <OneOf label=keys::DEALS_FILTER_CLOSING choices=choices read=read write=write/> }
}

const MINE: &str = "true";

#[component]
fn MineFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let choices = || {
        vec![
            Choice::new("", text(keys::DEALS_FILTER_ANYBODY)),
            Choice::new(MINE, text(keys::DEALS_FILTER_MYSELF)),
        ]
    };
    let read = move || if address.get().mine { MINE } else { "" }.to_owned();
    let write = move |word: String| address.update(|query| query.mine = word == MINE);
    view! { <OneOf label=keys::DEALS_FILTER_OWNER choices=choices read=read write=write/> }
}

#[component]
fn PartnerFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let partners: RwSignal<Vec<PartnerSummary>> = RwSignal::new(Vec::new());
    spawn_local(async move {
        let mut cursor: Option<String> = None;
        for _ in 0..PARTNER_PAGES {
            let Ok(page) = people::partners("", entente_model::page::MAX_LIMIT, cursor.as_deref()).await else {
                return;
            };
            if partners.try_update(|partners| partners.extend(page.items)).is_none() {
                return;
            }
            cursor = page.next_cursor;
            if cursor.is_none() {
                return;
            }
        }
    });
    let choices = move || {
        let choice = |partner: &PartnerSummary| Choice::data(partner.id.to_string(), partner.display_name.clone());
        partners.with(|partners| partners.iter().map(choice).collect::<Vec<_>>())
    };
    let value = bound(
        move || address.get().partner.map(|id| id.to_string()).unwrap_or_default(),
        move |id| address.update(|query| query.partner = id.parse().ok()),
    );
    let label = move || {
        address.get().partner.map(|id| {
            let named = partners.with(|partners| {
                partners
                    .iter()
                    .find(|partner| partner.id == id)
                    .map(|partner| partner.display_name.clone())
            });
            named.unwrap_or_default()
        })
    };
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_PARTNER
            value=Signal::derive(label)
            on_clear=Callback::new(move |()| address.update(|query| query.partner = None))
        >
            <Field label=keys::DEALS_FILTER_PARTNER optional=true class="filter-field">
                <Combobox value=value choices=Signal::derive(choices)/>
            </Field>
        </FilterChip>
    }
}
