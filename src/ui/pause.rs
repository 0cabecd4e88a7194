//! How long typing must rest before it is acted upon.

use js_sys::Reflect;
use leptos::prelude::window;

/// Milliseconds to wait: `usual`, unless the page's `window.ententeDebounce` says another number. Benchmarks set it to 0, so that they measure
/// from the key to the changed rows and not a pause of our choice.
pub fn typing_pause(usual: u32) -> u32 {
    let set = Reflect::get(&window(), &"ententeDebounce".into())
        .ok()
        .and_then(|pause| pause.as_f64());
    set.filter(|pause| (0.0..=10_000.0).contains(pause))
        .map_or(usual, |pause| pause as u32)
}
