//! The way between the list, the funnel and time to value.

use crate::i18n::keys;
use crate::paths;
use crate::ui::{LinkTab, LinkTabs};
use leptos::prelude::*;

/// One of the three pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum View {
    /// The list.
    List,
    /// The funnel.
    Funnel,
    /// Time to value.
    Value,
}

/// Links to the three, the open one marked.
#[component]
pub(super) fn Views(
    /// The open one.
    here: View,
) -> impl IntoView {
    let links = [
        (View::List, keys::JOURNEYS_VIEW_LIST, paths::journeys()),
        (View::Funnel, keys::JOURNEYS_FUNNEL, paths::journey_funnel()),
        (View::Value, keys::JOURNEYS_VALUE, paths::time_to_value()),
    ];
    let links = links.map(|(view, label, href)| LinkTab::new(label, href, view == here));
    view! { <LinkTabs label=keys::JOURNEYS_VIEWS links=links.to_vec()/> }
}
