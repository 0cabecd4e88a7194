//! What a form says above its fields.

use super::{Draft, FormErrors, Subject};
use crate::api::ApiError;
use crate::i18n::{Key, keys, text};
use crate::ui::{Banner, Button, ButtonSize, FileEntry, FileState, IconName, Tone, announce};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Says that text of the last visit was put in place, and takes it out again when asked to.
#[component]
pub fn RestoredNotice<S>(
    /// The draft.
    draft: Draft<S>,
    /// What is said.
    #[prop(default = keys::DEALS_FORM_RESTORED)]
    title: Key,
    /// What it means.
    #[prop(default = keys::DEALS_FORM_RESTORED_TEXT)]
    text: Key,
    /// What the button says; that it empties a new record, or takes the changes of another one off, without it.
    #[prop(optional)]
    label: Option<Key>,
) -> impl IntoView
where
    S: Subject,
{
    let discard = Callback::new(move |()| draft.discard_restored());
    let label = label.unwrap_or(if draft.is_new() {
        keys::DEALS_FORM_RESTORED_DISCARD_NEW
    } else {
        keys::DEALS_FORM_RESTORED_DISCARD
    });
    restored_notice(draft.restored, [title, text, label], discard)
}

/// The same where there is no [`Draft`]: what is said, what it means, and what the button says that takes it out.
pub fn restored_notice(restored: RwSignal<bool>, [title, text, label]: [Key; 3], discard: Callback<()>) -> AnyView {
    let notice = move || {
        restored.get().then(|| {
            view! {
                <Banner title=title text=text icon=IconName::History>
                    <Button label=label size=ButtonSize::Small on_press=discard/>
                </Banner>
            }
        })
    };
    view! { {notice} }.into_any()
}

/// Says why the server does not take a form, when no field is at fault.
#[component]
pub fn RefusedNotice<S>(
    /// The draft.
    draft: Draft<S>,
    /// What is said.
    title: Key,
    /// How a refusal reads.
    read: fn(&ApiError) -> String,
) -> impl IntoView
where
    S: Subject,
{
    refused_notice(draft.errors, draft.refused, title, read)
}

/// The typeless part of [`RefusedNotice`], compiled once.
fn refused_notice(
    errors: FormErrors,
    refused: RwSignal<Option<ApiError>>,
    title: Key,
    read: fn(&ApiError) -> String,
) -> AnyView {
    let notice = move || {
        let failed = errors.failed().get().or_else(|| refused.get())?;
        Some(view! { <Banner title=title text=Some(read(&failed)) tone=Tone::Danger/> })
    };
    view! { {notice} }.into_any()
}

/// Why a form can't be handed in while files are on their way or were lost: what is missing from it must not go unnoticed. Followed inside
/// a reactive closure.
pub fn files_open(files: &[Signal<Vec<FileEntry>>]) -> Option<String> {
    let any = |is_so: fn(&FileState) -> bool| {
        let is_in = |files: &Signal<Vec<FileEntry>>| files.with(|files| files.iter().any(|file| is_so(&file.state)));
        files.iter().any(is_in)
    };
    if any(|state| matches!(state, FileState::Waiting | FileState::Sending(_) | FileState::Checking)) {
        return Some(text(keys::DEALS_FORM_FILES_PENDING));
    }
    any(|state| matches!(state, FileState::Failed(_))).then(|| text(keys::DEALS_FORM_FILES_FAILED))
}

/// Says that a form waits on this device, and brings the notices above it, by their id, into sight and the focus there: the form below
/// rests.
pub fn tell_queued(said: Key, notices: &'static str) {
    announce(text(said));
    request_animation_frame(move || {
        let notices = document()
            .get_element_by_id(notices)
            .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(notices) = notices {
            notices.scroll_into_view();
            let _ = notices.focus();
        }
    });
}
