//! Whether the API can be reached, and how old what is shown may be.

use super::{live, outbox, transport};
use chrono::{DateTime, Utc};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use wasm_bindgen_futures::spawn_local;

static AWAY_SINCE: LazyLock<ArcRwSignal<Option<DateTime<Utc>>>> = LazyLock::new(|| ArcRwSignal::new(None));
static SHOWN: LazyLock<ArcRwSignal<BTreeMap<u32, DateTime<Utc>>>> = LazyLock::new(ArcRwSignal::default);
static PROBING: AtomicBool = AtomicBool::new(false);
static NEXT_SHOWN: AtomicU32 = AtomicU32::new(1);

/// Seconds between two tries to reach the API again; the last holds for all that follow.
const PROBES: [u32; 5] = [1, 2, 4, 8, 15];

/// Since when the API can't be reached; `None` while it can. Followed when read inside a reactive closure.
pub fn away_since() -> Option<DateTime<Utc>> {
    if Observer::get().is_some() {
        AWAY_SINCE.get()
    } else {
        AWAY_SINCE.get_untracked()
    }
}

/// When the oldest stored answer that is on the page was received; `None` when all of it is fresh. Followed as [`away_since`].
pub fn oldest_shown() -> Option<DateTime<Utc>> {
    let oldest = |shown: &BTreeMap<u32, DateTime<Utc>>| shown.values().min().copied();
    if Observer::get().is_some() {
        SHOWN.with(oldest)
    } else {
        SHOWN.with_untracked(oldest)
    }
}

/// A number under which a region of the page tells how old what it shows is.
pub(super) fn shown_number() -> u32 {
    NEXT_SHOWN.fetch_add(1, Ordering::Relaxed)
}

/// Tells that a region shows a stored answer of that age, or that it no longer does.
pub(super) fn note_shown(number: u32, received_at: Option<DateTime<Utc>>) {
    let present = SHOWN.with_untracked(|shown| shown.get(&number).copied());
    if present != received_at {
        SHOWN.update(|shown| match received_at {
            Some(received_at) => drop(shown.insert(number, received_at)),
            None => drop(shown.remove(&number)),
        });
    }
}

/// An answer came: the API is there. What waited is sent, and pages fetch anew.
pub(super) fn note_reached() {
    if AWAY_SINCE.get_untracked().is_some() {
        AWAY_SINCE.set(None);
        live::resync();
        outbox::flush();
    }
}

/// The API was not reached: from now on it is asked now and then whether it is back.
pub(super) fn note_away() {
    if AWAY_SINCE.get_untracked().is_none() {
        AWAY_SINCE.set(Some(Utc::now()));
    }
    if !PROBING.swap(true, Ordering::Relaxed) {
        spawn_local(probe());
    }
}

/// Asks at once, for the button "try again" and when the browser says that it is online.
pub fn try_now() {
    if AWAY_SINCE.get_untracked().is_some() {
        spawn_local(async {
            if transport::is_reachable().await {
                note_reached();
            }
        });
    }
}

/// The stream of live events broke: asks, after the time that a restart takes, whether the API is there at all.
pub(super) fn suspect() {
    spawn_local(async {
        TimeoutFuture::new(1_500).await;
        if AWAY_SINCE.get_untracked().is_none() && !transport::is_reachable().await {
            note_away();
        }
    });
}

async fn probe() {
    let mut tries = 0;
    while AWAY_SINCE.get_untracked().is_some() {
        let seconds = PROBES.get(tries).or(PROBES.last()).copied().unwrap_or(15);
        TimeoutFuture::new(seconds * 1_000).await;
        tries += 1;
        if AWAY_SINCE.get_untracked().is_some() && transport::is_reachable().await {
            note_reached();
        }
    }
    PROBING.store(false, Ordering::Relaxed);
}
