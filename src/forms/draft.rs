//! A record that is being written, as its page has it: the text in signals, where it stands, and the saver behind.
//!
//! Opening it decides which text one sees: what the server holds, or what this device kept of the last visit.

use super::{CopyOf, FormErrors, News, Place, Saver, Sending, Subject, Typing, kept_text, number_style};
use crate::api::{ApiError, connection};
use crate::ui::DraftStatus;
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// What can be read of what is typed, and what can't.
pub type ReadingOf<S> = Memo<(<S as Subject>::Fields, Vec<FieldError>)>;

/// Reads what is typed, whenever that or the reader's signs change.
pub fn reading_of<S: Subject>(fields: S::Typing) -> ReadingOf<S> {
    Memo::new(move |_| S::read(&Typing::raw(fields), number_style()))
}

/// What can't be read, then what handing in refuses of the rest, one of each field.
pub fn with_refused(unreadable: &[FieldError], refused: Vec<FieldError>) -> Vec<FieldError> {
    let further = refused
        .into_iter()
        .filter(|error| unreadable.iter().all(|known| known.pointer != error.pointer));
    unreadable.iter().cloned().chain(further).collect()
}

/// What a draft is opened with.
pub struct Opening<S: Subject> {
    /// What is saved, and how.
    pub subject: S,
    /// The signals, which hold `raw`.
    pub fields: S::Typing,
    /// What can be read of them.
    pub reading: ReadingOf<S>,
    /// What is wrong with them.
    pub errors: FormErrors,
    /// The record, unless it is a new one.
    pub record: Option<S::Record>,
    /// What the server holds, as the reader would have typed it, or what a new record begins with.
    pub raw: S::Raw,
    /// Where this device keeps what is typed.
    pub place: Place,
    /// What it has kept of the last visit.
    pub kept: Option<CopyOf<S>>,
}

/// The draft. Copied freely; lives as long as the page.
pub struct Draft<S: Subject> {
    /// Raw text.
    pub fields: S::Typing,
    /// What can be read of it.
    pub reading: ReadingOf<S>,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// The record's id, once the server has it.
    pub id: RwSignal<Option<S::Id>>,
    /// Where the draft stands.
    pub status: RwSignal<DraftStatus>,
    /// The record as somebody else has left it; a choice is due.
    pub stale: RwSignal<Option<S::Record>>,
    /// Why the server does not take the draft, when no field is at fault.
    pub refused: RwSignal<Option<ApiError>>,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    /// Keys of the outbox that hand it in; empty when nothing waits.
    pub queued: RwSignal<Vec<String>>,
    record: StoredValue<Option<S::Record>>,
    opening: StoredValue<(S::Raw, NumberStyle)>,
    saver: StoredValue<Saver<S>, LocalStorage>,
}

impl<S: Subject> Clone for Draft<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Subject> Copy for Draft<S> {}

impl<S: Subject> Draft<S> {
    /// Opens the form of a record and begins to save what is typed. `hear` is told first of all that comes from the saver, also after the
    /// page has gone; what it gives back goes on.
    pub fn open(opening: Opening<S>, hear: impl Fn(News<S::Record>) -> Option<News<S::Record>> + 'static) -> Self {
        let Opening {
            subject,
            fields,
            reading,
            errors,
            record,
            raw,
            place,
            kept,
        } = opening;
        let style = untrack(number_style);
        let kept = kept.and_then(|kept| with_more::<S>(kept, &place, &raw, style));
        let id = RwSignal::new(record.as_ref().map(S::id));
        let saved_at = record.as_ref().map(S::saved_at);
        let status = RwSignal::new(saved_at.map_or(DraftStatus::Untouched, DraftStatus::Saved));
        let (stale, refused) = (RwSignal::new(None), RwSignal::new(None));
        let tell = move |news: News<S::Record>| match hear(news) {
            Some(News::Status(now)) => drop(status.try_set(now)),
            Some(News::Saved(record)) => {
                refused.try_set(None);
                if matches!(id.try_get_untracked(), Some(None)) {
                    id.try_set(Some(S::id(&record)));
                }
            }
            Some(News::Stale(current)) => drop(stale.try_set(Some(*current))),
            Some(News::Refused(error)) if error.fields().is_empty() || S::asks_anew(&error) => {
                refused.try_set(Some(error));
            }
            // Shown beside its field, quietly: nobody has asked to send anything.
            Some(News::Refused(_)) | None => {}
        };
        let saver = Saver::new(subject, record.as_ref(), place, raw.clone(), style, tell);
        let draft = Draft {
            fields,
            reading,
            errors,
            id,
            status,
            stale,
            refused,
            restored: RwSignal::new(false),
            queued: RwSignal::new(Vec::new()),
            record: StoredValue::new(record),
            opening: StoredValue::new((raw, style)),
            saver: StoredValue::new_local(saver),
        };
        if let Some(kept) = kept {
            draft.restore(kept);
        }
        draft.keep_saving();
        draft
    }

    /// The saver; gone with the page.
    pub fn saver(self) -> Option<Saver<S>> {
        self.saver.try_get_value()
    }

    /// The record as it was opened; none of a new one.
    pub fn record(self) -> Option<S::Record> {
        self.record.try_get_value().flatten()
    }

    /// Whether there was no record when it was opened.
    pub fn is_new(self) -> bool {
        self.record.try_with_value(Option::is_none) == Some(true)
    }

