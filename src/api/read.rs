//! Reading for a region of a page: shows at once what is stored, fetches, aborts what nobody waits for, and fetches anew on live events.
//!
//! Not a `LocalResource`: that one waits for a request that is out of date before it sends the next, which a search-as-you-type can't bear,
//! and it has no place for a stored answer's age.

use super::call::Question;
use super::{ApiError, Get, cache, connection, live};
use crate::json;
use chrono::{DateTime, Utc};
use entente_model::events::LiveEvent;
use futures::future::{AbortHandle, Abortable};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{Get as _, *};
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// Milliseconds in which live events are gathered before fetching anew: a bulk decision sends a hundred.
const GATHER: u32 = 200;

/// What a region of a page reads, with its four states: loading, failed, data, and data from before because the API is away. Copied freely.
pub struct Reading<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    progress: Progress,
}

impl<T: Send + Sync + 'static> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Reading<T> {}

impl<T: Clone + Send + Sync + 'static> Reading<T> {
    /// What was read last; `None` until something was.
    pub fn value(self) -> Signal<Option<T>> {
        self.value.into()
    }

    /// What was read last, now; followed inside a reactive closure.
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// Why the last try failed. With a value beside it, that value is from before.
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.progress.error.into()
    }

    /// Whether a request is on its way.
    pub fn loading(self) -> Signal<bool> {
        self.progress.loading.into()
    }

    /// When the value was received, if it is a stored one that could not be refreshed.
    pub fn stored_at(self) -> Signal<Option<DateTime<Utc>>> {
        self.progress.stored_at.into()
    }

    /// Fetches anew.
    pub fn refetch(self) {
        self.progress.refetch();
    }

    /// Looks at once whether the API is back, and fetches anew: what a person asks for who is told that something is from before.
    pub fn try_again(self) {
        connection::try_now();
        self.progress.refetch();
    }

    /// Puts a newer value in place, such as the answer of a change just made, and takes a failure off.
    pub fn set(self, value: T) {
        self.value.try_set(Some(value));
        self.progress.settle();
    }

    /// Changes the value in place, such as a row that was decided.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.value.try_update(|value| {
            if let Some(value) = value {
                change(value);
            }
        });
    }

    /// Fetches anew when a live event matches. A request to fetch everything anew always does.
    pub fn refetch_on(self, matches: impl Fn(&LiveEvent) -> bool + 'static) -> Self {
        let progress = self.progress;
        live::use_live(move |event| {
            if matches!(event, LiveEvent::Resync {}) || matches(event) {
                progress.refetch_soon();
            }
        });
        self
    }
}

/// How a reading stands, without its type.
#[derive(Clone, Copy)]
struct Progress {
    error: RwSignal<Option<ApiError>>,
    loading: RwSignal<bool>,
    stored_at: RwSignal<Option<DateTime<Utc>>>,
    again: RwSignal<u32>,
    gathering: RwSignal<bool>,
}

impl Progress {
    fn new() -> Self {
        Progress {
            error: RwSignal::new(None),
            loading: RwSignal::new(true),
            stored_at: RwSignal::new(None),
            again: RwSignal::new(0),
            gathering: RwSignal::new(false),
        }
    }

    fn refetch(self) {
        if let Some(mut again) = self.again.try_write() {
            *again += 1;
        }
    }

    fn refetch_soon(self) {
        if self.gathering.try_get_untracked() != Some(false) {
            return;
        }
        self.gathering.try_set(true);
        spawn_local(async move {
            TimeoutFuture::new(GATHER).await;
            self.gathering.try_set(false);
            self.refetch();
        });
    }

    /// What is shown is of now.
    fn settle(self) {
        self.error.try_set(None);
        self.stored_at.try_set(None);
    }

    fn take(self, question: &Question, answer: Result<String, ApiError>, show: &Show) {
        let answer = answer.and_then(|body| match show(Some(&body)) {
            true => Ok(body),
            false => Err(ApiError::Unreadable),
        });
        match answer {
            Ok(body) => {
                question.keep(&body);
                self.settle();
            }
            Err(ApiError::Aborted) => {}
            Err(error) => {
                if error.is_away()
                    && let Some(kept) = cache::last(&question.path)
                    && show(Some(&kept.body))
                {
                    self.stored_at.try_set(Some(kept.received_at));
                }
                self.error.try_set(Some(error));
            }
        }
        self.loading.try_set(false);
    }
}

/// Puts the text of an answer in place, or takes off what is shown; whether it could be read.
type Show = dyn Fn(Option<&str>) -> bool;

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// Reads what `request` describes, now and whenever the signals that it reads change. `None` reads nothing.
///
/// While another filter of the same list is fetched the old rows stay; another record starts from nothing. Everything ends with the
/// component that calls it.
pub fn use_read<T, Request>(request: impl Fn() -> Request + Send + Sync + 'static) -> Reading<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    Request: Into<Option<Get<T>>>,
{
    let value = RwSignal::new(None);
    let progress = Progress::new();
    let show = move |body: Option<&str>| {
        let read = body.map(json::read::<T>);
        let readable = !matches!(read, Some(None));
        if readable {
            value.try_set(read.flatten());
        }
        readable
    };
    follow(
        Box::new(move || request().into().map(Get::untyped)),
        Rc::new(show),
        progress,
    );
    Reading { value, progress }
}

/// The typeless part of [`use_read`], compiled once.
fn follow(request: Box<dyn Fn() -> Option<Question>>, show: Rc<Show>, progress: Progress) {
    let present: StoredValue<(String, Option<AbortHandle>)> = StoredValue::new(Default::default());
    let give_up = move |path: String, next: Option<AbortHandle>| {
        let before = present.try_update_value(|present| std::mem::replace(present, (path, next)));
        let (path, handle) = before.unwrap_or_default();
        if let Some(handle) = handle {
            handle.abort();
        }
        path
    };
    Effect::new(move |_| {
        progress.again.track();
        let Some(question) = request() else {
            give_up(String::new(), None);
            show(None);
            progress.loading.set(false);
            return;
        };
        let (handle, registration) = AbortHandle::new_pair();
        let before = give_up(question.path.clone(), Some(handle));
        if before != question.path {
            let shown = cache::in_memory(&question.path).is_some_and(|kept| show(Some(&kept.body)));
            if !shown && without_query(&before) != without_query(&question.path) {
                show(None);
            }
            progress.error.set(None);
        }
        progress.loading.set(true);
        let show = Rc::clone(&show);
        spawn_local(async move {
            // Given up: another request has taken its place, and the state is that one's.
            if let Ok(answer) = Abortable::new(question.send(), registration).await {
                progress.take(&question, answer, &*show);
            }
        });
    });
    // What was shown from before is fetched anew as soon as the API is back.
    let is_there = Memo::new(|_| connection::away_since().is_none());
    Effect::watch(
        move || is_there.get(),
        move |there, _, _| {
            if *there && progress.stored_at.with_untracked(Option::is_some) {
                progress.refetch();
            }
        },
        false,
    );
    let number = connection::shown_number();
    Effect::new(move |_| connection::note_shown(number, progress.stored_at.get()));
    on_cleanup(move || {
        give_up(String::new(), None);
        connection::note_shown(number, None);
    });
}
