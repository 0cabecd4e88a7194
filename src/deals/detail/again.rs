//! Registering the customer of an ended deal again.

use crate::api::{deals, use_write};
use crate::deals::decision::facts_of;
use crate::forms::error_text;
use crate::i18n::keys;
use crate::paths;
use crate::session::use_session;
use crate::ui::{Button, IconName, toast_error};
use entente_model::deals::{Deal, DealDraft};
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Begins a draft with what still holds of an ended deal and leads to its form; not there while something may still come of the deal.
#[component]
pub(super) fn RegisterAgain(
    /// The deal.
    deal: Signal<Deal>,
) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let has_ended = Memo::new(move |_| deal.with(|deal| facts_of(deal).has_ended()));
    let beginning = use_write(
        |draft: &DealDraft, key| deals::create(draft, key),
        move |_, begun: Deal| navigate(&paths::deal_edit(begun.summary.id), Default::default()),
    );
    Effect::new(move |_| {
        if let Some(error) = beginning.error().get() {
            toast_error(error_text(&error));
        }
    });
    let reason = Signal::derive(move || session.reason_not(Permission::RegisterDeals));
    move || {
        has_ended.get().then(|| {
            view! {
                <Button
                    label=keys::DEAL_ACTION_AGAIN
                    icon=IconName::RotateCcw
                    disabled_reason=reason
                    busy=beginning.pending()
                    on_press=move || beginning.run(deal.with_untracked(|deal| deal.fields.again()))
                />
            }
        })
    }
}
