//! A tag: one of several things that a record carries.

use super::{Icon, IconName, IconSize};
use crate::i18n::{keys, text_with};
use leptos::prelude::*;

/// A tag, from data; with `on_remove` it can be taken off.
#[component]
pub fn Tag(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// Takes it off.
    #[prop(into, optional)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let remove = on_remove.map(|on_remove| {
        let name = move || text_with(keys::KIT_TAG_REMOVE, &[("name", &label.get())]);
        view! {
            <button type="button" aria-label=name on:click=move |_| on_remove.run(())>
                <Icon name=IconName::X size=IconSize::Small/>
            </button>
        }
    });
    view! { <span class="tag"><span translate="no" dir="auto">{label}</span>{remove}</span> }
}
