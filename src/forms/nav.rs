//! The sections of a form: where one is, what is complete, what needs correction.

use super::{FormErrors, is_within};
use crate::i18n::{Key, keys, t};
use crate::ui::{FileEntry, FileState, Icon, IconName, Tone};
use entente_model::problem::FieldError;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How a section stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Something is missing, and nobody has said that it is complete.
    Open,
    /// Nothing is missing.
    Done,
    /// Something is missing or wrong that the person has been told of.
    Wrong,
}

impl Progress {
    /// Its colour.
    pub fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Neutral,
            Self::Done => Tone::Success,
            Self::Wrong => Tone::Danger,
        }
    }

    /// It in a word.
    pub fn word(self) -> Key {
        match self {
            Self::Open => keys::DEALS_FORM_SECTION_OPEN,
            Self::Done => keys::DEALS_FORM_SECTION_DONE,
            Self::Wrong => keys::DEALS_FORM_SECTION_WRONG,
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Open => IconName::Circle,
            Self::Done => IconName::CircleCheck,
            Self::Wrong => IconName::CircleAlert,
        }
    }
}

/// The pointers of all that handing in would refuse now, for [`SectionNav`] and [`Review`](super::Review).
pub fn pointers(errors: impl Fn() -> Vec<FieldError> + Send + Sync + 'static) -> Memo<Vec<String>> {
    Memo::new(move |_| errors().into_iter().map(|error| error.pointer).collect())
}

/// A step of the way through a form.
#[derive(Clone, Copy)]
struct Step {
    anchor: &'static str,
    title: Key,
    progress: Memo<Progress>,
    is_optional: bool,
}

/// The way through a form, step by step.
#[derive(Clone)]
pub struct Steps {
    errors: FormErrors,
    missing: Memo<Vec<String>>,
    steps: Vec<Step>,
}

impl Steps {
    /// Through a form of which this is wrong; `missing` are the pointers of all that handing in would refuse now.
    pub fn of(errors: FormErrors, missing: Memo<Vec<String>>) -> Self {
        Steps {
            errors,
            missing,
            steps: Vec::new(),
        }
    }

    /// Then a section with fields: the id of its part of the page, its heading, and the pointers of its fields.
    pub fn section(mut self, anchor: &'static str, title: Key, fields: &'static [&'static str]) -> Self {
        let (state, missing) = (self.errors.state(), self.missing);
        let progress = Memo::new(move |_| {
            let is_own = |pointer: &String| fields.iter().any(|field| is_within(pointer, field));
            if fields.iter().any(|field| state.shown_error(field).is_some()) {
                Progress::Wrong
            } else if missing.with(|missing| missing.iter().any(is_own)) {
                Progress::Open
            } else {
                Progress::Done
            }
        });
        self.steps.push(Step {
            anchor,
            title,
            progress,
            is_optional: false,
        });
        self
    }

    /// Then the section of files, which may stay empty.
    pub fn files(mut self, files: Signal<Vec<FileEntry>>) -> Self {
        let progress = Memo::new(move |_| {
            files.with(|files| {
                if files.iter().any(|file| matches!(file.state, FileState::Failed(_))) {
                    Progress::Wrong
                } else if files.iter().any(|file| file.state == FileState::Stored) {
                    Progress::Done
                } else {
                    Progress::Open
                }
            })
        });
        self.steps.push(Step {
            anchor: "section-attachments",
            title: keys::DEALS_FORM_ATTACHMENTS,
            progress,
            is_optional: true,
        });
        self
    }

    /// Then the review at the end.
    pub fn review(mut self) -> Self {
        let missing = self.missing;
        let progress = Memo::new(move |_| {
            if missing.with(Vec::is_empty) {
                Progress::Done
            } else {
                Progress::Open
            }
        });
        self.steps.push(Step {
            anchor: "section-review",
            title: keys::DEALS_FORM_REVIEW,
            progress,
            is_optional: false,
        });
        self
    }
}

/// The way from section to section, with what each still lacks.
#[component]
pub fn SectionNav(
    /// The sections in order.
    steps: Steps,
) -> impl IntoView {
    let lines = steps.steps.into_iter().map(line).collect_view();
    view! {
        <nav class="form-nav" aria-label=t(keys::DEALS_FORM_SECTIONS)>
            <ol>{lines}</ol>
        </nav>
    }
}

fn line(step: Step) -> AnyView {
    let Step {
        anchor,
        title,
        progress,
        is_optional,
    } = step;
    let said = move || {
        let progress = progress.get();
        (!(is_optional && progress == Progress::Open))
            .then(|| view! { <span class="visually-hidden">", " {t(progress.word())}</span> })
    };
    let go = move |event: leptos::ev::MouseEvent| {
        // Within the page: not a step for the back button.
        event.prevent_default();
        go_to(anchor);
    };
    view! {
        <li data-tone=move || progress.get().tone().name()>
            <a href=format!("#{anchor}") on:click=go>
                {move || view! { <Icon name=progress.get().icon()/> }}
                <span>{t(title)}{said}</span>
            </a>
        </li>
    }
    .into_any()
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
