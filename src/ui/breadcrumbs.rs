//! The way from the portal's top to this page.

use super::{Icon, IconName, IconSize};
use crate::i18n::{keys, t};
use leptos::prelude::*;

/// A step of the way.
#[derive(Clone)]
pub struct Crumb {
    label: Signal<String>,
    href: Option<String>,
    /// Whether the label comes from data and not from a catalogue.
    is_data: bool,
}

impl Crumb {
    /// A step that leads back.
    pub fn link(label: impl Into<Signal<String>>, href: impl Into<String>) -> Self {
        Crumb {
            label: label.into(),
            href: Some(href.into()),
            is_data: false,
        }
    }

    /// The page itself.
    pub fn here(label: impl Into<Signal<String>>) -> Self {
        Crumb {
            label: label.into(),
            href: None,
            is_data: false,
        }
    }

    /// The page itself, named after a record.
    pub fn record(label: impl Into<Signal<String>>) -> Self {
        Crumb {
            is_data: true,
            ..Crumb::here(label)
        }
    }
}

/// The way here.
#[component]
pub fn Breadcrumbs(
    /// The steps, from the top.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let steps = crumbs
        .into_iter()
        .enumerate()
        .map(|(index, crumb)| {
            let between = (index > 0).then(|| view! { <Icon name=IconName::ChevronRight size=IconSize::Small/> });
            let step = match crumb.href {
                Some(href) => view! { <a href=href>{crumb.label}</a> }.into_any(),
                None => {
                    let translate = crumb.is_data.then_some("no");
                    view! { <span aria-current="page" translate=translate>{crumb.label}</span> }.into_any()
                }
            };
            view! { <li>{between}{step}</li> }
        })
        .collect_view();
    view! { <nav class="crumbs" aria-label=t(keys::KIT_BREADCRUMBS)><ol>{steps}</ol></nav> }
}
