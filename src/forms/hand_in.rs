//! Handing a record in: save what is typed, then submit it; both wait in the outbox while the server can't be reached.

use super::{Draft, Saver, Sending, Subject};
use crate::api::{ApiError, Call, IdempotencyKey, connection, outbox};
use crate::i18n::{Key, text};
use crate::ui::toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// How often a version that only files or comments have moved is taken anew.
const TRIES: usize = 4;

/// A record whose draft is handed in, or deleted.
pub trait HandIn: Subject {
    /// What is said once it was handed in.
    const SUBMITTED: Key;

    /// Hands it in.
    fn submit(id: Self::Id, version: i64, key: &IdempotencyKey) -> Call<Self::Record>;
    /// Deletes it.
    fn delete(id: Self::Id, version: i64) -> Call<()>;
    /// Its page, where it is looked at.
    fn page(id: Self::Id) -> String;

    /// Leaves what is typed to the outbox, which hands it in under `key`; the keys of its entries in order. `None` where that can't wait,
    /// or the device has no room.
    fn queue(_: &Saver<Self>, _: &IdempotencyKey) -> Option<Vec<String>> {
        None
    }
}

/// A record that is handed in later when the server can't be reached.
pub trait HandInLater: HandIn {
    /// The request that makes the record.
    fn creating(fields: &Self::Fields, key: &IdempotencyKey) -> Call<Self::Record>;
    /// The request that changes it.
    fn updating(id: Self::Id, fields: &Self::Fields, version: i64) -> Call<Self::Record>;
    /// Hands in the record that the entry before in the outbox answers with.
    fn submit_of_answer(key: &IdempotencyKey) -> Call<Self::Record>;
    /// What the list of waiting submissions calls it, in the person's words.
    fn about(fields: &Self::Fields) -> String;
    /// The page with all of them.
    fn list_page() -> String;
    /// The page where a new one is begun.
    fn new_page() -> String;
    /// The page where it is changed.
    fn edit_page(id: Self::Id) -> String;
}

/// Saves what is typed, then sends it on, until the server takes it in the version that was saved; the record as it then stands.
pub async fn save_and_send<S: Subject>(
    saver: &Saver<S>,
    send: impl Fn(S::Id, i64) -> Sending<S::Record>,
) -> Result<S::Record, ApiError> {
    for _ in 0..TRIES {
        let (id, version) = saver.save_and_wait().await?;
        match send(id, version).await {
            Ok(record) => {
                saver.end();
                return Ok(record);
            }
            // Saving tells whether it was a file that moved the version, or somebody's words.
            Err(error) => match error.current::<S::Record>() {
                Some(current) => saver.moved(&current),
                None => return Err(error),
            },
        }
    }
    Err(ApiError::Unreadable)
}

/// Leaves what is typed to the outbox: saved, unless the server has it, then handed in.
pub fn queue_up<S: HandInLater>(saver: &Saver<S>, key: &IdempotencyKey) -> Option<Vec<String>> {
    let fields = saver.draft();
    let about = S::about(&fields);
    let (id, version, is_held) = saver.held();
    match id {
        Some(id) if is_held => {
            let submitting = S::submit(id.clone(), version, key);
            outbox::queue(submitting, about, S::page(id)).map(|key| vec![key])
        }
        Some(id) => {
            let saving = S::updating(id.clone(), &fields, version);
            let saving = outbox::queue(saving, about.clone(), S::edit_page(id.clone()))?;
            let submitting = outbox::queue_after(&saving, S::submit_of_answer(key), about, S::page(id))?;
            Some(vec![saving, submitting])
        }
        None => {
            // A first save that may have arrived goes again under its own key, so that it makes no second draft.
            let first = saver.creating().filter(|creating| creating.draft == fields);
            let first = first.map_or_else(IdempotencyKey::new, |creating| IdempotencyKey::of(creating.key));
            let saving = outbox::queue(S::creating(&fields, &first), about.clone(), S::new_page())?;
            let link = format!("{}/{{id}}", S::list_page());
            let submitting = outbox::queue_after(&saving, S::submit_of_answer(key), about, link)?;
            Some(vec![saving, submitting])
        }
    }
}

/// What became of it.
enum Outcome<R> {
    /// The server has it.
    Submitted(R),
    /// It waits on this device, under these keys of the outbox.
    Queued(Vec<String>),
    /// It was not taken.
    Refused(ApiError),
}

async fn submit<S: HandIn>(saver: &Saver<S>) -> Outcome<S::Record> {
    let key = IdempotencyKey::new();
    let queue = || {
        let keys = S::queue(saver, &key)?;
        let (raw, style) = saver.text();
        saver.hand_over(raw, style, keys.clone());
        Some(Outcome::Queued(keys))
    };
    if connection::away_since().is_some()
        && let Some(queued) = queue()
    {
        return queued;
    }
    match save_and_send(saver, |id, version| S::submit(id, version, &key).into_future()).await {
        Ok(record) => Outcome::Submitted(record),
        Err(error) if error.is_away() => queue().unwrap_or(Outcome::Refused(error)),
        Err(error) => Outcome::Refused(error),
    }
}

/// What sends a form; the kit asks it only when nothing is missing. Leads to the record's page, calls `on_queued` when it waits on this
/// device, and shows a refusal in the form.
pub fn hand_in<S: HandIn>(
    draft: Draft<S>,
    submitting: RwSignal<bool>,
    on_queued: impl Fn() + Copy + Send + Sync + 'static,
) -> Callback<()> {
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| {
        if submitting.get_untracked() || draft.queued.with_untracked(|queued| !queued.is_empty()) {
            return;
        }
        let Some(saver) = draft.saver() else { return };
        submitting.set(true);
        draft.restored.set(false);
        draft.errors.clear();
        draft.refused.set(None);
        spawn_local(async move {
            let outcome = submit(&saver).await;
            submitting.try_set(false);
            match outcome {
                Outcome::Submitted(record) => {
                    toast(text(S::SUBMITTED));
                    let to = S::page(S::id(&record));
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
                }
                Outcome::Queued(keys) => {
                    draft.queued.try_set(keys);
                    on_queued();
                }
                // A conflict of versions has its own notice.
                Outcome::Refused(_) if draft.stale.try_get_untracked().flatten().is_some() => {}
                Outcome::Refused(error) => draft.errors.show(&error),
            }
        });
    })
}
