//! Tooltips: a second sentence about a control, shown on hover and focus, read out as its description.

use super::unique_id;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A press or a script that moves the focus asks for no explanation; the keyboard does.
fn is_focus_visible(event: &web_sys::FocusEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.matches(":focus-visible").unwrap_or(false))
}

/// Shows `text` when its child is pointed at or focused. The child names it: put `aria-describedby=id` on it with the same `id`.
#[component]
pub fn Tooltip(
    /// The sentence; nothing is shown while there is none.
    #[prop(into)]
    text: Signal<Option<String>>,
    /// The id that the child's `aria-describedby` names.
    #[prop(into, optional)]
    id: Option<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("tooltip"));
    let bubble = NodeRef::<leptos::html::Span>::new();
    let show = move |shown: bool| {
        // The pointer may leave what is already taken off the page.
        if let Some(bubble) = bubble.try_get_untracked().flatten() {
            let has_text = text.try_get_untracked().flatten().is_some();
            // Showing what is shown, or hiding what is hidden, throws: both are what was wanted.
            let _ = if shown && has_text {
                bubble.show_popover()
            } else {
                bubble.hide_popover()
            };
        }
    };
    view! {
        <span
            class="tooltip-anchor"
            on:mouseenter=move |_| show(true)
            on:mouseleave=move |_| show(false)
            on:focusin=move |event| show(is_focus_visible(&event))
            on:focusout=move |_| show(false)
            on:keydown=move |event| if event.key() == "Escape" { show(false) }
        >
            {children()}
            <span class="tooltip" role="tooltip" popover="manual" id=id node_ref=bubble>{move || text.get()}</span>
        </span>
    }
}