    /// The record's id; what is typed is saved first where the server has none yet.
    pub fn saved(self) -> Sending<S::Id> {
        let saver = self.saver();
        let known = self.id.try_get_untracked().flatten();
        Box::pin(async move {
            match (known, saver) {
                (Some(id), _) => Ok(id),
                (None, Some(saver)) => saver.save_and_wait().await.map(|(id, _)| id),
                (None, None) => Err(ApiError::Aborted),
            }
        })
    }

    /// Takes the text of the last visit out again, here and on the server.
    pub fn discard_restored(self) {
        let style = untrack(number_style);
        let (raw, typed_in) = self.opening.get_value();
        let opening = S::in_signs(raw, typed_in, style);
        self.restored.set(false);
        if let Some(saver) = self.saver() {
            saver.forget_typed(opening.clone(), style);
        }
        Typing::fill(self.fields, opening);
    }

    /// Of two versions, takes what is typed here.
    pub fn keep_mine(self) {
        if let (Some(theirs), Some(saver)) = (self.stale.get_untracked(), self.saver()) {
            self.stale.set(None);
            saver.resume(Some(&theirs));
        }
    }

    /// Of two versions, takes what the server holds; `write` gives its text as the reader would have typed it.
    pub fn take_theirs(self, write: impl FnOnce(&S::Record) -> S::Raw) {
        if let (Some(theirs), Some(saver)) = (self.stale.get_untracked(), self.saver()) {
            let raw = write(&theirs);
            saver.take(&theirs, raw.clone());
            Typing::fill(self.fields, raw);
            self.status.set(DraftStatus::Saved(S::saved_at(&theirs)));
            self.stale.set(None);
        }
    }

    /// Gives a new record its own address once it has one, so that loading the page again opens it. The router is not asked: it would make
    /// the page anew under the person's fingers.
    pub fn name_address(self, address: fn(S::Id) -> String) {
        Effect::new(move |_| {
            if let (Some(id), Ok(history)) = (self.id.get(), window().history()) {
                let state = history.state().unwrap_or(JsValue::NULL);
                let _ = history.replace_state_with_url(&state, "", Some(&address(id)));
            }
        });
    }

    /// Puts the text of the last visit in place. Where the record has changed since, both are shown for a choice.
    fn restore(self, kept: CopyOf<S>) {
        let style = untrack(number_style);
        let raw = kept_text::<S>(&kept, style);
        let (mine, _) = S::read(&raw, style);
        let record = self.record.get_value();
        let is_stale = record.as_ref().is_some_and(|record| {
            let theirs = S::fields(record);
            *theirs != kept.held && *theirs != mine
        });
        let is_queued = !kept.queued.is_empty();
        if let Some(saver) = self.saver() {
            saver.take_up(kept.creating);
            if is_stale {
                saver.hold_back(kept.version, kept.held);
            }
            if is_queued {
                saver.hand_over(raw.clone(), style, kept.queued.clone());
            }
        }
        if is_stale {
            self.stale.set(record);
            self.status.set(DraftStatus::Conflict);
        }
        Typing::fill(self.fields, raw);
        self.queued.set(kept.queued);
        self.restored.set(!is_stale && !is_queued);
    }

    fn keep_saving(self) {
        let fields = self.fields;
        Effect::new(move |_| {
            let (raw, style) = (Typing::raw(fields), number_style());
            if let Some(saver) = self.saver() {
                saver.typed(raw, style);
            }
        });
        // Discarding would overwrite what somebody else has written.
        Effect::new(move |_| {
            if self.stale.with(Option::is_some) {
                self.restored.set(false);
            }
        });
        // Numbers keep their worth when the reader changes the language over them.
        Effect::watch(
            number_style,
            move |now, before, _| {
                if let Some(before) = before.filter(|before| *before != now) {
                    let raw = untrack(|| Typing::raw(fields));
                    Typing::fill(fields, S::in_signs(raw, *before, *now));
                }
            },
            false,
        );
        let is_there = Memo::new(move |_| connection::away_since().is_none());
        Effect::watch(
            move || is_there.get(),
            move |is_there, _, _| {
                if let Some(saver) = self.saver().filter(|_| *is_there) {
                    saver.save();
                }
            },
            false,
        );
        on_cleanup(move || {
            if let Some(saver) = self.saver() {
                saver.save();
            }
        });
    }
}

/// What the device kept, when it says anything beyond what the server holds; else it is forgotten.
fn with_more<S: Subject>(kept: CopyOf<S>, place: &Place, on_server: &S::Raw, style: NumberStyle) -> Option<CopyOf<S>> {
    let is_known = kept_text::<S>(&kept, style) == *on_server;
    if is_known && kept.queued.is_empty() && kept.creating.is_none() {
        place.forget();
        return None;
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::with_refused;
    use entente_model::problem::{FieldCode, FieldError};

    #[test]
    fn of_a_field_that_cannot_be_read_nothing_else_is_said() {
        let unreadable = [FieldError::new("/value/minor", FieldCode::NotANumber)];
        let refused = vec![
            FieldError::new("/value/minor", FieldCode::Required),
            FieldError::new("/need", FieldCode::Required),
        ];
        let all = with_refused(&unreadable, refused);
        let said: Vec<_> = all.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(
            said,
            [("/value/minor", FieldCode::NotANumber), ("/need", FieldCode::Required)]
        );
    }
}
