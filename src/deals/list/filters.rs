//! The filters over the list. What they are set to lives in the address.

use crate::api::people;
use crate::deals::words::state_name;
use crate::i18n::{self, keys, text, text_plural};
use crate::paths::{AddressState, Closing, DealsQuery};
use crate::session::use_session;
use crate::ui::{Choice, Combobox, Field, FilterBar, FilterChip, FilterChoices, RadioGroup, country_choices};
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
) -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let sees_partners = session
        .get_untracked()
        .is_some_and(|session| session.user.role.may(Permission::ReadPartners));
    let query = address.query();
    let clear = move |()| {
        search.set(String::new());
        address.update(|query| {
            *query = DealsQuery {
                sort: query.sort,
                descending: query.descending,
                ..DealsQuery::default()
            };
        });
    };
    view! {
        <FilterBar
            search=search
            search_label=keys::DEALS_SEARCH
            filtered=Signal::derive(move || query.with(|query| DealsQuery { search: String::new(), ..query.clone() }.is_filtered()))
            on_clear=Callback::new(clear)
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
    let offered = move || {
        DealState::ALL
            .iter()
            .copied()
            .filter(move |state| !(is_vendor && *state == DealState::Draft))
    };
    let choices = move || {
        offered()
            .map(|state| Choice::new(state.as_str(), text(state_name(state))))
            .collect::<Vec<_>>()
    };
    let selected = move || {
        address
            .get()
            .states
            .iter()
            .map(|state| state.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    let value = move || {
        let states = address.get().states;
        match states.as_slice() {
            [] => None,
            [only] => Some(text(state_name(*only))),
            [first, rest @ ..] => Some(format!(
                "{} +{}",
                text(state_name(*first)),
                i18n::integer(rest.len() as i64)
            )),
        }
    };
    let change = move |(words,): (Vec<String>,)| {
        address.update(|query| query.states = words.iter().filter_map(|word| DealState::parse(word)).collect());
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

/// A signal for a control that follows `read` and tells `write` what is chosen.
fn bound(
    read: impl Fn() -> String + Send + Sync + 'static,
    write: impl Fn(String) + Send + Sync + 'static,
) -> RwSignal<String> {
    let value = RwSignal::new(untrack(&read));
    Effect::new(move |_| {
        let now = read();
        if value.with_untracked(|value| *value != now) {
            value.set(now);
        }
    });
    Effect::watch(move || value.get(), move |value, _, _| write(value.clone()), false);
    value
}

#[component]
fn ProductFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let session = use_session();
    let choices = Memo::new(move |_| {
        session.get().map(|session| {
            let products = session.program.products.iter();
            products
                .map(|product| Choice::data(product.code.clone(), product.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let value = bound(
        move || address.get().product,
        move |code| address.update(|query| query.product = code),
    );
    let label = move || {
        let code = address.get().product;
        (!code.is_empty()).then(|| {
            let named = choices.with(|choices| {
                choices
                    .iter()
                    .flatten()
                    .find(|choice| choice.value == code)
                    .map(|choice| choice.label.clone())
            });
            named.unwrap_or(code)
        })
    };
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_PRODUCT
            value=Signal::derive(label)
            on_clear=Callback::new(move |()| address.update(|query| query.product.clear()))
        >
            <Field label=keys::DEALS_FILTER_PRODUCT group=true optional=true class="filter-field">
                <RadioGroup value=value choices=Signal::derive(move || choices.get().unwrap_or_default())/>
            </Field>
        </FilterChip>
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
    let value = bound(
        move || {
            address
                .get()
                .closing
                .map(|closing| closing.as_str().to_owned())
                .unwrap_or_default()
        },
        move |word| {
            address.update(|query| query.closing = Closing::ALL.into_iter().find(|closing| closing.as_str() == word))
        },
    );
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_CLOSING
            value=Signal::derive(move || address.get().closing.map(closing_name))
            on_clear=Callback::new(move |()| address.update(|query| query.closing = None))
        >
            <Field label=keys::DEALS_FILTER_CLOSING group=true optional=true class="filter-field">
                <RadioGroup value=value choices=Signal::derive(choices)/>
            </Field>
        </FilterChip>
    }
}

#[component]
fn MineFilter(address: AddressState<DealsQuery>) -> impl IntoView {
    let choices = || {
        vec![
            Choice::new("", text(keys::DEALS_FILTER_ANYBODY)),
            Choice::new("true", text(keys::DEALS_FILTER_MYSELF)),
        ]
    };
    let value = bound(
        move || {
            if address.get().mine {
                "true".to_owned()
            } else {
                String::new()
            }
        },
        move |word| address.update(|query| query.mine = word == "true"),
    );
    view! {
        <FilterChip
            label=keys::DEALS_FILTER_OWNER
            value=Signal::derive(move || address.get().mine.then(|| text(keys::DEALS_FILTER_MYSELF)))
            on_clear=Callback::new(move |()| address.update(|query| query.mine = false))
        >
            <Field label=keys::DEALS_FILTER_OWNER group=true optional=true class="filter-field">
                <RadioGroup value=value choices=Signal::derive(choices)/>
            </Field>
        </FilterChip>
    }
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
