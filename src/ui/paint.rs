//! What may wait until a person has seen something.

use leptos::prelude::*;
use std::time::Duration;

/// Calls back once what was just drawn is painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// What lies below the first screen of a page: drawn after the page's first paint. Until then a place of some `height`, in CSS, stands for it,
/// so that the way back can scroll to where one was.
pub fn below_screen(height: &'static str, content: impl FnOnce() -> AnyView + 'static) -> impl IntoView {
    let (shown, show) = signal(false);
    after_paint(move || {
        show.try_set(true);
    });
    let content = StoredValue::new_local(Some(content));
    move || {
        if !shown.get() {
            return view! { <div aria-hidden="true" style=("block-size", height)></div> }.into_any();
        }
        let content = content.try_update_value(Option::take).flatten();
        content.map(|content| content()).into_any()
    }
}
