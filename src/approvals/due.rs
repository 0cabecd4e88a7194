//! The clock of an item: how long there is for a decision, or how long it has been late.

use crate::i18n::{self, keys, text_with};
use crate::ui::{Clock, ClockFace, Icon, IconName, now};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The time left for a decision. Past it, a word and a shape say so, not the colour alone.
#[component]
pub fn DueClock(
    /// When it began to wait.
    starts: DateTime<Utc>,
    /// When a decision is due.
    ends: DateTime<Utc>,
    /// How it looks.
    #[prop(optional)]
    face: ClockFace,
) -> impl IntoView {
    let is_late = Memo::new(move |_| now() >= ends);
    move || {
        if !is_late.get() || face == ClockFace::Bar {
            return view! { <Clock starts=starts ends=ends face=face/> }.into_any();
        }
        let late = move || {
            text_with(
                keys::KIT_CLOCK_OVERDUE,
                &[("time", &i18n::duration((now() - ends).num_seconds()))],
            )
        };
        view! {
            <span class="clock approval-late" data-tone="danger" title=move || i18n::date_time_full(i18n::last_moment(ends)) translate="no">
                <Icon name=IconName::TriangleAlert/>
                <span translate="yes">{late}</span>
            </span>
        }
        .into_any()
    }
}
