//! Figures that stand for themselves.

use super::{Icon, IconSize, Tone};
use leptos::prelude::*;

/// A row of [`Stat`]s in one frame.
#[component]
pub fn Stats(
    /// The figures.
    children: Children,
) -> impl IntoView {
    view! { <dl class="stats">{children()}</dl> }
}

/// A figure with its name, and how it stands against before.
#[component]
pub fn Stat(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// The figure, as the reader's language writes it.
    #[prop(into)]
    value: Signal<String>,
    /// Against what it stands: a sentence from the catalogue.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// What the note means.
    #[prop(optional)]
    tone: Option<Tone>,
    /// A small picture of how it went, such as a [`super::Sparkline`].
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let note_line = move || {
        note.get().map(|note| {
            view! {
                <dd class="stat-note" data-tone=tone.map(Tone::name)>
                    {tone.filter(|tone| *tone != Tone::Neutral).map(|tone| view! { <Icon name=trend(tone) size=IconSize::Small/> })}
                    {note}
                </dd>
            }
        })
    };
    view! {
        <div class="stat">
            <dt class="stat-label">{label}</dt>
            <dd class="row-between">
                <span class="stat-value" translate="no">{value}</span>
                {children.map(|children| children())}
            </dd>
            {note_line}
        </div>
    }
}

fn trend(tone: Tone) -> super::IconName {
    match tone {
        Tone::Success => super::IconName::TrendingUp,
        Tone::Danger => super::IconName::TrendingDown,
        other => other.icon(),
    }
}
