//! One file on its way, which takes the place of the one before.

use crate::api::{ApiError, IdempotencyKey};
use crate::forms::{error_text, field_text};
use crate::i18n::{self, keys, text, text_with};
use crate::ui::{Field, FileDrop, FileEntry, FileState};
use entente_model::partners::Partner;
use entente_model::problem::Code;
use futures::future::{AbortHandle, Abortable, LocalBoxFuture};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use web_sys::File;

/// Sends a file under a key; the last one hears how far it has come.
pub(super) type SendFile =
    Rc<dyn Fn(File, IdempotencyKey, Box<dyn Fn(f64)>) -> LocalBoxFuture<'static, Result<Partner, ApiError>>>;

struct Kept {
    file: File,
    key: IdempotencyKey,
    abort: Option<AbortHandle>,
}

/// The file on its way, if there is one. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    entries: RwSignal<Vec<FileEntry>>,
    kept: StoredValue<Option<Kept>, LocalStorage>,
    send: StoredValue<SendFile, LocalStorage>,
    on_stored: Callback<(Partner,)>,
    max: u64,
    number: StoredValue<u32>,
}

impl Sending {
    /// Files of at most `max` bytes; `on_stored` gets the partner once one has arrived.
    pub(super) fn new(max: u64, send: SendFile, on_stored: Callback<(Partner,)>) -> Self {
        Sending {
            entries: RwSignal::new(Vec::new()),
            kept: StoredValue::new_local(None),
            send: StoredValue::new_local(send),
            on_stored,
            max,
            number: StoredValue::new(0),
        }
    }

    /// Takes a file that was chosen or dropped, in place of one that is still on its way.
    fn take(self, file: File) {
        self.give_up();
        self.number.update_value(|number| *number += 1);
        let size = file.size() as u64;
        let refused = if size == 0 {
            Some(text(keys::FIELD_FILE_EMPTY))
        } else if size > self.max {
            Some(too_large(self.max))
        } else {
            None
        };
        let is_taken = refused.is_none();
        self.entries.set(vec![FileEntry {
            id: format!("file-{}", self.number.get_value()),
            name: file.name(),
            size,
            state: refused.map_or(FileState::Waiting, FileState::Failed),
        }]);
        if is_taken {
            self.kept.set_value(Some(Kept {
                file,
                key: IdempotencyKey::new(),
                abort: None,
            }));
            self.run();
        }
    }

    /// Sends it again after it was lost on the way.
    fn retry(self) {
        if self.kept.with_value(Option::is_some) {
            self.run();
        }
    }

    /// Takes it out, and gives it up when it is on its way.
    fn give_up(self) {
        let abort = self
            .kept
            .try_update_value(Option::take)
            .flatten()
            .and_then(|kept| kept.abort);
        if let Some(abort) = abort {
            abort.abort();
        }
        self.entries.set(Vec::new());
    }

    fn run(self) {
        let (handle, registration) = AbortHandle::new_pair();
        let taken = self.kept.try_update_value(|kept| {
            let kept = kept.as_mut()?;
            kept.abort = Some(handle);
            Some((kept.file.clone(), kept.key.clone()))
        });
        let Some((file, key)) = taken.flatten() else { return };
        self.set_state(FileState::Sending(0.0));
        let progress = move |part: f64| {
            self.set_state(if part < 1.0 {
                FileState::Sending(part)
            } else {
                FileState::Checking
            })
        };
        let sending = self.send.with_value(|send| send(file, key, Box::new(progress)));
        spawn_local(async move {
            // Given up: the entry is gone already.
            let Ok(answer) = Abortable::new(sending, registration).await else {
                return;
            };
            match answer {
                Ok(partner) => {
                    self.kept.try_set_value(None);
                    self.entries.try_set(Vec::new());
                    self.on_stored.try_run((partner,));
                }
                Err(error) => {
                    if !error.is_outcome_unknown() {
                        // Refused for what it is: sending it again would change nothing, but as another request it may.
                        self.kept.try_update_value(|kept| {
                            if let Some(kept) = kept {
                                kept.key = IdempotencyKey::new();
                            }
                        });
                    }
                    self.set_state(FileState::Failed(refusal(&error, self.max)));
                }
            }
        });
    }

    fn set_state(self, state: FileState) {
        self.entries.try_update(|entries| {
            if let Some(entry) = entries.first_mut() {
                entry.state = state;
            }
        });
    }
}

/// The place for the file.
#[component]
pub(super) fn FilePlace(
    /// The file on its way.
    sending: Sending,
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Kinds that the browser's dialog offers; the server decides by the content.
    accept: &'static str,
    /// Which kinds and sizes are taken.
    #[prop(into)]
    rule: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Field label=label group=true>
            <FileDrop
                entries=sending.entries
                on_add=move |file: File| sending.take(file)
                on_remove=move |_: String| sending.give_up()
                on_retry=move |_: String| sending.retry()
                accept=accept
                rule=rule
                single=true
            />
        </Field>
    }
}

fn too_large(max: u64) -> String {
    text_with(keys::FIELD_FILE_TOO_LARGE, &[("max", &i18n::file_size(max))])
}

/// Why a file was not taken, in the reader's words.
fn refusal(error: &ApiError, max: u64) -> String {
    match error.fields().first() {
        Some(field) => field_text(field),
        None if error.code() == Some(Code::TooLarge) => too_large(max),
        None => error_text(error),
    }
}
