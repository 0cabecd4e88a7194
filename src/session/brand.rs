//! The program's name and colour, kept on the device for the pages that know no session.

use crate::i18n::{keys, text};
use leptos::prelude::*;

/// Where the name is kept.
const PROGRAM: &str = "entente.program";

/// The program's name as this device knows it; the product's before it knows any. Followed by language inside a reactive closure.
pub fn program_name() -> String {
    let kept = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item(PROGRAM).ok().flatten());
    kept.unwrap_or_else(|| text(keys::SHELL_PRODUCT))
}

/// Keeps the program's name.
pub fn remember_program(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(PROGRAM, name);
    }
}

/// Gives the portal the program's colour, and keeps it for the first paint of the next visit.
pub fn paint(accent: &str) {
    let is_colour =
        accent.len() == 7 && accent.starts_with('#') && accent[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_colour {
        return;
    }
    let root = document().document_element();
    if let Some(style) = root
        .and_then(|root| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(root).ok())
        .map(|root| root.style())
    {
        let _ = style.set_property("--brand", accent);
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item("entente.brand", accent);
    }
}
