//! The time, as a signal, so that "8 minutes ago" grows old by itself.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use std::sync::LazyLock;
use std::time::Duration;

static BY_THE_MINUTE: LazyLock<ArcRwSignal<DateTime<Utc>>> = LazyLock::new(|| ticking(Duration::from_secs(20)));
static BY_THE_SECOND: LazyLock<ArcRwSignal<DateTime<Utc>>> = LazyLock::new(|| ticking(Duration::from_secs(1)));

fn ticking(period: Duration) -> ArcRwSignal<DateTime<Utc>> {
    let now = ArcRwSignal::new(Utc::now());
    let kept = now.clone();
    // One timer for the life of the page; whoever reads it pays, nobody else.
    set_interval(move || kept.set(Utc::now()), period);
    now
}

/// The time, right to 20 seconds; followed when read inside a reactive closure.
pub fn now() -> DateTime<Utc> {
    read(&BY_THE_MINUTE)
}

/// The time, right to the second, for what counts seconds; followed when read inside a reactive closure.
pub fn now_by_the_second() -> DateTime<Utc> {
    read(&BY_THE_SECOND)
}

fn read(signal: &ArcRwSignal<DateTime<Utc>>) -> DateTime<Utc> {
    // The signal tells when to look again. What is read is the clock: what has just happened must not seem to lie ahead.
    if Observer::get().is_some() {
        signal.track();
    }
    Utc::now()
}
