//! What the server says of something while it is edited.

use crate::api::ApiError;
use crate::ui::typing_pause;
use futures::future::{AbortHandle, Abortable};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds of rest before the server is asked.
const REST: u32 = 400;

/// What is known. Copied freely.
pub struct Answer<T: Send + Sync + 'static> {
    /// The last answer; stays while the next is on its way.
    pub outcome: RwSignal<Option<T>>,
    /// Why there was none.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether one is on its way.
    pub asking: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Answer<T> {}

impl<T: Send + Sync + 'static> Answer<T> {
    /// Asks anew; nothing once the page was left.
    pub fn ask_again(self) {
        self.again.try_update(|again| *again += 1);
    }

    /// Asks anew after a failure.
    pub fn retry(self) {
        self.error.set(None);
        self.ask_again();
    }
}

/// Asks `of` whenever the question changes, nothing while there is none, and anew whenever what `follow` reads changes. An answer to what
/// stands there no longer is never shown.
pub fn use_answer<Q, T, C>(
    question: Memo<Option<Q>>,
    follow: impl Fn() + 'static,
    of: impl Fn(Q) -> C + 'static,
) -> Answer<T>
where
    Q: Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
    C: IntoFuture<Output = Result<T, ApiError>> + 'static,
{
    let answer = Answer {
        outcome: RwSignal::new(None),
        error: RwSignal::new(None),
        asking: RwSignal::new(true),
        again: RwSignal::new(0),
    };
    let asked: StoredValue<Option<AbortHandle>> = StoredValue::new(None);
    let give_up = move || {
        if let Some(before) = asked.try_update_value(Option::take).flatten() {
            before.abort();
        }
    };
    Effect::new(move |_| {
        answer.again.track();
        follow();
        give_up();
        let Some(question) = question.get() else {
            answer.asking.set(false);
            return;
        };
        let call = of(question);
        let (handle, registration) = AbortHandle::new_pair();
        asked.set_value(Some(handle));
        answer.asking.set(true);
        let is_first = answer.outcome.with_untracked(Option::is_none);
        spawn_local(async move {
            let found = async {
                if !is_first {
                    TimeoutFuture::new(typing_pause(REST)).await;
                }
                call.await
            };
            // Given up when another question took its place.
            let Ok(found) = Abortable::new(found, registration).await else {
                return;
            };
            answer.asking.try_set(false);
            match found {
                Ok(outcome) => {
                    answer.error.try_set(None);
                    answer.outcome.try_set(Some(outcome));
                }
                Err(ApiError::Aborted) => {}
                Err(error) => {
                    answer.error.try_set(Some(error));
                }
            }
        });
    });
    on_cleanup(give_up);
    answer
}
