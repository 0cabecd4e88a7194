//! Keys: showing them and listening for them.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A key as it is printed on the keyboard.
#[component]
pub fn Kbd(
    /// The key's name.
    keys: &'static str,
) -> impl IntoView {
    view! { <kbd class="kbd" translate="no">{keys}</kbd> }
}

/// Marks what stands inside a dialog: its keys are its own, and those of the page behind it rest meanwhile.
#[derive(Clone, Copy)]
pub(super) struct InsideDialog;

/// Calls `act` for every key pressed outside a text field, while the component that asks lives. With a dialog open, only what stands inside
/// a dialog hears keys. `act` looks at the event and prevents its default when it takes the key.
pub fn on_shortcut(act: impl Fn(&KeyboardEvent) + 'static) {
    let inside_dialog = use_context::<InsideDialog>().is_some();
    let handle = window_event_listener(ev::keydown, move |event| {
        let dialog_is_open = document().query_selector("dialog:modal").ok().flatten().is_some();
        if !event.default_prevented() && !is_typing(&event) && dialog_is_open == inside_dialog {
            act(&event);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the key goes into a text field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    matches!(target.tag_name().as_str(), "TEXTAREA" | "SELECT")
        || (target.tag_name() == "INPUT"
            && !matches!(target.get_attribute("type").as_deref(), Some("checkbox" | "radio")))
        || target.has_attribute("contenteditable")
}
