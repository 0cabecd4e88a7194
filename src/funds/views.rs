//! The way between funds and what belongs to them.

use crate::i18n::keys;
use crate::paths;
use crate::session::use_session;
use crate::ui::{LinkTab, LinkTabs};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;

/// One of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum View {
    /// Funds.
    Funds,
    /// Requests.
    Requests,
    /// What finance pays.
    Payments,
    /// What came back.
    Returns,
    /// What a partner could earn next.
    Outlook,
}

/// Links to the pages that the reader has, the open one marked.
#[component]
pub(super) fn Views(
    /// The open one.
    here: View,
) -> impl IntoView {
    let session = use_session();
    let is_vendor = session.side() == Some(Side::Vendor);
    let links = [
        (View::Funds, keys::FUNDS_TITLE, paths::funds(), true),
        (View::Requests, keys::REQUESTS_TITLE, paths::fund_requests(), true),
        (
            View::Payments,
            keys::PAYMENTS_TITLE,
            paths::fund_payments(),
            session.may(Permission::PayClaims),
        ),
        (View::Returns, keys::RETURNS_TITLE, paths::fund_returns(), is_vendor),
        (View::Outlook, keys::OUTLOOK_TAB, paths::fund_outlook(), !is_vendor),
    ];
    let links: Vec<LinkTab> = links
        .into_iter()
        .filter(|(.., has)| *has)
        .map(|(view, label, href, _)| LinkTab::new(label, href, view == here))
        .collect();
    view! { <LinkTabs label=keys::FUNDS_VIEWS links=links/> }
}
