//! The way between funds and the requests to them.

use crate::i18n::keys;
use crate::paths;
use crate::ui::{LinkTab, LinkTabs};
use leptos::prelude::*;

/// One of the lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum View {
    /// Funds.
    Funds,
    /// Requests.
    Requests,
}

/// Links to the lists, the open one marked.
#[component]
pub(super) fn Views(
    /// The open one.
    here: View,
) -> impl IntoView {
    let links = [
        (View::Funds, keys::FUNDS_TITLE, paths::funds()),
        (View::Requests, keys::REQUESTS_TITLE, paths::fund_requests()),
    ];
    let links = links.map(|(view, label, href)| LinkTab::new(label, href, view == here));
    view! { <LinkTabs label=keys::FUNDS_VIEWS links=links.to_vec()/> }
}
