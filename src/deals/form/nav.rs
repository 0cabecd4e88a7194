//! The sections of the form: where one is, what is complete, what needs correction.

use super::model::FormModel;
use crate::deals::facts::Section;
use crate::deals::uploads::Uploads;
use crate::i18n::{Key, keys, t};
use crate::ui::{FileState, Icon, IconName, Tone};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Open,
    Done,
    Wrong,
}

/// The way from section to section, with what each still lacks.
#[component]
pub fn SectionNav(
    /// The form.
    form: FormModel,
    /// Its files.
    uploads: Uploads,
) -> impl IntoView {
    let state = form.errors.state();
    let of_fields = move |section: Section| {
        Memo::new(move |_| {
            if section.fields().iter().any(|field| state.shown_error(field).is_some()) {
                Standing::Wrong
            } else if form.missing().iter().any(|error| section.holds(&error.pointer)) {
                Standing::Open
            } else {
                Standing::Done
            }
        })
    };
    let of_files = Memo::new(move |_| {
        uploads.entries().with(|entries| {
            if entries.iter().any(|entry| matches!(entry.state, FileState::Failed(_))) {
                Standing::Wrong
            } else if entries.iter().any(|entry| entry.state == FileState::Stored) {
                Standing::Done
            } else {
                Standing::Open
            }
        })
    });
    let of_review = Memo::new(move |_| {
        if form.missing().is_empty() {
            Standing::Done
        } else {
            Standing::Open
        }
    });
    view! {
        <nav class="form-nav" aria-label=t(keys::DEALS_FORM_SECTIONS)>
            <ol>
                <Step id="section-customer" title=keys::DEALS_FORM_CUSTOMER standing=of_fields(Section::Customer)/>
                <Step id="section-opportunity" title=keys::DEALS_FORM_OPPORTUNITY standing=of_fields(Section::Opportunity)/>
                <Step id="section-context" title=keys::DEALS_FORM_CONTEXT standing=of_fields(Section::Context)/>
                <Step id="section-attachments" title=keys::DEALS_FORM_ATTACHMENTS standing=of_files optional=true/>
                <Step id="section-review" title=keys::DEALS_FORM_REVIEW standing=of_review/>
            </ol>
        </nav>
    }
}

#[component]
fn Step(id: &'static str, title: Key, standing: Memo<Standing>, #[prop(optional)] optional: bool) -> impl IntoView {
    let face = move || match standing.get() {
        Standing::Open => (Tone::Neutral, IconName::Circle, keys::DEALS_FORM_SECTION_OPEN),
        Standing::Done => (Tone::Success, IconName::CircleCheck, keys::DEALS_FORM_SECTION_DONE),
        Standing::Wrong => (Tone::Danger, IconName::CircleAlert, keys::DEALS_FORM_SECTION_WRONG),
    };
    let said = move || {
        let (_, _, word) = face();
        (!(optional && standing.get() == Standing::Open))
            .then(|| view! { <span class="visually-hidden">", " {t(word)}</span> })
    };
    let go = move |event: leptos::ev::MouseEvent| {
        // Within the page: not a step for the back button.
        event.prevent_default();
        go_to(id);
    };
    view! {
        <li data-tone=move || face().0.name()>
            <a href=format!("#{id}") on:click=go>
                {move || view! { <Icon name=face().1/> }}
                <span>{t(title)}{said}</span>
            </a>
        </li>
    }
}

fn go_to(id: &str) {
    let Some(section) = document().get_element_by_id(id) else {
        return;
    };
    section.scroll_into_view();
    let first = section
        .query_selector("input:not([type=file]), select, textarea, a, button")
        .ok()
        .flatten();
    if let Some(control) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = control.focus_with_options(&options);
    }
}
