//! Content that comes from data and not from a catalogue. It is marked `translate="no"`: translating browsers leave it alone, and the test
//! with the pseudo-language knows that it need not come from a catalogue.
//!
//! Lists are full of these: each is one closure, and so one effect, however many attributes follow its value.

use super::now;
use crate::i18n;
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

/// A name, a domain, a number, or what a person typed.
#[component]
pub fn Data(
    /// What to show.
    #[prop(into)]
    value: Signal<String>,
    /// Further classes, such as `strong` or `truncate`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! { <span translate="no" dir="auto" class=class>{value}</span> }
}

/// An amount of money in minor units, as the reader's language writes it.
#[component]
pub fn Money(
    /// Minor units, such as cents.
    #[prop(into)]
    minor: Signal<i64>,
    /// ISO 4217 code.
    #[prop(into)]
    currency: Signal<String>,
    /// Short, for figures: `€1.3M`.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let written = move || {
        let currency = currency.get();
        if compact {
            i18n::money_compact(minor.get(), &currency)
        } else {
            i18n::money(minor.get(), &currency)
        }
    };
    let whole = compact.then_some(move || i18n::money(minor.get(), &currency.get()));
    view! { <span translate="no" class="number nowrap" title=whole>{written}</span> }
}

/// How an instant is written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum TimeStyle {
    /// `8 minutes ago`, growing old by itself.
    #[default]
    Relative,
    /// Day and time.
    DateTime,
    /// The day.
    Day,
    /// The time of day.
    TimeOfDay,
}

/// An instant in the reader's zone and language, with the whole of it as a tooltip.
#[component]
pub fn Time(
    /// The instant.
    #[prop(into)]
    value: Signal<DateTime<Utc>>,
    /// How it is written.
    #[prop(optional)]
    style: TimeStyle,
    /// Something ends then: at midnight, that is the end of the day before.
    #[prop(optional)]
    is_end: bool,
) -> impl IntoView {
    move || {
        let value = value.get();
        let shown = if is_end { i18n::last_moment(value) } else { value };
        let written = match style {
            TimeStyle::Relative => i18n::relative(value, now()),
            TimeStyle::DateTime => i18n::date_time(shown),
            TimeStyle::Day => i18n::day(shown),
            TimeStyle::TimeOfDay => i18n::time_of_day(shown),
        };
        view! {
            <time translate="no" class="nowrap" datetime=value.to_rfc3339() title=i18n::date_time_full(shown)>
                {written}
            </time>
        }
    }
}

/// A calendar date in the reader's language.
#[component]
pub fn DateText(
    /// The date.
    #[prop(into)]
    value: Signal<NaiveDate>,
) -> impl IntoView {
    move || {
        let value = value.get();
        view! {
            <time translate="no" class="nowrap" datetime=value.to_string() title=i18n::date_long(value)>
                {i18n::date(value)}
            </time>
        }
    }
}
