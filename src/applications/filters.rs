//! Search and filter over the list. What they are set to lives in the address.

use super::words::state_name;
use crate::i18n::{self, keys, text};
use crate::paths::{AddressState, ApplicationsQuery};
use crate::ui::{Choice, FilterBar, FilterChip, FilterChoices};
use entente_model::onboarding::ApplicationState;
use leptos::prelude::*;

/// Search and filter.
#[component]
pub(super) fn ApplicationFilters(
    /// What is typed into the search.
    search: RwSignal<String>,
    /// The list's state.
    address: AddressState<ApplicationsQuery>,
    /// Clears both.
    on_clear: Callback<()>,
) -> impl IntoView {
    let choices = || {
        ApplicationState::ALL
            .iter()
            .map(|state| Choice::new(state.as_str(), text(state_name(*state))))
            .collect::<Vec<_>>()
    };
    let selected = move || {
        let states = address.get().states;
        states.iter().map(|state| state.as_str().to_owned()).collect::<Vec<_>>()
    };
    let value = move || match address.get().states.as_slice() {
        [] => None,
        [only] => Some(text(state_name(*only))),
        [first, rest @ ..] => Some(format!(
            "{} +{}",
            text(state_name(*first)),
            i18n::integer(rest.len() as i64)
        )),
    };
    let change = move |(words,): (Vec<String>,)| {
        address.update(|query| query.states = words.iter().filter_map(|word| ApplicationState::parse(word)).collect());
    };
    let filtered = move || !address.get().states.is_empty();
    view! {
        <FilterBar search=search search_label=keys::APPLICATIONS_SEARCH filtered=Signal::derive(filtered) on_clear=on_clear>
            <FilterChip
                label=keys::APPLICATIONS_COLUMN_STATE
                value=Signal::derive(value)
                on_clear=Callback::new(move |()| address.update(|query| query.states.clear()))
            >
                <FilterChoices choices=Signal::derive(choices) selected=Signal::derive(selected) on_change=Callback::new(change)/>
            </FilterChip>
        </FilterBar>
    }
}
