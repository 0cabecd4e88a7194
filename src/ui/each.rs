//! A keyed list, drawn once a row.

use leptos::prelude::*;
use std::sync::Arc;

/// A row that is still to be drawn.
struct Entry {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Draws each item once and keeps its row for as long as its key stays: what changes in a row is a signal in the item.
///
/// Leptos' own `For` is compiled anew for every pair of closures, 6 kB each; through this one it is compiled once.
pub fn each<T, K>(
    items: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> K,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Send + 'static,
    K: ToString + 'static,
{
    let draw = Arc::new(draw);
    let entry = move |item: T| {
        let draw = Arc::clone(&draw);
        Entry {
            key: key(&item).to_string(),
            draw: Box::new(move || draw(item)),
        }
    };
    rows(Box::new(move || items().into_iter().map(&entry).collect()))
}

fn rows(entries: Box<dyn Fn() -> Vec<Entry> + Send + Sync>) -> AnyView {
    view! { <For each=entries key=|entry| entry.key.clone() let(entry)>{(entry.draw)()}</For> }.into_any()
}
