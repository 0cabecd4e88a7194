//! The rows of the list: read page by page, refreshed in place, and never moved under the reader's eye.

use crate::api::{ApiError, connection, deals, use_live, use_read};
use crate::paths::DealsQuery;
use chrono::{DateTime, Utc};
use entente_model::deals::DealSummary;
use entente_model::events::LiveEvent;
use entente_model::page::{DEFAULT_LIMIT, MAX_LIMIT, Page};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds in which live events are gathered before asking anew: a bulk decision sends a hundred.
const GATHER: u32 = 300;

/// The list as it is shown. Copied freely.
#[derive(Clone, Copy)]
pub struct Rows {
    shown: RwSignal<Vec<DealSummary>>,
    next: RwSignal<Option<String>>,
    /// The list as it stands now, when its order differs from what is shown.
    newer: RwSignal<Option<Page<DealSummary>>>,
    more_pending: RwSignal<bool>,
    more_error: RwSignal<Option<ApiError>>,
    loading: Signal<bool>,
    error: Signal<Option<ApiError>>,
    stored_at: Signal<Option<DateTime<Utc>>>,
    retry: Callback<()>,
    question: Memo<DealsQuery>,
}

/// Reads the list for `question`, anew whenever it changes.
pub fn use_rows(question: Memo<DealsQuery>) -> Rows {
    let reading = use_read(move || deals::list(&question.get(), Some(DEFAULT_LIMIT), None));
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
    };
    Effect::new(move |_| {
        if let Some(page) = reading.get() {
            rows.put(page);
        }
    });
    let gathering = StoredValue::new(false);
    use_live(move |event| {
        if !matches!(event, LiveEvent::Deal { .. } | LiveEvent::Resync {}) || gathering.try_get_value() != Some(false) {
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

impl Rows {
    /// The rows, in the order shown.
    pub fn shown(self) -> Signal<Vec<DealSummary>> {
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

    /// How many rows have come or moved since; 0 when the order shown still holds.
    pub fn changes(self) -> Signal<u64> {
        Signal::derive(move || {
            self.newer.with(|newer| {
                newer.as_ref().map_or(0, |newer| {
                    self.shown.with(|shown| {
                        let moved = |(at, deal): &(usize, &DealSummary)| {
                            shown.get(*at).is_none_or(|before| before.id != deal.id)
                        };
                        let is_news = |deal: &DealSummary| shown.iter().all(|before| before.id != deal.id);
                        let news = newer.items.iter().filter(|deal| is_news(deal)).count();
                        (if news > 0 {
                            news
                        } else {
                            newer.items.iter().enumerate().filter(moved).count()
                        }) as u64
                    })
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

    /// Reads the next page and puts it below.
    pub fn more(self) {
        let (Some(cursor), false) = (self.next.get_untracked(), self.more_pending.get_untracked()) else {
            return;
        };
        self.more_pending.set(true);
        self.more_error.set(None);
        let asked = self.question.get_untracked();
        spawn_local(async move {
            let answer = deals::list(&asked, Some(DEFAULT_LIMIT), Some(&cursor)).await;
            self.more_pending.try_set(false);
            // Filters changed meanwhile, or a newer page took the place: this one continues nothing.
            if self.question.try_get_untracked().as_ref() != Some(&asked)
                || self.next.try_get_untracked().flatten().as_ref() != Some(&cursor)
            {
                return;
            }
            match answer {
                Ok(page) => {
                    self.next.try_set(page.next_cursor);
                    self.shown.try_update(|shown| {
                        let news = page
                            .items
                            .into_iter()
                            .filter(|deal| shown.iter().all(|before| before.id != deal.id));
                        let news: Vec<_> = news.collect();
                        shown.extend(news);
                    });
                }
                Err(ApiError::Aborted) => {}
                Err(error) => {
                    self.more_error.try_set(Some(error));
                }
            }
        });
    }

    fn put(self, page: Page<DealSummary>) {
        self.newer.set(None);
        self.more_error.set(None);
        self.next.set(page.next_cursor);
        if self.shown.with_untracked(|shown| *shown != page.items) {
            self.shown.set(page.items);
        }
    }

    /// Takes over what has changed in the rows shown, each in its place, and offers the rest.
    async fn refresh(self) {
        let (Some(asked), Some(count)) = (
            self.question.try_get_untracked(),
            self.shown.try_with_untracked(Vec::len),
        ) else {
            return;
        };
        let limit = u32::try_from(count)
            .unwrap_or(MAX_LIMIT)
            .clamp(DEFAULT_LIMIT, MAX_LIMIT);
        let Ok(fresh) = deals::list(&asked, Some(limit), None).await else {
            return;
        };
        if self.question.try_get_untracked().as_ref() != Some(&asked) {
            return;
        }
        let Some(before) = self.shown.try_get_untracked() else {
            return;
        };
        let after: Vec<DealSummary> = before
            .iter()
            .map(|deal| {
                fresh
                    .items
                    .iter()
                    .find(|newer| newer.id == deal.id)
                    .unwrap_or(deal)
                    .clone()
            })
            .collect();
        let same_order = fresh
            .items
            .iter()
            .map(|deal| deal.id)
            .eq(after.iter().take(fresh.items.len()).map(|deal| deal.id));
        let is_whole = fresh.items.len() >= after.len() || fresh.next_cursor.is_some();
        let at_top = window().scroll_y().unwrap_or_default() < 8.0;
        if same_order && is_whole {
            self.newer.try_set(None);
        } else if before.is_empty() || (at_top && count <= limit as usize && !is_list_focused()) {
            // Nobody reads further down: the rows may find their places.
            self.put(fresh);
            return;
        } else {
            self.newer.try_set(Some(fresh));
        }
        if before != after {
            self.shown.try_set(after);
        }
    }
}

/// Whether somebody walks through the rows by keyboard or points at one.
fn is_list_focused() -> bool {
    document()
        .query_selector(".table tbody:hover, .table tbody:focus-within")
        .ok()
        .flatten()
        .is_some()
}
