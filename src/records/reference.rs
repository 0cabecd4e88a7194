//! The reference of a record, with the button that copies it.

use crate::i18n::{keys, t, text};
use crate::ui::{ButtonSize, IconButton, IconName, copy_text, toast};
use leptos::prelude::*;

/// The reference.
#[component]
pub fn Reference(
    /// As it is written.
    #[prop(into)]
    reference: Signal<String>,
) -> impl IntoView {
    let copy = Callback::new(move |()| {
        if copy_text(&reference.get_untracked()) {
            toast(text(keys::DEAL_COPIED));
        }
    });
    view! {
        <span>
            <span class="visually-hidden">{t(keys::DEAL_FIELD_REFERENCE)} " "</span>
            <span class="deal-reference" translate="no">{reference}</span>
            <IconButton label=keys::DEAL_COPY_REFERENCE icon=IconName::Copy size=ButtonSize::Small on_press=copy/>
        </span>
    }
}
