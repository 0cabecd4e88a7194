//! Files on their way to a deal, or to another record that has files: one after another, each with its progress; one that fails holds up no
//! other.

use super::{Sending, error_text, field_text};
use crate::api::{ApiError, IdempotencyKey, attachments};
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{FileEntry, FileState, toast_error};
use entente_model::deals::Attachment;
use entente_model::ids::{AttachmentId, DealId};
use futures::future::{AbortHandle, Abortable, LocalBoxFuture};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::File;

/// The kinds that the browser's dialog offers; the server decides by the content.
pub const ACCEPTED: &str =
    ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.txt,.csv,.eml,.msg,.png,.jpg,.jpeg,.webp,.gif,.zip";

/// Gives the id of the deal that files go to, saving a draft first that has none.
pub type DealOfFiles = Rc<dyn Fn() -> LocalBoxFuture<'static, Result<DealId, ApiError>>>;

/// Hears fractions from 0 to 1.
pub type FileProgress = Box<dyn Fn(f64)>;

/// Where files go to, and how one is taken away again.
pub struct FileHome {
    /// Sends a file.
    pub upload: Box<dyn Fn(File, IdempotencyKey, FileProgress) -> Sending<Attachment>>,
    /// Takes one away.
    pub remove: Box<dyn Fn(AttachmentId) -> Sending<()>>,
    /// What is said of a file whose record could not be saved.
    pub unsaved: Key,
}

impl FileHome {
    /// The files of a deal.
    fn of_deal(deal: DealOfFiles) -> Self {
        let owner = Rc::clone(&deal);
        FileHome {
            upload: Box::new(move |file, key, progress| {
                let deal = deal();
                Box::pin(async move { attachments::upload(deal.await?, &file, &key, progress).await })
            }),
            remove: Box::new(move |attachment| {
                let deal = owner();
                Box::pin(async move { attachments::delete(deal.await?, attachment).await })
            }),
            unsaved: keys::DEAL_ATTACHMENTS_UNSAVED,
        }
    }
}

struct Kept {
    file: File,
    key: IdempotencyKey,
    abort: Option<AbortHandle>,
}

/// The files of a record and those on their way. Copied freely.
#[derive(Clone, Copy)]
pub struct Uploads {
    entries: RwSignal<Vec<FileEntry>>,
    kept: StoredValue<HashMap<String, Kept>, LocalStorage>,
    stored: StoredValue<HashMap<String, AttachmentId>>,
    home: StoredValue<Rc<FileHome>, LocalStorage>,
    on_stored: StoredValue<Option<Callback<(Attachment,)>>>,
    running: StoredValue<bool>,
    next: StoredValue<u32>,
    max: u64,
}

impl Uploads {
    /// For a deal that may have files already. `max` is the most bytes of one; `on_stored` hears of each that has arrived.
    pub fn new(there: &[Attachment], max: u64, deal: DealOfFiles, on_stored: Option<Callback<(Attachment,)>>) -> Self {
        Self::at(there, max, FileHome::of_deal(deal), on_stored)
    }

    /// The same for files that go elsewhere.
    pub fn at(there: &[Attachment], max: u64, home: FileHome, on_stored: Option<Callback<(Attachment,)>>) -> Self {
        let uploads = Uploads {
            entries: RwSignal::new(Vec::new()),
            kept: StoredValue::new_local(HashMap::new()),
            stored: StoredValue::new(HashMap::new()),
            home: StoredValue::new_local(Rc::new(home)),
            on_stored: StoredValue::new(on_stored),
            running: StoredValue::new(false),
            next: StoredValue::new(0),
            max,
        };
        uploads.show(there);
        uploads
    }

    /// Takes over which files the server has, without touching those on their way.
    pub fn show(self, there: &[Attachment]) {
        self.stored.update_value(|stored| {
            stored.retain(|_, id| there.iter().any(|attachment| attachment.id == *id));
            for attachment in there {
                if !stored.values().any(|id| *id == attachment.id) {
                    stored.insert(attachment.id.to_string(), attachment.id);
                }
            }
        });
        let known = self.stored.get_value();
        let mut entries: Vec<FileEntry> = there
            .iter()
            .map(|attachment| FileEntry {
                id: known
                    .iter()
                    .find(|(_, id)| **id == attachment.id)
                    .map_or_else(|| attachment.id.to_string(), |(own, _)| own.clone()),
                name: attachment.name.clone(),
                size: attachment.size,
                state: FileState::Stored,
            })
            .collect();
        let on_their_way = self
            .entries
            .get_untracked()
            .into_iter()
            .filter(|entry| entry.state != FileState::Stored);
        entries.extend(on_their_way);
        if self.entries.with_untracked(|now| *now != entries) {
            self.entries.set(entries);
        }
    }

    /// The files, for the kit's list.
    pub fn entries(self) -> Signal<Vec<FileEntry>> {
        self.entries.into()
    }

    /// Whether any file has not arrived yet.
    pub fn pending(self) -> Signal<bool> {
        let entries = self.entries;
        Signal::derive(move || {
            let on_its_way = |entry: &FileEntry| {
                matches!(
                    entry.state,
                    FileState::Waiting | FileState::Sending(_) | FileState::Checking
                )
            };
            entries.with(|entries| entries.iter().any(on_its_way))
        })
    }

    /// The most bytes of one.
    pub fn most_bytes(self) -> u64 {
        self.max
    }

