//! Badges: a state is a word and a shape; the colour only helps.

use super::{Icon, IconName};
use crate::i18n;
use leptos::prelude::*;

/// What a thing means to the reader, from which its colours follow.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// The brand.
    Accent,
    /// Under way, or worth knowing.
    Info,
    /// Good.
    Success,
    /// Needs attention.
    Warning,
    /// Bad, or about to be.
    Danger,
}

impl Tone {
    /// The value of the `data-tone` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Accent => "accent",
            Tone::Info => "info",
            Tone::Success => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
        }
    }

    /// The shape that stands for the tone where no better one is given.
    pub fn icon(self) -> IconName {
        match self {
            Tone::Neutral => IconName::Circle,
            Tone::Accent => IconName::CircleDot,
            Tone::Info => IconName::Info,
            Tone::Success => IconName::CircleCheck,
            Tone::Warning => IconName::TriangleAlert,
            Tone::Danger => IconName::CircleAlert,
        }
    }
}

/// A short word about a thing, without a shape: a plan, a kind, a role. For a state use [`StatusBadge`].
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(into, optional)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! { <span class="badge" data-tone=move || tone.get().name()>{label}</span> }
}

/// The state of a thing: a word, a shape and a tone.
#[component]
pub fn StatusBadge(
    /// The state's name.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(into, optional)]
    tone: Signal<Tone>,
    /// Its shape; the tone's own without one.
    #[prop(into, optional)]
    icon: Signal<Option<IconName>>,
) -> impl IntoView {
    move || {
        let tone = tone.get();
        view! {
            <span class="badge" data-tone=tone.name()>
                <Icon name=icon.get().unwrap_or_else(|| tone.icon())/>
                {label.get()}
            </span>
        }
    }
}

/// A number beside a name: how many wait.
#[component]
pub fn Count(
    /// How many.
    #[prop(into)]
    value: Signal<u64>,
    /// What it means.
    #[prop(into, optional)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <span class="count" translate="no" data-tone=move || tone.get().name()>{move || i18n::integer(value.get() as i64)}</span>
    }
}
