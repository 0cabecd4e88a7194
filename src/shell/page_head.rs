//! The head of a page: heading, way here, document title, and the focus after a navigation, all from the page's declaration.

use super::Page;
use crate::i18n;
use crate::session::use_session;
use crate::ui::{Crumb, PageHeader};
use leptos::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::JsCast;

/// Whether a page has been shown before: the first one leaves the focus at the top of the document, as browsers do.
static NAVIGATED: AtomicBool = AtomicBool::new(false);

/// The head of a page. `<PageHead page=&PAGE/>`, with the name of a record `<PageHead page=&PAGE title=Signal::derive(…)/>`.
#[component]
pub fn PageHead(
    /// The page's declaration.
    page: &'static Page,
    /// A heading from data instead of the page's name.
    #[prop(into, optional)]
    title: Option<Signal<String>>,
    /// A heading from the catalogue instead of the page's name; the document keeps the page's name.
    #[prop(into, optional)]
    heading: Option<Signal<String>>,
    /// What the page is for, in a sentence.
    #[prop(into, optional)]
    lead: Signal<Option<String>>,
    /// A badge beside the heading.
    #[prop(optional, into)]
    status: ViewFnOnce,
    /// One primary action, and few others before it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name: Signal<String> = title.unwrap_or_else(|| page.title.into());
    use_document_title(name);
    focus_heading();
    let mut crumbs = page.crumbs();
    if !crumbs.is_empty() {
        crumbs.push(if title.is_some() {
            Crumb::record(name)
        } else {
            Crumb::here(name)
        });
    }
    let children = children.unwrap_or_else(|| Box::new(|| ().into_any()));
    view! {
        <PageHeader title=heading.unwrap_or(name) data_title=title.is_some() crumbs=crumbs lead=lead status=status>
            {children()}
        </PageHeader>
    }
}

/// Names the document after the page and the program, while the component that calls it is there.
pub fn use_document_title(title: impl Into<Signal<String>>) {
    let (title, session) = (title.into(), use_session());
    Effect::new(move |_| {
        let program = session.get().map_or_else(
            || i18n::text(i18n::keys::SHELL_PRODUCT),
            |session| session.program.name.clone(),
        );
        let title = title.get();
        document().set_title(&if title.is_empty() {
            program
        } else {
            format!("{title} · {program}")
        });
    });
}

/// Moves the focus to the heading of the page just opened, so that a screen reader reads it and Tab goes on from there.
pub fn focus_heading() {
    leave_focus();
    if !NAVIGATED.swap(true, Ordering::Relaxed) {
        return;
    }
    request_animation_frame(|| {
        // A page that put the focus into its first field knows better, and so does an open dialog.
        let is_taken = document().active_element().is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || element.closest("dialog").ok().flatten().is_some()
        });
        let heading = document().query_selector("main h1").ok().flatten();
        if let Some(heading) = heading
            .filter(|_| !is_taken)
            .and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&options);
        }
    });
}

/// Takes the focus off the page that is about to go, while that page is still as it was painted: a browser that has to take it off an element
/// being removed lays out the half-made page first.
fn leave_focus() {
    let focused = document().active_element().filter(|element| {
        !matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            && element.closest("main").ok().flatten().is_some()
            && element.closest("dialog").ok().flatten().is_none()
    });
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = focused.blur();
    }
}
