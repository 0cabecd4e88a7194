//! Sends what a form holds to the server: the first save, which makes the record, and each one after it.

use super::{News, Saver};
use crate::api::{ApiError, IdempotencyKey};
use crate::forms::device::Creating;
use crate::forms::subject::{CreatingOf, Subject};
use entente_model::problem::{Code, Problem};
use std::rc::Rc;

/// How often a first save that the server wants made ready anew is tried.
const TRIES: usize = 3;

impl<S: Subject> Saver<S> {
    /// Saves now, unless it is under way or held back, and tells the page how it went.
    pub(super) async fn run(&self) -> Result<(), ApiError> {
        {
            let mut core = self.0.borrow_mut();
            core.timer = None;
            if core.busy || core.held_back {
                return Ok(());
            }
            core.busy = true;
        }
        let result = self.save_all().await;
        let status = {
            let mut core = self.0.borrow_mut();
            core.busy = false;
            core.status(&result)
        };
        if let Some(status) = status {
            self.tell(News::Status(status));
        }
        if let Err(error) = &result
            && !error.is_away()
            && *error != ApiError::Aborted
            && error.code() != Some(Code::StaleVersion)
        {
            self.tell(News::Refused(error.clone()));
        }
        result
    }

    /// Sends until the server holds what is typed.
    async fn save_all(&self) -> Result<(), ApiError> {
        loop {
            let (id, version, draft) = {
                let core = self.0.borrow();
                let draft = core.readable();
                let is_wanted = core.id.is_none() && core.wanted;
                if draft == core.held && core.creating.is_none() && !is_wanted {
                    return Ok(());
                }
                let errors = S::check_limits(&draft);
                if !errors.is_empty() {
                    return Err(Problem::fields(errors).into());
                }
                let is_begun = core.creating.is_some() || is_wanted || core.subject.says_enough(&draft);
                if core.id.is_none() && !is_begun {
                    return Ok(());
                }
                (core.id.clone(), core.version, draft)
            };
            match id {
                None => self.create().await?,
                Some(id) => self.update(id, version, draft).await?,
            }
        }
    }

    async fn create(&self) -> Result<(), ApiError> {
        let subject = Rc::clone(&self.0.borrow().subject);
        let mut tries = 1;
        loop {
            let Some(creating) = self.first_save(&subject).await? else {
                return Ok(());
            };
            let key = IdempotencyKey::of(creating.key);
            match subject.create(&creating.draft, &creating.pass, &key).await {
                Ok(record) => {
                    {
                        let mut core = self.0.borrow_mut();
                        core.creating = None;
                        core.place.forget();
                        let id = S::id(&record);
                        core.place = subject.place(&id);
                        core.id = Some(id);
                        core.hold(&record, creating.draft);
                    }
                    self.tell(News::Saved(Box::new(record)));
                    return Ok(());
                }
                Err(error) => {
                    if !error.is_outcome_unknown() {
                        self.0.borrow_mut().creating = None;
                    }
                    if !S::asks_anew(&error) || tries == TRIES {
                        return Err(error);
                    }
                    tries += 1;
                }
            }
        }
    }

    /// The request that makes the record: the one that is still unanswered, or a new one of what is typed by the time it is ready. None when
    /// that no longer says enough.
    async fn first_save(&self, subject: &S) -> Result<Option<CreatingOf<S>>, ApiError> {
        if let Some(creating) = self.creating() {
            return Ok(Some(creating));
        }
        let pass = subject.prepare().await?;
        let mut core = self.0.borrow_mut();
        let draft = core.readable();
        if !core.wanted && (draft == core.held || !subject.says_enough(&draft)) {
            return Ok(None);
        }
        let creating = Creating {
            key: IdempotencyKey::new().as_str().to_owned(),
            draft,
            pass,
        };
        core.creating = Some(creating.clone());
        // A tab killed before the answer sends the same request again, and makes no second draft.
        core.keep();
        Ok(Some(creating))
    }

    async fn update(&self, id: S::Id, version: i64, draft: S::Fields) -> Result<(), ApiError> {
        let subject = Rc::clone(&self.0.borrow().subject);
        match subject.update(&id, &draft, version).await {
            Ok(record) => {
                self.0.borrow_mut().hold(&record, draft);
                self.tell(News::Saved(Box::new(record)));
                Ok(())
            }
            Err(error) => {
                let Some(current) = error.current::<S::Record>() else {
                    return Err(error);
                };
                let mut core = self.0.borrow_mut();
                let fields = S::fields(&current);
                // Files and comments make versions too, and so does a save of our own whose answer was lost: no one's words are at stake.
                if *fields == draft || *fields == core.held {
                    core.hold(&current, fields.clone());
                    drop(core);
                    self.tell(News::Saved(Box::new(current)));
                    return Ok(());
                }
                core.held_back = true;
                drop(core);
                self.tell(News::Stale(Box::new(current)));
                Err(error)
            }
        }
    }
}
