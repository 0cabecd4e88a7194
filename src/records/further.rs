//! Entries below or above the first page: those fetched by its cursor, and those just written. One for timeline and comments.

use super::RecordKey;
use crate::api::{self, records};
use crate::forms::error_text;
use crate::ui::toast_error;
use entente_model::activity::{Activity, Comment};
use entente_model::page::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// An entry of a list that hangs on a record.
pub(super) trait Entry: Clone + PartialEq + serde::de::DeserializeOwned + Send + Sync + 'static {
    /// What it is known by.
    fn id(&self) -> Uuid;
    /// The page of them behind a cursor.
    fn page(record: RecordKey, cursor: &str) -> api::Get<Page<Self>>;
}

impl Entry for Activity {
    fn id(&self) -> Uuid {
        self.id.0
    }
    fn page(record: RecordKey, cursor: &str) -> api::Get<Page<Self>> {
        records::activity(&record.path(), Some(cursor))
    }
}

impl Entry for Comment {
    fn id(&self) -> Uuid {
        self.id.0
    }
    fn page(record: RecordKey, cursor: &str) -> api::Get<Page<Self>> {
        records::comments(&record.path(), Some(cursor))
    }
}

/// What is shown of such a list, and how to get more of it. Copied freely.
pub(super) struct Further<E: Send + Sync + 'static> {
    /// The first page, then the others; none twice.
    pub all: Memo<Vec<E>>,
    /// Whether more follow.
    pub has_more: Memo<bool>,
    /// More are on their way.
    pub pending: RwSignal<bool>,
    /// Fetches them.
    pub more: Callback<()>,
}

/// Follows the first page, which is read anew by itself, and keeps in `further` what does not stand on it.
pub(super) fn use_further<E: Entry>(
    record: Memo<RecordKey>,
    first: Signal<Page<E>>,
    further: RwSignal<Vec<E>>,
) -> Further<E> {
    // Absent until a page behind the first was fetched: then the first one's cursor no longer counts.
    let cursor: RwSignal<Option<Option<String>>> = RwSignal::new(None);
    let pending = RwSignal::new(false);
    let all = Memo::new(move |_| {
        let mut entries = first.get().items;
        let others = further.get().into_iter();
        let others: Vec<E> = others
            .filter(|entry| entries.iter().all(|known| known.id() != entry.id()))
            .collect();
        entries.extend(others);
        entries
    });
    let next = Memo::new(move |_| cursor.get().unwrap_or_else(|| first.get().next_cursor));
    let more = Callback::new(move |()| {
        let (Some(after), false) = (next.get_untracked(), pending.get_untracked()) else {
            return;
        };
        pending.set(true);
        let request = E::page(record.get_untracked(), &after);
        spawn_local(async move {
            let answer = request.await;
            pending.try_set(false);
            match answer {
                Ok(page) => {
                    further.try_update(|further| further.extend(page.items));
                    cursor.try_set(Some(page.next_cursor));
                }
                Err(error) => toast_error(error_text(&error)),
            }
        });
    });
    Further {
        all,
        has_more: Memo::new(move |_| next.with(Option::is_some)),
        pending,
        more,
    }
}
