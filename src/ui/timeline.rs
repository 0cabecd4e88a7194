//! What happened to a record, in order.

use super::{Icon, IconName, IconSize, Time, Tone};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// A list of [`TimelineItem`]s.
#[component]
pub fn Timeline(
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One thing that happened.
#[component]
pub fn TimelineItem(
    /// What happened, in a sentence; names stand in [`super::Data`].
    #[prop(into)]
    title: ViewFnOnce,
    /// When.
    at: DateTime<Utc>,
    /// A shape for its kind.
    #[prop(default = IconName::CircleDot)]
    icon: IconName,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// More, such as a comment in a `<div class="quote">`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="timeline-item">
            <span class="timeline-mark" data-tone=tone.name()><Icon name=icon size=IconSize::Small/></span>
            <div class="timeline-head"><span>{title.run()}</span><Time value=at/></div>
            {children.map(|children| view! { <div class="timeline-body">{children()}</div> })}
        </li>
    }
}
