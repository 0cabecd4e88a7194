//! The pages that follow the first of a list, put below it.

use super::{ApiError, Get, Reading};
use entente_model::page::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

/// How fetching the next page of a list goes. Copied freely.
#[derive(Clone, Copy)]
pub struct More {
    /// The next page is on its way.
    pub pending: Signal<bool>,
    /// Why it could not be had; gone with the next try.
    pub error: Signal<Option<ApiError>>,
    /// Fetches it.
    pub on_more: Callback<()>,
}

/// Fetches the page behind a cursor with `next` and puts its rows below those of `reading`; `same` tells a row that moved there
/// meanwhile from a new one. A list that was asked otherwise since takes nothing.
pub fn use_more<T>(
    reading: Reading<Page<T>>,
    next: impl Fn(&str) -> Get<Page<T>> + Send + Sync + 'static,
    same: fn(&T, &T) -> bool,
) -> More
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None));
    let cursor = move || {
        let value = reading.value();
        value
            .try_with_untracked(|page| page.as_ref().and_then(|page| page.next_cursor.clone()))
            .flatten()
    };
    let on_more = move |()| {
        let (Some(asked), Some(false)) = (cursor(), pending.try_get_untracked()) else {
            return;
        };
        pending.set(true);
        error.set(None);
        let request = next(&asked);
        spawn_local(async move {
            let answer = request.await;
            pending.try_set(false);
            match answer {
                Ok(page) if cursor().as_ref() == Some(&asked) => reading.update(|shown| append(shown, page, same)),
                Ok(_) | Err(ApiError::Aborted) => {}
                Err(failure) => {
                    error.try_set(Some(failure));
                }
            }
        });
    };
    More {
        pending: pending.into(),
        error: error.into(),
        on_more: Callback::new(on_more),
    }
}

fn append<T>(shown: &mut Page<T>, page: Page<T>, same: fn(&T, &T) -> bool) {
    shown.next_cursor = page.next_cursor;
    for row in page.items {
        if !shown.items.iter().any(|before| same(before, &row)) {
            shown.items.push(row);
        }
    }
}
