//! Mounts the app in place of the shape that `index.html` shows meanwhile.

use entente::app::App;
use entente::{boot, i18n};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    boot::show_crashes();
    // Leptos has no executor before it mounts something.
    wasm_bindgen_futures::spawn_local(async {
        i18n::load().await;
        let place = document()
            .get_element_by_id("app")
            .and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(place) = place {
            mount_to(place, App).forget();
            boot::uncover();
        }
    });
}
