//! Pages that belong together, in a row above each of them.

use leptos::prelude::*;

/// A page of the row.
#[derive(Clone)]
pub struct LinkTab {
    label: Signal<String>,
    href: String,
    is_here: bool,
}

impl LinkTab {
    /// A page with its name and address, and whether it is the open one.
    pub fn new(label: impl Into<Signal<String>>, href: impl Into<String>, is_here: bool) -> Self {
        LinkTab {
            label: label.into(),
            href: href.into(),
            is_here,
        }
    }
}

/// Links that look like [`super::Tabs`], because each leads to a page of its own.
#[component]
pub fn LinkTabs(
    /// What belongs together, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// The pages.
    links: Vec<LinkTab>,
) -> impl IntoView {
    let links = links
        .into_iter()
        .map(
            |link| view! { <a class="tab" href=link.href aria-current=link.is_here.then_some("page")>{link.label}</a> },
        )
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{links}</nav> }
}