    /// Takes a file that was chosen or dropped.
    pub fn add(self, file: File) {
        let number = self
            .next
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default();
        let id = format!("file-{number}");
        let size = file.size() as u64;
        let state = if size == 0 {
            FileState::Failed(text(keys::DEAL_ATTACHMENTS_EMPTY_FILE))
        } else if size > self.max {
            FileState::Failed(text_with(
                keys::DEAL_ATTACHMENTS_TOO_LARGE,
                &[("max", &i18n::file_size(self.max))],
            ))
        } else {
            FileState::Waiting
        };
        let is_waiting = state == FileState::Waiting;
        self.entries.update(|entries| {
            entries.push(FileEntry {
                id: id.clone(),
                name: file.name(),
                size,
                state,
            })
        });
        if is_waiting {
            self.kept.update_value(|kept| {
                drop(kept.insert(
                    id,
                    Kept {
                        file,
                        key: IdempotencyKey::new(),
                        abort: None,
                    },
                ))
            });
            self.run();
        }
    }

    /// Sends a file again that was lost on the way.
    pub fn retry(self, id: &str) {
        if self.kept.with_value(|kept| kept.contains_key(id)) {
            self.set_state(id, FileState::Waiting);
            self.run();
        }
    }

    /// Takes a file out: one on its way is given up, one that has arrived is removed from the record.
    pub fn remove(self, id: &str) {
        let stored = self.stored.with_value(|stored| stored.get(id).copied());
        let Some(attachment) = stored else {
            if let Some(abort) = self
                .kept
                .try_update_value(|kept| kept.remove(id))
                .flatten()
                .and_then(|kept| kept.abort)
            {
                abort.abort();
            }
            self.entries.update(|entries| entries.retain(|entry| entry.id != id));
            return;
        };
        let before = self.entries.get_untracked();
        let id = id.to_owned();
        self.entries.update(|entries| entries.retain(|entry| entry.id != id));
        let removed = (self.home.get_value().remove)(attachment);
        spawn_local(async move {
            match removed.await {
                Ok(()) => {
                    self.stored.try_update_value(|stored| stored.remove(&id));
                }
                Err(error) => {
                    if let Some(entry) = before.into_iter().find(|entry| entry.id == id) {
                        self.entries.try_update(|entries| entries.push(entry));
                    }
                    toast_error(error_text(&error));
                }
            }
        });
    }

    /// Removes a file that has arrived.
    pub fn remove_stored(self, attachment: AttachmentId) {
        let own = self.stored.with_value(|stored| {
            stored
                .iter()
                .find(|(_, id)| **id == attachment)
                .map(|(own, _)| own.clone())
        });
        if let Some(own) = own {
            self.remove(&own);
        }
    }

    fn run(self) {
        if self.running.get_value() {
            return;
        }
        self.running.set_value(true);
        spawn_local(async move {
            while let Some(id) = self.next_waiting() {
                self.send(&id).await;
            }
            self.running.try_set_value(false);
        });
    }

    fn next_waiting(self) -> Option<String> {
        let waiting = |entries: &Vec<FileEntry>| {
            entries
                .iter()
                .find(|entry| entry.state == FileState::Waiting)
                .map(|entry| entry.id.clone())
        };
        self.entries.try_with_untracked(waiting).flatten()
    }

    async fn send(self, id: &str) {
        let (handle, registration) = AbortHandle::new_pair();
        let taken = self.kept.try_update_value(|kept| {
            let kept = kept.get_mut(id)?;
            kept.abort = Some(handle);
            Some((kept.file.clone(), kept.key.clone()))
        });
        let (Some(Some((file, key))), Some(home)) = (taken, self.home.try_get_value()) else {
            self.entries
                .try_update(|entries| entries.retain(|entry| entry.id != id));
            return;
        };
        self.set_state(id, FileState::Sending(0.0));
        let own = id.to_owned();
        let progress = move |part: f64| {
            self.set_state(
                &own,
                if part < 1.0 {
                    FileState::Sending(part)
                } else {
                    FileState::Checking
                },
            )
        };
        let sending = (home.upload)(file, key, Box::new(progress));
        // Given up: the entry is gone already.
        let Ok(answer) = Abortable::new(sending, registration).await else {
            return;
        };
        match answer {
            Ok(attachment) => {
                self.stored
                    .try_update_value(|stored| stored.insert(id.to_owned(), attachment.id));
                self.kept.try_update_value(|kept| kept.remove(id));
                self.set_state(id, FileState::Stored);
                if let Some(Some(on_stored)) = self.on_stored.try_get_value() {
                    on_stored.run((attachment,));
                }
            }
            Err(error) => {
                if !error.is_outcome_unknown() {
                    // Refused for what it is: sending it again would change nothing, but as another request it may.
                    self.kept
                        .try_update_value(|kept| kept.get_mut(id).map(|kept| kept.key = IdempotencyKey::new()));
                }
                self.set_state(id, FileState::Failed(refusal(&error, self.max, home.unsaved)));
            }
        }
    }

    fn set_state(self, id: &str, state: FileState) {
        self.entries.try_update(|entries| {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) {
                entry.state = state;
            }
        });
    }
}

/// Why a file was not taken, in the reader's words.
fn refusal(error: &ApiError, max: u64, unsaved: Key) -> String {
    use entente_model::problem::Code;
    match error.fields().first() {
        Some(field) if matches!(field.pointer.as_str(), "/file" | "/name") => field_text(field),
        // The draft that the file belongs to was refused, not the file.
        Some(_) => text(unsaved),
        None if error.code() == Some(Code::TooLarge) => {
            text_with(keys::DEAL_ATTACHMENTS_TOO_LARGE, &[("max", &i18n::file_size(max))])
        }
        None if matches!(error, ApiError::Network | ApiError::Unreadable) => text(keys::DEAL_ATTACHMENTS_FAILED),
        None => error_text(error),
    }
}
