//! A press on a link is seen at once; the page that it leads to is made after that paint.

use crate::ui::after_paint;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlAnchorElement, MouseEvent};

/// Marks the link that is being followed.
const GOING: &str = "data-going";

/// Follows the portal's own links, as long as the component that calls it is there. The router would do so, too, but makes the whole page
/// before the press is painted; it leaves alone what is taken here, because it listens at the window and thus after the document.
pub fn follow_links() {
    let navigate = use_navigate();
    let follow = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let Some(link) = link_of(&event) else { return };
        event.prevent_default();
        if link.has_attribute(GOING) {
            return;
        }
        let _ = link.set_attribute(GOING, "true");
        let navigate = navigate.clone();
        after_paint(move || {
            let _ = link.remove_attribute(GOING);
            let options = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            navigate(&format!("{}{}", link.pathname(), link.search()), options);
        });
    });
    let _ = document().add_event_listener_with_callback("click", follow.as_ref().unchecked_ref());
    let follow = StoredValue::new_local(follow);
    on_cleanup(move || {
        follow.try_with_value(|follow| {
            document().remove_event_listener_with_callback("click", follow.as_ref().unchecked_ref())
        });
    });
}

/// The link of the portal that a plain press is on: none that opens a tab, saves a file, leads elsewhere or to a place on the same page.
fn link_of(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let is_plain = event.button() == 0
        && !(event.default_prevented() || event.meta_key() || event.ctrl_key() || event.alt_key() || event.shift_key());
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let is_own = window().location().origin().is_ok_and(|origin| origin == link.origin());
    let is_page = link.target().is_empty() && link.hash().is_empty() && !link.has_attribute("download");
    (is_plain && is_own && is_page && !link.pathname().starts_with("/api/")).then_some(link)
}
