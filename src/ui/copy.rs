//! Texts for the clipboard.

use leptos::prelude::window;

/// Puts a text on the clipboard; `false` where there is none. It is there on secure pages only; elsewhere the text can still be marked and
/// copied by hand.
pub fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    let is_there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if is_there {
        let _ = navigator.clipboard().write_text(text);
    }
    is_there
}
