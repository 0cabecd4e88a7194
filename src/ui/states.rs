//! A region with nothing in it, and one that could not be had.

use super::{Button, Icon, IconName, IconSize};
use crate::i18n::{keys, t, text_with};
use leptos::prelude::*;

/// Says what goes here and offers the first step.
#[component]
pub fn EmptyState(
    /// What is not there yet.
    #[prop(into)]
    title: Signal<String>,
    /// What goes here, and how.
    #[prop(into, optional)]
    text: Signal<Option<String>>,
    /// A shape for its kind.
    #[prop(default = IconName::Inbox)]
    icon: IconName,
    /// The first step: a button or a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-mark"><Icon name=icon size=IconSize::Large/></span>
            <h2>{title}</h2>
            {move || text.get().map(|text| view! { <p>{text}</p> })}
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}

/// Says what happened, what was kept and what to do.
#[component]
pub fn ErrorState(
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// What was kept and what to do.
    #[prop(into, optional)]
    text: Signal<Option<String>>,
    /// Tries again.
    #[prop(into, optional)]
    on_retry: Option<Callback<()>>,
    /// The server's name for the request, for whoever is asked for help.
    #[prop(into, optional)]
    request_id: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="empty" data-tone="danger" role="alert">
            <span class="empty-mark"><Icon name=IconName::CircleAlert size=IconSize::Large/></span>
            <h2>{title}</h2>
            {move || text.get().map(|text| view! { <p>{text}</p> })}
            {on_retry.map(|on_retry| view! {
                <div class="empty-actions"><Button label=t(keys::KIT_RETRY) icon=IconName::RotateCcw on_press=on_retry/></div>
            })}
            {move || request_id.get().map(|id| view! { <p class="empty-reference">{text_with(keys::KIT_REQUEST_ID, &[("id", &id)])}</p> })}
        </div>
    }
}
