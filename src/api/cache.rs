//! Answers that were received: in memory for an instant return to a page, in `localStorage` so that a page can be read while the API is
//! away. What is kept belongs to one person and is forgotten when they sign out.

use super::storage;
use crate::json;
use chrono::{DateTime, Utc};
use gloo_timers::callback::Timeout;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

const PREFIX: &str = "entente.answer.";
/// Most answers kept on the device.
const MOST_KEPT: usize = 60;
/// Largest answer kept on the device, in bytes: a page of a hundred rows is about half of it.
const LARGEST_KEPT: usize = 200_000;
/// Milliseconds until an answer is written to the device, so that typing in a search does not write each of its answers.
const WRITE_AFTER: u32 = 1_500;

/// An answer and when it came.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The body as it came.
    pub body: String,
}

#[derive(Default)]
struct Cache {
    answers: HashMap<String, Kept>,
    /// The answer that waits to be written; another one of the same list takes its place.
    writes: HashMap<String, Timeout>,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
    static PERSON: Cell<u32> = const { Cell::new(0) };
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// Stands for the person whose answers are kept now; another one after each [`forget_everything`].
pub(super) fn person() -> u32 {
    PERSON.get()
}

/// Keeps an answer, on the device too when `stored`. One that was asked for by somebody who has signed out meanwhile is not kept.
pub(super) fn put(path: &str, body: &str, stored: bool, asked_by: u32) {
    if asked_by != person() {
        return;
    }
    let kept = Kept {
        received_at: Utc::now(),
        body: body.to_owned(),
    };
    CACHE.with_borrow_mut(|cache| {
        cache.answers.insert(path.to_owned(), kept);
        if stored && body.len() <= LARGEST_KEPT {
            let path = path.to_owned();
            let list = without_query(&path).to_owned();
            // Dropping the timer that stood there cancels it.
            cache
                .writes
                .insert(list, Timeout::new(WRITE_AFTER, move || write(&path)));
        }
    });
}

fn write(path: &str) {
    let kept = CACHE.with_borrow_mut(|cache| {
        cache.writes.remove(without_query(path));
        cache.answers.get(path).cloned()
    });
    let Some(text) = kept.and_then(|kept| json::write(&kept)) else {
        return;
    };
    let name = format!("{PREFIX}{path}");
    if storage::get(&name).is_none() {
        make_room(MOST_KEPT - 1);
    }
    if !storage::set(&name, &text) {
        make_room(MOST_KEPT / 2);
        storage::set(&name, &text);
    }
}

/// Drops the oldest answers of the device until at most `left` are left.
fn make_room(left: usize) {
    let mut names = storage::names(PREFIX);
    if names.len() <= left {
        return;
    }
    let age = |name: &String| {
        storage::get(name)
            .and_then(|text| json::read::<Kept>(&text))
            .map(|kept| kept.received_at)
    };
    names.sort_by_cached_key(age);
    let surplus = names.len() - left;
    names.into_iter().take(surplus).for_each(|name| storage::remove(&name));
}

/// The last answer of this visit.
pub(super) fn in_memory(path: &str) -> Option<Kept> {
    CACHE.with_borrow(|cache| cache.answers.get(path).cloned())
}

/// The last answer, of this visit or from the device.
pub(super) fn last(path: &str) -> Option<Kept> {
    in_memory(path).or_else(|| json::read(&storage::get(&format!("{PREFIX}{path}"))?))
}

/// Forgets what is kept in memory of the paths that begin so, after a change that makes them wrong.
pub(super) fn forget(prefix: &str) {
    CACHE.with_borrow_mut(|cache| cache.answers.retain(|path, _| !path.starts_with(prefix)));
}

/// Forgets every answer, in memory and on the device: at signing out, and when somebody else signs in.
pub fn forget_everything() {
    PERSON.set(person().wrapping_add(1));
    CACHE.with_borrow_mut(|cache| *cache = Cache::default());
    storage::names(PREFIX).iter().for_each(|name| storage::remove(name));
}
