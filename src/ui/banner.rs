//! A sentence over a page or a region that holds for all of it.

use super::{Button, ButtonSize, Icon, IconName, Tone};
use crate::i18n::{keys, relative, text_with, time_of_day};
use chrono::{DateTime, Utc};
use leptos::html;
use leptos::prelude::*;

/// A banner.
#[component]
pub fn Banner(
    /// What holds.
    #[prop(into)]
    title: Signal<String>,
    /// More about it.
    #[prop(into, optional)]
    text: Signal<Option<String>>,
    /// What it means.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// A shape; the tone's own without one.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Its title takes the focus as it appears: it stands in the place of the form that had it.
    #[prop(optional)]
    takes_focus: bool,
    /// What can be done about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::Div>::new();
    if takes_focus {
        Effect::new(move |_| {
            if let Some(heading) = heading.get() {
                request_animation_frame(move || drop(heading.focus()));
            }
        });
    }
    view! {
        <div class="banner" data-tone=tone.name() role=if tone == Tone::Danger { "alert" } else { "status" }>
            <Icon name=icon.unwrap_or_else(|| tone.icon())/>
            <div class="banner-title" node_ref=heading tabindex=takes_focus.then_some("-1")>{title}</div>
            {move || text.get().map(|text| view! { <div class="banner-text">{text}</div> })}
            {children.map(|children| view! { <div class="banner-actions">{children()}</div> })}
        </div>
    }
}

/// Says how old what is shown is, while the server can't be reached. Nothing while `since` is none.
#[component]
pub fn StaleNotice(
    /// When what is shown was fetched.
    #[prop(into)]
    since: Signal<Option<DateTime<Utc>>>,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let line = move || {
        since.get().map(|at| {
            text_with(
                keys::KIT_STALE,
                &[("time", &time_of_day(at)), ("age", &relative(at, super::now()))],
            )
        })
    };
    view! {
        <div role="status">
            {move || line().map(|line| view! {
                <div class="stale">
                    <Icon name=IconName::CloudOff/>
                    <span class="grow">{line}</span>
                    <Button label=keys::KIT_RETRY size=ButtonSize::Small on_press=on_retry/>
                </div>
            })}
        </div>
    }
}
