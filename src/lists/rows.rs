//! The rows of a list: read page by page, refreshed each in its place, and never moved under the reader's eye.

use crate::api::{self, ApiError, connection, use_live, use_read};
use chrono::{DateTime, Utc};
use entente_model::events::LiveEvent;
use entente_model::page::{DEFAULT_LIMIT, MAX_LIMIT, Page};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

/// Milliseconds in which live events are gathered before asking anew: a bulk decision sends a hundred.
const GATHER: u32 = 300;

/// Pixels that a page may be scrolled by and still count as being at its top.
const AT_TOP: f64 = 8.0;

/// What a list is asked for, and how.
pub trait ListQuestion: Clone + PartialEq + Send + Sync + 'static {
    /// A row of the answer.
    type Row: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static;
    /// What a row is known by.
    type Id: Copy + PartialEq + Send + Sync + 'static;

    /// A page of `limit` rows after `cursor`.
    fn page(&self, limit: u32, cursor: Option<&str>) -> api::Get<Page<Self::Row>>;
    /// What the row is known by.
    fn id(row: &Self::Row) -> Self::Id;
    /// Whether a live event may have changed the list.
    fn concerns(event: &LiveEvent) -> bool;
}

/// Takes rows that are still shown although the list no longer has them.
pub type OnGone<Q> = Callback<(Vec<<Q as ListQuestion>::Row>,)>;

/// The list as it is shown. Copied freely.
pub struct Rows<Q: ListQuestion> {
    shown: RwSignal<Vec<Q::Row>>,
    next: RwSignal<Option<String>>,
    /// The list as it stands now, when its order differs from what is shown.
    newer: RwSignal<Option<Page<Q::Row>>>,
    more_pending: RwSignal<bool>,
    more_error: RwSignal<Option<ApiError>>,
    loading: Signal<bool>,
    error: Signal<Option<ApiError>>,
    stored_at: Signal<Option<DateTime<Utc>>>,
    retry: Callback<()>,
    question: Memo<Q>,
    is_held: Signal<bool>,
    on_gone: StoredValue<Option<OnGone<Q>>>,
}

impl<Q: ListQuestion> Clone for Rows<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: ListQuestion> Copy for Rows<Q> {}

/// Reads the list for `question`, anew whenever it changes. While `is_held`, such as by a selection, nothing moves by itself.
pub fn use_rows<Q: ListQuestion>(question: Memo<Q>, is_held: Signal<bool>) -> Rows<Q> {
    let reading = use_read(move || question.get().page(DEFAULT_LIMIT, None));
    let rows = Rows {
        shown: RwSignal::new(Vec::new()),
        next: RwSignal::new(None),
        newer: RwSignal::new(None),
        more_pending: RwSignal::new(false),
        more_error: RwSignal::new(None),
        loading: reading.loading(),
        error: reading.error(),
        stored_at: reading.stored_at(),
        retry: Callback::new(move |()| {
            connection::try_now();
            reading.refetch();
        }),
        question,
        is_held,
        on_gone: StoredValue::new(None),
    };
    Effect::new(move |_| {
        if let Some(page) = reading.get() {
            rows.put(page);
        }
    });
    let gathering = StoredValue::new(false);
    use_live(move |event| {
        let concerns = Q::concerns(event) || matches!(event, LiveEvent::Resync {});
        if !concerns || gathering.try_get_value() != Some(false) {
            return;
        }
        gathering.set_value(true);
        spawn_local(async move {
            TimeoutFuture::new(GATHER).await;
            gathering.try_set_value(false);
            rows.refresh().await;
        });
    });
    rows
}

impl<Q: ListQuestion> Rows<Q> {
    /// Calls back with rows that are still shown although the list no longer has them.
    pub fn on_gone(self, gone: OnGone<Q>) {
        self.on_gone.set_value(Some(gone));
    }

    /// The rows, in the order shown.
    pub fn shown(self) -> Signal<Vec<Q::Row>> {
        self.shown.into()
    }

    /// Whether more follow.
    pub fn has_more(self) -> Signal<bool> {
        let next = self.next;
        Signal::derive(move || next.with(Option::is_some))
    }

    /// Whether the next page is on its way.
    pub fn more_pending(self) -> Signal<bool> {
        self.more_pending.into()
    }

    /// Why the next page could not be had.
    pub fn more_error(self) -> Signal<Option<ApiError>> {
        self.more_error.into()
    }

    /// Whether the first page is on its way.
    pub fn loading(self) -> Signal<bool> {
        self.loading
    }

