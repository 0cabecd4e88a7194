//! Saves what is typed: on this device at every change, on the server a second after the last one, one request at a time.
//!
//! The saver outlives its page: what was typed last is still sent when the page is left, and what could not be sent stays on the device.

mod sending;

use super::device::{DeviceCopy, Place};
use super::subject::{CopyOf, CreatingOf, Subject};
use crate::api::ApiError;
use crate::ui::DraftStatus;
use chrono::{DateTime, TimeDelta, Utc};
use entente_model::money::NumberStyle;
use entente_model::problem::{Code, Problem};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;

/// Milliseconds after the last change until the server is told.
const REST: u32 = 1_000;
/// Longest time that somebody who never rests goes unsaved on the server.
const LONGEST: TimeDelta = TimeDelta::seconds(5);

/// What the page hears of its saver.
#[derive(Debug)]
pub enum News<R> {
    /// Where the draft stands.
    Status(DraftStatus),
    /// The server has the draft, in this version.
    Saved(Box<R>),
    /// Somebody else changed it meanwhile; this is how it stands.
    Stale(Box<R>),
    /// The server does not take it.
    Refused(ApiError),
}

struct Core<S: Subject> {
    subject: Rc<S>,
    place: Place,
    id: Option<S::Id>,
    version: i64,
    /// What the server holds, as it was sent or read.
    held: S::Fields,
    raw: S::Raw,
    style: NumberStyle,
    creating: Option<CreatingOf<S>>,
    /// The server is to have a record, whatever is typed.
    wanted: bool,
    busy: bool,
    /// Saving waits for a choice between two versions, or for the outbox.
    held_back: bool,
    /// Entries of the outbox that hand it in.
    queued: Vec<String>,
    timer: Option<Timeout>,
    unsaved_since: Option<DateTime<Utc>>,
    tell: Rc<dyn Fn(News<S::Record>)>,
}

/// Saves one form. Clones are the same saver.
pub struct Saver<S: Subject>(Rc<RefCell<Core<S>>>);

impl<S: Subject> Clone for Saver<S> {
    fn clone(&self) -> Self {
        Saver(Rc::clone(&self.0))
    }
}

impl<S: Subject> Saver<S> {
    /// For a form that begins with `raw`; `record` is what the server holds of it, and `place` where the device keeps it. `tell` must bear
    /// being called after the page has gone.
    pub fn new(
        subject: S,
        record: Option<&S::Record>,
        place: Place,
        raw: S::Raw,
        style: NumberStyle,
        tell: impl Fn(News<S::Record>) + 'static,
    ) -> Self {
        Saver(Rc::new(RefCell::new(Core {
            subject: Rc::new(subject),
            place,
            id: record.map(S::id),
            version: record.map_or(0, S::version),
            held: record.map(|record| S::fields(record).clone()).unwrap_or_default(),
            raw,
            style,
            creating: None,
            wanted: false,
            busy: false,
            held_back: false,
            queued: Vec::new(),
            timer: None,
            unsaved_since: None,
            tell: Rc::new(tell),
        })))
    }

    /// Takes up the first save of a new record whose answer was never heard.
    pub fn take_up(&self, creating: Option<CreatingOf<S>>) {
        self.0.borrow_mut().creating = creating;
    }

    /// Something was typed.
    pub fn typed(&self, raw: S::Raw, style: NumberStyle) {
        let mut core = self.0.borrow_mut();
        if core.raw == raw && core.style == style {
            return;
        }
        (core.raw, core.style) = (raw, style);
        let kept = core.keep();
        let since = *core.unsaved_since.get_or_insert_with(Utc::now);
        let pause = if Utc::now() - since > LONGEST { 0 } else { REST };
        let saver = self.clone();
        core.timer = Some(Timeout::new(pause, move || saver.save()));
        let status = if core.held_back {
            DraftStatus::Conflict
        } else if core.version > 0 || kept {
            DraftStatus::Saving
        } else {
            DraftStatus::KeptHere
        };
        drop(core);
        self.tell(News::Status(status));
    }

    /// Saves at once, in the background: when a page is left, or when the server is back.
    pub fn save(&self) {
        let saver = self.clone();
        spawn_local(async move {
            let _ = saver.run().await;
        });
    }

    /// Saves at once, as [`Saver::save`], and from now on whether the form says enough to begin by itself or not.
    pub fn begin(&self) {
        self.0.borrow_mut().wanted = true;
        self.save();
    }

    /// Saves at once and waits for it; id and version of what the server then holds. An empty form becomes an empty draft: a file needs one.
    pub async fn save_and_wait(&self) -> Result<(S::Id, i64), ApiError> {
        while self.0.borrow().busy {
            TimeoutFuture::new(20).await;
        }
        self.0.borrow_mut().wanted = true;
        self.run().await?;
        let core = self.0.borrow();
        if core.held_back {
            return Err(Problem::new(Code::StaleVersion).into());
        }
        core.id.clone().map(|id| (id, core.version)).ok_or(ApiError::Aborted)
    }

    /// Id, version and whether the server holds all that is typed.
    pub fn held(&self) -> (Option<S::Id>, i64, bool) {
        let core = self.0.borrow();
        (core.id.clone(), core.version, core.readable() == core.held)
    }

    /// The first save of a new record that is still unanswered, to be queued under its own key.
    pub fn creating(&self) -> Option<CreatingOf<S>> {
        self.0.borrow().creating.clone()
    }

    /// What was typed last, and in which signs.
    pub fn text(&self) -> (S::Raw, NumberStyle) {
        let core = self.0.borrow();
        (core.raw.clone(), core.style)
    }

