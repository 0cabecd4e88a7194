//! The keys of a table: J and K walk from row to row, X ticks one.

use super::on_shortcut;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Listens to the keys as long as the table is there.
pub(super) fn walk_by_keys(body: NodeRef<html::Tbody>) {
    on_shortcut(move |event| {
        // Of two tables on a page one answers: the one that holds the focus, or else the first.
        let with_another = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.default_prevented() || with_another {
            return;
        }
        let taken = match event.key().as_str() {
            "j" => step(body, 1),
            "k" => step(body, -1),
            "ArrowDown" => is_inside(body, event) && step(body, 1),
            "ArrowUp" => is_inside(body, event) && step(body, -1),
            "x" => tick_focused(body),
            _ => false,
        };
        if taken {
            event.prevent_default();
        }
    });
}

fn is_inside(body: NodeRef<html::Tbody>, event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    body.get_untracked().is_some_and(|body| body.contains(target.as_ref()))
}

/// What a row gives the focus to: its link, or else its tick box.
const STOP: &str = ".row-link, .select-cell input";

fn focused_row(body: &web_sys::Element) -> Option<web_sys::Element> {
    let focused = document().active_element()?;
    focused
        .closest("tr")
        .ok()
        .flatten()
        .filter(|row| body.contains(Some(row)))
}

/// Whether a row has the focus, of whichever table.
fn is_in_a_row() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|focused| focused.closest("tbody tr").ok().flatten().is_some())
}

fn step(body: NodeRef<html::Tbody>, by: i32) -> bool {
    let Some(body) = body.get_untracked() else { return false };
    let target = match (focused_row(&body), by) {
        (Some(row), 1) => row.next_element_sibling(),
        (Some(row), _) => row.previous_element_sibling(),
        (None, _) if is_in_a_row() => None,
        (None, _) => body.first_element_child(),
    };
    let stop = target.and_then(|row| row.query_selector(STOP).ok().flatten());
    let link = stop
        .as_ref()
        .and_then(|stop| stop.closest("tr").ok().flatten())
        .and_then(|row| row.query_selector(".row-link").ok().flatten());
    match link
        .or(stop)
        .and_then(|stop| stop.dyn_into::<web_sys::HtmlElement>().ok())
    {
        Some(stop) => stop.focus().is_ok(),
        None => false,
    }
}

fn tick_focused(body: NodeRef<html::Tbody>) -> bool {
    let tick = body
        .get_untracked()
        .and_then(|body| focused_row(&body))
        .and_then(|row| row.query_selector(".select-cell input").ok().flatten())
        .and_then(|tick| tick.dyn_into::<web_sys::HtmlElement>().ok());
    let found = tick.is_some();
    if let Some(tick) = tick {
        tick.click();
    }
    found
}
