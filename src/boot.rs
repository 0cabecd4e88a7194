//! Answers to the requests that `index.html` started while the app was still on its way.

use js_sys::{Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Takes the answer for a path (with its query) that the page has already asked for. `None` when it asked for no such thing, when the
/// answer was taken before, or when the request failed: then the caller asks itself.
pub async fn take(path: &str) -> Option<web_sys::Response> {
    let started = Reflect::get(&window(), &JsValue::from_str("ententeBoot")).ok()?;
    let name = JsValue::from_str(path);
    let promise: Promise = Reflect::get(&started, &name).ok()?.dyn_into().ok()?;
    let _ = Reflect::delete_property(started.unchecked_ref::<Object>(), &name);
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Tells the page that the app is drawn: it takes its shape away that stood there, and begins what may wait until now.
pub fn uncover() {
    call("ententeBooted");
}

/// Calls a function of `style/boot.js`.
fn call(name: &str) {
    let found = Reflect::get(&window(), &JsValue::from_str(name)).ok();
    if let Some(function) = found.and_then(|found| found.dyn_into::<js_sys::Function>().ok()) {
        let _ = function.call0(&JsValue::UNDEFINED);
    }
}

/// Shows "load again, your drafts are kept" when the app panics: after that nothing of it works any more.
pub fn show_crashes() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        call("ententeCrash");
    }));
}
