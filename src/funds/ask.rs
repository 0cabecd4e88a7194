//! The way from a fund to a request for money of it, for a partner's people.

use super::words::is_closed;
use crate::i18n::{keys, text};
use crate::paths;
use crate::session::use_session;
use crate::ui::{ButtonKind, GuardedLink, IconName};
use entente_model::funds::fund::Fund;
use entente_model::people::Permission;
use leptos::prelude::*;

/// The button at the head of a fund's page; stays, with its reason, where nothing can be asked for.
#[component]
pub(super) fn AskButton(
    /// The fund.
    fund: Signal<Fund>,
) -> impl IntoView {
    let session = use_session();
    let id = fund.with_untracked(|fund| fund.id);
    let reason = Signal::derive(move || {
        let not_theirs = session.reason_not(Permission::RequestFunds);
        not_theirs.or_else(|| fund.with(is_closed).then(|| text(keys::PROBLEM_FUND_CLOSED)))
    });
    view! {
        <GuardedLink
            label=keys::REQUEST_ASK
            href=paths::fund_request_new_of(id)
            kind=ButtonKind::Primary
            icon=IconName::Plus
            reason=reason
        />
    }
}
