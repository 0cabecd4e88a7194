//! What a whole is made of: a bar of its parts, and below it the list of them with their figures.

use super::{Tone, each};
use leptos::prelude::*;

/// How a part is filled, so that nobody needs its colour to tell it from its neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShareFill {
    /// All over.
    Plain,
    /// With stripes.
    Striped,
    /// With dots.
    Dotted,
    /// An outline only.
    Hollow,
}

impl ShareFill {
    fn name(self) -> &'static str {
        match self {
            ShareFill::Plain => "plain",
            ShareFill::Striped => "striped",
            ShareFill::Dotted => "dotted",
            ShareFill::Hollow => "hollow",
        }
    }
}

/// A part of the whole, or the whole itself.
#[derive(Clone, PartialEq, Debug)]
pub struct SharePart {
    /// What it is known by among the others.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// How large it is; one of nothing stands in the list alone.
    pub value: f64,
    /// The value as the reader's language writes it.
    pub shown: String,
    /// How it looks in the bar; the whole itself is not drawn.
    pub look: Option<(Tone, ShareFill)>,
    /// Where its figure leads.
    pub href: Option<String>,
    /// Whether that is what is shown now.
    pub is_current: bool,
}

/// The bar with its list. The bar only repeats what the list says, so the ear gets the list alone.
#[component]
pub fn ShareBar(
    /// The parts, in order.
    #[prop(into)]
    parts: Signal<Vec<SharePart>>,
    /// What is shown, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// Large figures side by side, for the head of a page.
    #[prop(optional)]
    figures: bool,
) -> impl IntoView {
    let drawn = move || {
        let parts = parts.get();
        let whole: f64 = parts
            .iter()
            .filter(|part| part.look.is_some())
            .map(|part| part.value)
            .sum();
        parts
            .into_iter()
            .filter(|part| part.value > 0.0)
            .filter_map(|part| {
                let (tone, fill) = part.look?;
                let size = format!("{:.4}", 100.0 * part.value / whole);
                Some(view! {
                    <span class="share-segment" data-tone=tone.name() data-fill=fill.name() style:flex-grow=size></span>
                })
            })
            .collect_view()
    };
    // Drawn once: a list made anew would take the focus from the figure that was just followed.
    let keys = Memo::new(move |_| parts.with(|parts| parts.iter().map(|part| part.key).collect::<Vec<_>>()));
    let entry = move |key: &'static str| {
        let part = Memo::new(move |_| parts.with(|parts| parts.iter().find(|part| part.key == key).cloned()));
        let look = part.with_untracked(|part| part.as_ref().and_then(|part| part.look));
        let swatch = look.map(|(tone, fill)| {
            view! { <span class="share-swatch" aria-hidden="true" data-tone=tone.name() data-fill=fill.name()></span> }
        });
        let name = move || part.with(|part| part.as_ref().map(|part| part.label.clone()));
        let shown = move || part.with(|part| part.as_ref().map(|part| part.shown.clone()));
        let href = move || part.with(|part| part.as_ref().and_then(|part| part.href.clone()));
        let current = move || {
            part.with(|part| part.as_ref().is_some_and(|part| part.is_current))
                .then_some("true")
        };
        view! {
            <li>
                <a class="share-part" href=href aria-current=current>
                    <span class="share-name">{swatch}<span>{name}</span></span>
                    " "
                    <b class="share-figure number" translate="no">{shown}</b>
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="share" data-figures=figures.then_some("true")>
            <div class="share-bar" aria-hidden="true">{drawn}</div>
            <ul class="share-parts" aria-label=label>{each(move || keys.get(), |key| *key, entry)}</ul>
        </div>
    }
}
