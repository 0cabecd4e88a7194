//! The frame of a page.

use super::{Breadcrumbs, Crumb};
use leptos::prelude::*;

/// The width and the margins of a page.
#[component]
pub fn Pane(
    /// For forms and settings: no wider than a person reads.
    #[prop(optional)]
    narrow: bool,
    /// Head and content.
    children: Children,
) -> impl IntoView {
    view! { <div class=if narrow { "page page-narrow" } else { "page" }>{children()}</div> }
}

/// The head of a page: the way here, the title, and one primary action.
#[component]
pub fn PageHeader(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// The title comes from data, such as a customer's name.
    #[prop(optional)]
    data_title: bool,
    /// The way here.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// What the page is for, in a sentence.
    #[prop(into, optional)]
    lead: Signal<Option<String>>,
    /// A badge beside the title.
    #[prop(optional, into)]
    status: ViewFnOnce,
    /// One primary action, and few others before it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            {(!crumbs.is_empty()).then(|| view! { <Breadcrumbs crumbs=crumbs/> })}
            <div class="page-title">
                <div><h1 tabindex="-1" translate=data_title.then_some("no")>{title}</h1>{status.run()}</div>
                {children.map(|children| view! { <div class="page-actions">{children()}</div> })}
            </div>
            {move || lead.get().map(|lead| view! { <p class="page-lead">{lead}</p> })}
        </header>
    }
}
