//! Files: dropped, pasted or chosen, each with its progress, its failure and a way to take it out again.

use super::each;
use super::{ButtonSize, FieldContext, Icon, IconButton, IconName, ProgressBar};
use crate::i18n::{file_size, keys, percent, t, text, text_with};
use leptos::prelude::*;

/// How far a file has come.
#[derive(Clone, PartialEq, Debug)]
pub enum FileState {
    /// Waits for its turn.
    Waiting,
    /// On its way; the fraction that has arrived.
    Sending(f64),
    /// Being looked at by the server (kind, size, scanner).
    Checking,
    /// Kept.
    Stored,
    /// Refused or lost on the way: the reason in the reader's language.
    Failed(String),
}

/// A file in the list.
#[derive(Clone, PartialEq, Debug)]
pub struct FileEntry {
    /// What the page knows it by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// How far it has come.
    pub state: FileState,
}

/// A place for files. It sends nothing itself: the page takes the files and keeps `entries` up to date.
#[component]
pub fn FileDrop(
    /// The files so far.
    #[prop(into)]
    entries: Signal<Vec<FileEntry>>,
    /// Called with each file that is added.
    #[prop(into)]
    on_add: Callback<(web_sys::File,)>,
    /// Called with the id of an entry to take out.
    #[prop(into)]
    on_remove: Callback<(String,)>,
    /// Called with the id of an entry to send again.
    #[prop(into, optional)]
    on_retry: Option<Callback<(String,)>>,
    /// Kinds the browser offers, as in the `accept` attribute. The server decides.
    #[prop(default = "")]
    accept: &'static str,
    /// Which kinds and sizes are taken.
    #[prop(into, optional)]
    rule: Signal<Option<String>>,
    /// Takes one file, in place of the one before.
    #[prop(optional)]
    single: bool,
) -> impl IntoView {
    let field = FieldContext::of_control("files");
    let over = RwSignal::new(false);
    let choose_id = format!("{}-choose", field.id);
    // A page may have several places for files: the field's label tells them apart.
    let labelled_by = format!("{} {choose_id}", field.label_id);
    let (choose, or_drop) = if single {
        (keys::KIT_FILES_CHOOSE_ONE, keys::KIT_FILES_OR_DROP_ONE)
    } else {
        (keys::KIT_FILES_CHOOSE, keys::KIT_FILES_OR_DROP)
    };
    let add_all = move |files: Option<web_sys::FileList>| {
        let dropped = files.as_ref().map_or(0, web_sys::FileList::length);
        for index in 0..if single { dropped.min(1) } else { dropped } {
            if let Some(file) = files.as_ref().and_then(|files| files.get(index)) {
                on_add.run((file,));
            }
        }
    };
    let ids =
        Memo::new(move |_| entries.with(|entries| entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>()));
    view! {
        <div
            class="drop"
            data-over=move || over.get().to_string()
            on:dragover=move |event| { event.prevent_default(); over.set(true) }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                add_all(event.data_transfer().and_then(|data| data.files()));
            }
            on:paste=move |event| {
                let data = js_sys::Reflect::get(&event, &"clipboardData".into()).ok();
                let data = data.and_then(|data| wasm_bindgen::JsCast::dyn_into::<web_sys::DataTransfer>(data).ok());
                add_all(data.and_then(|data| data.files()));
            }
        >
            <Icon name=IconName::Upload size=super::IconSize::Large/>
            <span><b id=choose_id.clone()>{t(choose)}</b> " " {t(or_drop)}</span>
            {move || rule.get().map(|rule| view! { <span class="small">{rule}</span> })}
            <input
                type="file"
                multiple=!single
                id=field.id.clone()
                accept=accept
                aria-labelledby=labelled_by
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                on:change:target=move |event| {
                    add_all(event.target().files());
                    // The same file may be chosen again after it was taken out.
                    event.target().set_value("");
                }
            />
        </div>
        <ul class="files">
            {each(move || ids.get(), String::clone, move |id| {
                let entry = Memo::new(move |_| entries.with(|entries| entries.iter().find(|entry| entry.id == id).cloned()));
                view! { {move || entry.get().map(|entry| file_line(entry, on_remove, on_retry))} }.into_any()
            })}
        </ul>
    }
}

fn file_line(entry: FileEntry, on_remove: Callback<(String,)>, on_retry: Option<Callback<(String,)>>) -> AnyView {
    let failed = matches!(entry.state, FileState::Failed(_));
    let size = file_size(entry.size);
    let (state, progress) = match entry.state {
        FileState::Waiting => (text_with(keys::KIT_FILES_WAITING, &[("size", &size)]), None),
        FileState::Sending(part) => (
            text_with(keys::KIT_FILES_SENDING, &[("size", &size), ("part", &percent(part))]),
            Some(part),
        ),
        FileState::Checking => (text_with(keys::KIT_FILES_CHECKING, &[("size", &size)]), None),
        FileState::Stored => (text_with(keys::KIT_FILES_STORED, &[("size", &size)]), None),
        FileState::Failed(reason) => (reason, None),
    };
    let (id, name) = (entry.id, entry.name);
    let remove_label = text_with(keys::KIT_FILES_REMOVE, &[("name", &name)]);
    let retry = on_retry.filter(|_| failed).map(|on_retry| {
        let id = id.clone();
        view! { <IconButton label=text(keys::KIT_RETRY) icon=IconName::RotateCcw size=ButtonSize::Small on_press=move || on_retry.run((id.clone(),))/> }
    });
    view! {
        <li class="file" data-failed=failed.to_string()>
            <Icon name=if failed { IconName::CircleAlert } else { IconName::FileText }/>
            <span class="file-name" translate="no" dir="auto">{name}</span>
            <span class="file-state" role="status">{state}</span>
            {progress.map(|part| view! { <ProgressBar value=part/> })}
            <span class="file-actions">
                {retry}
                <IconButton label=remove_label icon=IconName::X size=ButtonSize::Small on_press=move || on_remove.run((id.clone(),))/>
            </span>
        </li>
    }
    .into_any()
}
