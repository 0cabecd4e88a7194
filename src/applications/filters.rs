//! Search and filter over the list. What they are set to lives in the address.

use super::words::state_name;
use crate::i18n::keys;
use crate::lists::AnyOf;
use crate::paths::{AddressState, ApplicationsQuery, Filtered};
use crate::ui::FilterBar;
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
    let query = address.query();
    view! {
        <FilterBar
            search=search
            search_label=keys::APPLICATIONS_SEARCH
            filtered=Signal::derive(move || query.with(Filtered::has_filters))
            on_clear=on_clear
        >
            <AnyOf
                label=keys::APPLICATIONS_COLUMN_STATE
                offered=ApplicationState::ALL.to_vec()
                word=ApplicationState::as_str
                name=state_name
                read=move || address.get().states
                write={move |states: Vec<ApplicationState>| address.update(|query| query.states = states)}
            />
        </FilterBar>
    }
}