    /// Why the first page could not be had.
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error
    }

    /// When what is shown was received, if the API is away.
    pub fn stored_at(self) -> Signal<Option<DateTime<Utc>>> {
        self.stored_at
    }

    /// Asks again after a failure.
    pub fn retry(self) -> Callback<()> {
        self.retry
    }

    /// How many rows have come, gone or moved since; 0 when what is shown still holds.
    pub fn changes(self) -> Signal<u64> {
        Signal::derive(move || {
            self.newer.with(|newer| {
                newer.as_ref().map_or(0, |newer| {
                    self.shown.with(|shown| count_changes::<Q>(shown, &newer.items))
                })
            })
        })
    }

    /// Shows the list as it stands now.
    pub fn show_changes(self) {
        if let Some(page) = self.newer.get_untracked() {
            self.put(page);
        }
    }

    /// What the list is asked for now; nothing once its page was left.
    pub fn asked(self) -> Option<Q> {
        self.question.try_get_untracked()
    }

    /// Changes the rows shown; says whether the page is there to show them.
    pub fn change(self, change: impl FnOnce(&mut Vec<Q::Row>)) -> bool {
        self.shown.try_update(change).is_some()
    }

    /// Reads the next page and puts it below.
    pub fn more(self) {
        let (Some(cursor), false) = (self.next.get_untracked(), self.more_pending.get_untracked()) else {
            return;
        };
        self.more_pending.set(true);
        self.more_error.set(None);
        let asked = self.question.get_untracked();
        spawn_local(async move {
            let answer = asked.page(DEFAULT_LIMIT, Some(&cursor)).await;
            self.more_pending.try_set(false);
            // Filters changed meanwhile, or a newer page took the place: this one continues nothing.
            if self.asked().as_ref() != Some(&asked)
                || self.next.try_get_untracked().flatten().as_ref() != Some(&cursor)
            {
                return;
            }
            match answer {
                Ok(page) => {
                    self.next.try_set(page.next_cursor);
                    self.change(|shown| append::<Q>(shown, page.items));
                }
                Err(ApiError::Aborted) => {}
                Err(error) => {
                    self.more_error.try_set(Some(error));
                }
            }
        });
    }

    fn put(self, page: Page<Q::Row>) {
        self.newer.set(None);
        self.more_error.set(None);
        self.next.set(page.next_cursor);
        if self.shown.with_untracked(|shown| *shown != page.items) {
            self.shown.set(page.items);
        }
    }

    /// Takes over what has changed in the rows shown, each in its place; puts what follows below, and offers the rest.
    pub async fn refresh(self) {
        let (Some(asked), Some(count)) = (self.asked(), self.shown.try_with_untracked(Vec::len)) else {
            return;
        };
        let limit = u32::try_from(count)
            .unwrap_or(MAX_LIMIT)
            .clamp(DEFAULT_LIMIT, MAX_LIMIT);
        let Ok(fresh) = asked.page(limit, None).await else {
            return;
        };
        if self.asked().as_ref() != Some(&asked) {
            return;
        }
        let Some(mut rows) = self.shown.try_get_untracked() else {
            return;
        };
        // Below the page that was asked for, nothing is known of a row.
        let known = if fresh.next_cursor.is_some() {
            limit as usize
        } else {
            usize::MAX
        };
        let mut gone = Vec::new();
        let mut still = Vec::new();
        for (at, row) in rows.iter_mut().enumerate() {
            match find::<Q>(&fresh.items, Q::id(row)) {
                Some(newer) => {
                    still.push(Q::id(newer));
                    row.clone_from(newer);
                }
                None if at < known => gone.push(row.clone()),
                None => {}
            }
        }
        let is_idle =
            !self.is_held.get_untracked() && !is_list_in_use() && window().scroll_y().unwrap_or_default() < AT_TOP;
        if count == 0 || (is_idle && count <= limit as usize) {
            self.put(fresh);
            return;
        }
        let goes_on = fresh
            .items
            .iter()
            .map(Q::id)
            .take(still.len())
            .eq(still.iter().copied());
        if goes_on && rows.len() == still.len() {
            self.next.try_set(fresh.next_cursor.clone());
            append::<Q>(&mut rows, fresh.items);
            self.newer.try_set(None);
        } else {
            self.newer.try_set(Some(fresh));
        }
        if self.shown.with_untracked(|shown| *shown != rows) {
            self.shown.try_set(rows);
        }
        if let Some(on_gone) = self.on_gone.try_get_value().flatten().filter(|_| !gone.is_empty()) {
            on_gone.run((gone,));
        }
    }
}

fn find<Q: ListQuestion>(rows: &[Q::Row], id: Q::Id) -> Option<&Q::Row> {
    rows.iter().find(|row| Q::id(row) == id)
}

fn append<Q: ListQuestion>(shown: &mut Vec<Q::Row>, rows: Vec<Q::Row>) {
    for row in rows {
        if find::<Q>(shown, Q::id(&row)).is_none() {
            shown.push(row);
        }
    }
}

/// Rows that are new, or rows that are gone when those are more; when there are neither, rows that stand elsewhere.
fn count_changes<Q: ListQuestion>(shown: &[Q::Row], newer: &[Q::Row]) -> u64 {
    let lacks = |rows: &[Q::Row], row: &Q::Row| find::<Q>(rows, Q::id(row)).is_none();
    let come = newer.iter().filter(|row| lacks(shown, row)).count();
    let gone = shown.iter().take(newer.len()).filter(|row| lacks(newer, row)).count();
    let moved = newer
        .iter()
        .zip(shown)
        .filter(|(newer, shown)| Q::id(newer) != Q::id(shown))
        .count();
    (if come + gone > 0 { come.max(gone) } else { moved }) as u64
}

/// Whether somebody walks through the rows by keyboard, points at one, or has a dialog over them.
fn is_list_in_use() -> bool {
    let used = ".table tbody:hover, .table tbody:focus-within, dialog[open]";
    document().query_selector(used).ok().flatten().is_some()
}
