//! Changing something from a page: what is under way, why it failed, and one key per logical action.

use super::{ApiError, IdempotencyKey};
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

/// A change on its way, and what is to be done with its answer.
type Sent = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce()>, ApiError>>>>;

struct Action<I> {
    input: I,
    key: IdempotencyKey,
}

/// A change that a page can make. Copied freely.
pub struct Writing<I: Send + Sync + 'static> {
    pending: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    run: StoredValue<Box<dyn Fn(I) + Send + Sync>>,
}

impl<I: Send + Sync + 'static> Clone for Writing<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: Send + Sync + 'static> Copy for Writing<I> {}

impl<I: Send + Sync + 'static> Writing<I> {
    /// Makes the change, unless it is under way already.
    pub fn run(self, input: I) {
        if self.pending.try_get_untracked() == Some(false) {
            self.run.try_with_value(|run| run(input));
        }
    }

    /// Whether it is under way.
    pub fn pending(self) -> Signal<bool> {
        self.pending.into()
    }

    /// Why the last try failed; gone with the next.
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Takes the failure off, when a form is opened anew.
    pub fn forget_error(self) {
        self.error.try_set(None);
    }
}

/// A change as a page makes it. `call` describes the request for an input and a key; `done` gets the answer while the page is there.
///
/// The same input again after an unknown outcome (the answer was lost) carries the same key, so that the server answers and does not
/// repeat; another input, or the next action after an answer, carries a new one. A change goes on when its page is left.
pub fn use_write<I, O, C>(
    call: impl Fn(&I, &IdempotencyKey) -> C + Send + Sync + 'static,
    done: impl Fn(I, O) + Send + Sync + 'static,
) -> Writing<I>
where
    I: Clone + PartialEq + Send + Sync + 'static,
    O: 'static,
    C: IntoFuture<Output = Result<O, ApiError>> + 'static,
{
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None));
    let unanswered: StoredValue<Option<Action<I>>> = StoredValue::new(None);
    let done = StoredValue::new(done);
    let run = move |input: I| {
        let kept = unanswered
            .try_update_value(Option::take)
            .flatten()
            .filter(|action| action.input == input);
        let key = kept.map_or_else(IdempotencyKey::new, |action| action.key);
        let sent = call(&input, &key).into_future().map(move |answer| match answer {
            Ok(answer) => Ok(Box::new(move || {
                done.try_with_value(|done| done(input, answer));
            }) as Box<dyn FnOnce()>),
            Err(failure) => {
                if failure.is_outcome_unknown() {
                    unanswered.try_set_value(Some(Action { input, key }));
                }
                Err(failure)
            }
        });
        carry_out(Box::pin(sent), pending, error);
    };
    Writing {
        pending,
        error,
        run: StoredValue::new(Box::new(run)),
    }
}

fn carry_out(sent: Sent, pending: RwSignal<bool>, error: RwSignal<Option<ApiError>>) {
    pending.set(true);
    error.set(None);
    spawn_local(async move {
        let outcome = sent.await;
        pending.try_set(false);
        match outcome {
            Ok(done) => done(),
            Err(ApiError::Aborted) => {}
            Err(failure) => {
                error.try_set(Some(failure));
            }
        }
    });
}
