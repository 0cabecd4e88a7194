//! The shape of what is on its way.

use crate::i18n::{keys, t};
use leptos::prelude::*;

/// What is on its way.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum SkeletonShape {
    /// A few lines of text.
    #[default]
    Lines,
    /// A card with a heading.
    Card,
    /// A page with head, figures and a list.
    Page,
}

/// Stands where something will stand, in its shape, and says that it is on its way.
#[component]
pub fn Skeleton(
    /// What is on its way.
    #[prop(optional)]
    shape: SkeletonShape,
) -> impl IntoView {
    let bars: &[&str] = match shape {
        SkeletonShape::Lines => &["skeleton", "skeleton", "skeleton skeleton-half"],
        SkeletonShape::Card => &[
            "skeleton skeleton-title",
            "skeleton",
            "skeleton",
            "skeleton skeleton-third",
        ],
        SkeletonShape::Page => &[
            "skeleton skeleton-title",
            "skeleton skeleton-block",
            "skeleton",
            "skeleton",
            "skeleton",
            "skeleton skeleton-half",
        ],
    };
    view! {
        <div class="stack" role="status" aria-busy="true">
            <span class="visually-hidden">{t(keys::KIT_LOADING)}</span>
            {bars.iter().map(|class| view! { <span class=*class></span> }).collect_view()}
        </div>
    }
}
