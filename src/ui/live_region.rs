//! Saying something to the ear that the eye sees by itself.

use leptos::prelude::*;
use std::sync::LazyLock;

static MESSAGE: LazyLock<ArcRwSignal<String>> = LazyLock::new(ArcRwSignal::default);

/// Says a message politely, after what is being read. Works from anywhere, also after an `.await`.
pub fn announce(message: impl Into<String>) {
    let message = message.into();
    // A screen reader is silent when the same text comes again; a mark without width makes it another one.
    let again = MESSAGE.with_untracked(|before| *before == message);
    MESSAGE.set(if again { format!("{message}\u{200b}") } else { message });
}

/// The element that announcements go through; once on a page.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let message = MESSAGE.clone();
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || message.get()}</div> }
}
