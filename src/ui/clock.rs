//! A clock that runs towards an instant: a decision that is due, a protection that ends.

use super::{ProgressBar, Tone, now};
use crate::i18n::{self, keys, text_with};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// How a clock looks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum ClockFace {
    /// A ring and the time left, for a row of a list.
    #[default]
    Ring,
    /// A bar with both ends, for a detail page.
    Bar,
}

/// The time left until `ends`, growing shorter by itself.
#[component]
pub fn Clock(
    /// When it began.
    #[prop(into)]
    starts: Signal<DateTime<Utc>>,
    /// When it runs out.
    #[prop(into)]
    ends: Signal<DateTime<Utc>>,
    /// How it looks.
    #[prop(optional)]
    face: ClockFace,
) -> impl IntoView {
    let left = move || (ends.get() - now()).num_seconds();
    let part_left = move || {
        let whole = (ends.get() - starts.get()).num_seconds().max(1);
        (left() as f64 / whole as f64).clamp(0.0, 1.0)
    };
    let tone = move || match (left(), part_left()) {
        (..=0, _) => Tone::Danger,
        (_, part) if part < 0.25 => Tone::Warning,
        _ => Tone::Neutral,
    };
    let said = move || {
        let left = left();
        let key = if left > 0 {
            keys::KIT_CLOCK_LEFT
        } else {
            keys::KIT_CLOCK_OVERDUE
        };
        text_with(key, &[("time", &i18n::duration(left))])
    };
    match face {
        ClockFace::Ring => {
            // One closure, and so one effect, for the whole: lists are full of rings.
            let ring = move || {
                // The circle's length is 100 by its path length, so the offset is a percentage.
                // Overdue, the ring is whole and red: an empty one would look like rest.
                let offset = if left() <= 0 {
                    "0".to_owned()
                } else {
                    format!("{:.1}", 100.0 * (1.0 - part_left()))
                };
                view! {
                    <span class="clock" data-tone=tone().name() title=i18n::date_time_full(i18n::last_moment(ends.get())) translate="no">
                        <svg class="clock-ring" viewBox="0 0 16 16" aria-hidden="true">
                            <circle class="clock-track" cx="8" cy="8" r="6"></circle>
                            <circle class="clock-hand" cx="8" cy="8" r="6" pathLength="100" stroke-dasharray="100" stroke-dashoffset=offset></circle>
                        </svg>
                        <span translate="yes">{said()}</span>
                    </span>
                }
            };
            ring.into_any()
        }
        ClockFace::Bar => view! {
            <div class="clock-block" data-tone=move || tone().name()>
                <div class="clock-line">
                    <span class="clock-left">{said}</span>
                    <span class="small muted" translate="no">{move || i18n::date_time(i18n::last_moment(ends.get()))}</span>
                </div>
                <ProgressBar value=Signal::derive(part_left)/>
            </div>
        }
        .into_any(),
    }
}
