//! Deleting a draft that nothing can come of any more.

use crate::api::{fund_claims, use_write};
use crate::forms::error_text;
use crate::i18n::{keys, text};
use crate::paths;
use crate::ui::{Button, IconName, toast, toast_error};
use entente_model::funds::claim::FundClaim;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The button; leads back to the activity.
#[component]
pub(super) fn DeleteEndedDraft(
    /// The claim.
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let writing = use_write(
        move |version: &i64, _| {
            let id = claim.with_untracked(|claim| claim.summary.id);
            fund_claims::delete(id, *version)
        },
        move |_, ()| {
            let to = claim.with_untracked(|claim| paths::fund_request(claim.summary.request_id));
            toast(text(keys::CLAIM_DELETED));
            navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            toast_error(error_text(&error));
        }
    });
    let delete = Callback::new(move |()| writing.run(claim.with_untracked(|claim| claim.summary.version)));
    view! { <Button label=keys::CLAIM_DELETE icon=IconName::Trash2 busy=writing.pending() on_press=delete/> }
}