    /// Keeps what is typed although it is being handed in: the outbox sends it.
    pub fn hand_over(&self, raw: S::Raw, style: NumberStyle, queued: Vec<String>) {
        let mut core = self.0.borrow_mut();
        (core.raw, core.style) = (raw, style);
        core.timer = None;
        core.held_back = true;
        core.queued = queued;
        core.keep();
    }

    /// Keeps what is typed on the device only, until [`Saver::resume`] or [`Saver::take`]: two versions wait for a choice. `version` and
    /// `held` are what the record was when it was typed, and are kept with it: a tab killed before the choice asks again.
    pub fn hold_back(&self, version: i64, held: S::Fields) {
        let mut core = self.0.borrow_mut();
        core.held_back = true;
        core.version = version;
        core.held = held;
    }

    /// Goes on saving after [`Saver::hand_over`] or a conflict, from another version of the record when one is given.
    pub fn resume(&self, from: Option<&S::Record>) {
        {
            let mut core = self.0.borrow_mut();
            core.held_back = false;
            core.queued.clear();
            if let Some(record) = from {
                core.version = S::version(record);
                core.held = S::fields(record).clone();
            }
            core.keep();
        }
        self.save();
    }

    /// The record has moved on: taken over when no one's words have changed, and shown for a choice otherwise.
    pub fn moved(&self, current: &S::Record) {
        let mut core = self.0.borrow_mut();
        let fields = S::fields(current);
        let is_same = *fields == core.held || *fields == core.readable();
        core.version = S::version(current);
        if !is_same {
            core.held_back = true;
            drop(core);
            self.tell(News::Status(DraftStatus::Conflict));
            self.tell(News::Stale(Box::new(current.clone())));
        }
    }

    /// Takes the server's record in place of what is typed, which is forgotten, and tells the page of it.
    pub fn take(&self, record: &S::Record, raw: S::Raw) {
        {
            let mut core = self.0.borrow_mut();
            core.timer = None;
            core.held_back = false;
            core.unsaved_since = None;
            core.version = S::version(record);
            core.held = S::fields(record).clone();
            core.raw = raw;
            core.place.forget();
        }
        self.tell(News::Saved(Box::new(record.clone())));
    }

    /// Goes back to `raw`, which says what the record was when it was opened, and forgets what was typed beyond it; where that has gone to
    /// the server, `raw` takes its place there at once.
    pub fn forget_typed(&self, raw: S::Raw, style: NumberStyle) {
        let status = {
            let mut core = self.0.borrow_mut();
            core.timer = None;
            core.unsaved_since = None;
            core.wanted = false;
            (core.raw, core.style) = (raw, style);
            if !core.busy {
                core.creating = None;
            }
            // What is under way may bring the server what is forgotten here: this goes after it.
            let is_due = core.busy || (core.id.is_some() && !core.is_even());
            if is_due {
                core.keep();
            } else {
                core.place.forget();
            }
            match (core.held_back, is_due) {
                (true, _) => DraftStatus::Conflict,
                (false, true) => DraftStatus::Saving,
                (false, false) if core.id.is_none() => DraftStatus::Untouched,
                (false, false) => DraftStatus::Saved(Utc::now()),
            }
        };
        self.tell(News::Status(status));
        if self.0.borrow().id.is_some() {
            self.save();
        }
    }

    /// What can be read of what is typed.
    pub fn draft(&self) -> S::Fields {
        self.0.borrow().readable()
    }

    /// Forgets what is kept on the device and saves no more: it was handed in, or deleted.
    pub fn end(&self) {
        let mut core = self.0.borrow_mut();
        core.timer = None;
        core.held_back = true;
        core.place.forget();
    }

    fn tell(&self, news: News<S::Record>) {
        // The page may ask the saver something while it is told.
        let tell = self.0.borrow().tell.clone();
        tell(news);
    }
}

impl<S: Subject> Core<S> {
    fn readable(&self) -> S::Fields {
        S::read(&self.raw, self.style).0
    }

    /// Whether all that is typed is on the server, also what can't be read.
    fn is_even(&self) -> bool {
        let (draft, errors) = S::read(&self.raw, self.style);
        errors.is_empty() && draft == self.held
    }

    fn copy(&self) -> CopyOf<S> {
        let mut copy = DeviceCopy::new(
            self.raw.clone(),
            self.style,
            self.version,
            self.held.clone(),
            self.creating.clone(),
        );
        copy.queued.clone_from(&self.queued);
        copy
    }

    fn keep(&self) -> bool {
        self.place.keep(&self.copy())
    }

    fn hold(&mut self, record: &S::Record, sent: S::Fields) {
        self.version = S::version(record);
        self.held = sent;
        if self.is_even() {
            self.unsaved_since = None;
            self.place.forget();
        } else {
            self.keep();
        }
    }

    fn status(&self, result: &Result<(), ApiError>) -> Option<DraftStatus> {
        match result {
            Ok(()) if self.id.is_none() && self.readable() == self.held => Some(DraftStatus::Untouched),
            Ok(()) if self.id.is_none() => Some(DraftStatus::OnDevice),
            Ok(()) if self.is_even() => Some(DraftStatus::Saved(Utc::now())),
            Err(error) if error.code() == Some(Code::StaleVersion) => Some(DraftStatus::Conflict),
            Err(error) if error.code() == Some(Code::InvalidFields) => Some(DraftStatus::Refused),
            // What can't be read, or can't be sent now.
            _ => Some(DraftStatus::KeptHere),
        }
    }
}
