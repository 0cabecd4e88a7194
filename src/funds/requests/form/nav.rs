//! The sections of the form: where one is, what is complete, what needs correction.

use super::facts::Section;
use super::model::FormModel;
use crate::deals::uploads::Uploads;
use crate::i18n::{Key, keys, t};
use crate::ui::{FileState, Icon, IconName, Tone};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
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
    let missing = Memo::new(move |_| {
        form.missing()
            .into_iter()
            .map(|error| error.pointer)
            .collect::<Vec<_>>()
    });
    let of_fields = Section::ALL.map(|section| {
        let progress = Memo::new(move |_| {
            if section.fields().iter().any(|field| state.shown_error(field).is_some()) {
                Progress::Wrong
            } else if missing.with(|missing| missing.iter().any(|pointer| section.holds(pointer))) {
                Progress::Open
            } else {
                Progress::Done
            }
        });
        view! { <Step id=section.anchor() title=section.title() progress=progress/> }
    });
    let of_files = Memo::new(move |_| {
        uploads.entries().with(|entries| {
            if entries.iter().any(|entry| matches!(entry.state, FileState::Failed(_))) {
                Progress::Wrong
            } else if entries.iter().any(|entry| entry.state == FileState::Stored) {
                Progress::Done
            } else {
                Progress::Open
            }
        })
    });
    let of_review = Memo::new(move |_| {
        if missing.with(Vec::is_empty) {
            Progress::Done
        } else {
            Progress::Open
        }
    });
    view! {
        <nav class="form-nav" aria-label=t(keys::DEALS_FORM_SECTIONS)>
            <ol>
                {of_fields.into_iter().collect_view()}
                <Step id="section-attachments" title=keys::DEALS_FORM_ATTACHMENTS progress=of_files optional=true/>
                <Step id="section-review" title=keys::DEALS_FORM_REVIEW progress=of_review/>
            </ol>
        </nav>
    }
}

#[component]
fn Step(id: &'static str, title: Key, progress: Memo<Progress>, #[prop(optional)] optional: bool) -> impl IntoView {
    let face = move || match progress.get() {
        Progress::Open => (Tone::Neutral, IconName::Circle, keys::DEALS_FORM_SECTION_OPEN),
        Progress::Done => (Tone::Success, IconName::CircleCheck, keys::DEALS_FORM_SECTION_DONE),
        Progress::Wrong => (Tone::Danger, IconName::CircleAlert, keys::DEALS_FORM_SECTION_WRONG),
    };
    let said = move || {
        let (_, _, word) = face();
        (!(optional && progress.get() == Progress::Open))
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
