//! The gate that requests wait at while a person whose session has ended signs in again over the page.

use super::ApiError;
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use std::cell::RefCell;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

static LOST: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));
static HAS_SESSION: AtomicBool = AtomicBool::new(false);

thread_local! {
    static WAITING: RefCell<Vec<oneshot::Sender<bool>>> = const { RefCell::new(Vec::new()) };
}

/// Whether the session was lost and somebody has to sign in before anything goes on. Followed when read inside a reactive closure.
pub fn is_session_lost() -> bool {
    if Observer::get().is_some() {
        LOST.get()
    } else {
        LOST.get_untracked()
    }
}

/// Somebody is signed in: what waited goes on, and from now on a 401 is a lost session.
pub fn open() {
    HAS_SESSION.store(true, Ordering::Relaxed);
    release(true);
}

/// Nobody is signed in any more: what waited is given up, and a 401 is an answer like any other.
pub fn close() {
    HAS_SESSION.store(false, Ordering::Relaxed);
    release(false);
}

fn release(go_on: bool) {
    if LOST.get_untracked() {
        LOST.set(false);
    }
    for waiting in WAITING.take() {
        let _ = waiting.send(go_on);
    }
}

/// Whether a 401 now means that a session was lost.
pub(super) fn is_guarded() -> bool {
    HAS_SESSION.load(Ordering::Relaxed)
}

/// Tells that the session was lost and waits until somebody has signed in again.
pub(super) async fn wait() -> Result<(), ApiError> {
    let (sender, receiver) = oneshot::channel();
    WAITING.with_borrow_mut(|waiting| waiting.push(sender));
    if !LOST.get_untracked() {
        LOST.set(true);
    }
    match receiver.await {
        Ok(true) => Ok(()),
        _ => Err(ApiError::Aborted),
    }
}
