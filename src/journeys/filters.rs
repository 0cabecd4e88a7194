//! Search and filters over the list. What they are set to lives in the address.

use super::words::risk_name;
use crate::api::{journeys, use_read};
use crate::i18n::keys;
use crate::lists::{AnyOf, OneOf, RegionFilter};
use crate::paths::{AddressState, Filtered, JourneysQuery};
use crate::ui::{Choice, FilterBar};
use entente_model::onboarding::JourneyRisk;
use leptos::prelude::*;

/// Search and filters.
#[component]
pub(super) fn JourneyFilters(
    /// What is typed into the search.
    search: RwSignal<String>,
    /// The list's state.
    address: AddressState<JourneysQuery>,
    /// Clears search and filters.
    on_clear: Callback<()>,
) -> impl IntoView {
    let query = address.query();
    let filtered = Signal::derive(move || query.with(Filtered::has_filters));
    view! {
        <FilterBar search=search search_label=keys::JOURNEYS_SEARCH filtered=filtered on_clear=on_clear>
            <AnyOf
                label=keys::JOURNEYS_COLUMN_RISK
                offered=JourneyRisk::ALL.to_vec()
                word=JourneyRisk::as_str
                name=risk_name
                read=move || address.get().risks
                write={move |risks: Vec<JourneyRisk>| address.update(|query| query.risks = risks)}
            />
            <StageFilters address=address/>
            <RegionFilter
                read=move || address.get().region
                write=move |code: String| address.update(|query| query.region = code)
            />
        </FilterBar>
    }
}

/// Which journey and, once that is chosen, which of its milestones. Their names are the funnel's, which knows those that somebody is on.
#[component]
fn StageFilters(address: AddressState<JourneysQuery>) -> impl IntoView {
    let funnels = use_read(|| journeys::funnels(""));
    let known = move || funnels.get().unwrap_or_default();
    let templates = move || {
        known()
            .into_iter()
            .map(|funnel| Choice::data(funnel.template, funnel.template_name))
            .collect::<Vec<_>>()
    };
    let stages = move || {
        let code = address.get().template;
        let funnel = known().into_iter().find(|funnel| funnel.template == code);
        funnel
            .map(|funnel| funnel.milestones)
            .unwrap_or_default()
            .into_iter()
            .map(|milestone| Choice::data(milestone.code, milestone.name))
            .collect::<Vec<_>>()
    };
    let has_template = Memo::new(move |_| !address.get().template.is_empty());
    view! {
        <OneOf
            label=keys::JOURNEYS_FILTER_TEMPLATE
            choices=templates
            read=move || address.get().template
            // The choices are those of the journey: with another one they say nothing.
            write=move |code: String| address.update(|query| (query.template, query.milestone) = (code, String::new()))
        />
        {move || has_template.get().then(|| view! {
            <OneOf
                label=keys::JOURNEYS_COLUMN_STAGE
                choices=stages
                read=move || address.get().milestone
                write=move |code: String| address.update(|query| query.milestone = code)
            />
        })}
    }
}
