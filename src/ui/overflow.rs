//! Whether what stands in a box is wider than the box.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::ResizeObserver;

/// Follows the width of a box and of its first child.
pub(super) fn is_overflowing(frame: NodeRef<html::Div>) -> Signal<bool> {
    let overflows = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let measured = frame.clone();
        let look = Closure::<dyn FnMut()>::new(move || {
            let is_wider = measured.scroll_width() > measured.client_width();
            if overflows.try_get_untracked() == Some(!is_wider) {
                overflows.set(is_wider);
            }
        });
        let Ok(observer) = ResizeObserver::new(look.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&frame);
        if let Some(inside) = frame.first_element_child() {
            observer.observe(&inside);
        }
        // The closure lives as long as the observer that calls it.
        let kept = StoredValue::new_local((observer, look));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
    overflows.into()
}
