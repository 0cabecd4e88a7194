//! The rows of the queue: read page by page, refreshed each in its place, and never moved under the reader's eye.

use crate::api::{ApiError, approvals, connection, use_live, use_read};
use crate::paths::ApprovalsQuery;
use chrono::{DateTime, Utc};
use entente_model::approvals::{ApprovalState, ApprovalSummary};
use entente_model::events::LiveEvent;
use entente_model::ids::ApprovalId;
use entente_model::page::{DEFAULT_LIMIT, MAX_LIMIT, Page};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Milliseconds in which live events are gathered before asking anew: a bulk decision sends a hundred.
const GATHER: u32 = 300;

/// Milliseconds in which a decided row fades before the others close up.
const LEAVE: u32 = 160;

/// How many rows that are gone from the queue are asked for one by one, to tell who decided them.
const ASK_FOR: usize = 10;

/// The queue as it is shown. Copied freely.
#[derive(Clone, Copy)]
pub struct Rows {
    shown: RwSignal<Vec<ApprovalSummary>>,
    leaving: RwSignal<BTreeSet<ApprovalId>>,
    next: RwSignal<Option<String>>,
    /// The queue as it stands now, when its order differs from what is shown.
    newer: RwSignal<Option<Page<ApprovalSummary>>>,
    more_pending: RwSignal<bool>,
    more_error: RwSignal<Option<ApiError>>,
    loading: Signal<bool>,
    error: Signal<Option<ApiError>>,
    stored_at: Signal<Option<DateTime<Utc>>>,
    retry: Callback<()>,
    question: Memo<ApprovalsQuery>,
    /// Something is selected, so that rows must stay where they are.
    is_held: Signal<bool>,
}

/// Reads the queue for `question`, anew whenever it changes. While `is_held` nothing moves by itself.
pub fn use_rows(question: Memo<ApprovalsQuery>, is_held: Signal<bool>) -> Rows {
    let reading = use_read(move || approvals::list(&question.get(), Some(DEFAULT_LIMIT), None));
    let rows = Rows {
        shown: RwSignal::new(Vec::new()),
        leaving: RwSignal::default(),
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
    };
    Effect::new(move |_| {
        if let Some(page) = reading.get() {
            rows.put(page);
        }
    });
    let gathering = StoredValue::new(false);
    use_live(move |event| {
        if !matches!(event, LiveEvent::Approval { .. } | LiveEvent::Resync {})
            || gathering.try_get_value() != Some(false)
        {
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
    pub fn shown(self) -> Signal<Vec<ApprovalSummary>> {
        self.shown.into()
    }

    /// The rows that are on their way out.
    pub fn leaving(self) -> Signal<BTreeSet<ApprovalId>> {
        self.leaving.into()
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
                newer
                    .as_ref()
                    .map_or(0, |newer| self.shown.with(|shown| count_changes(shown, &newer.items)))
            })
        })
    }

    /// Shows the queue as it stands now.
    pub fn show_changes(self) {
        if let Some(page) = self.newer.get_untracked() {
            self.put(page);
        }
    }

    /// Takes decided items out: they fade, then the others close up.
    pub fn take_out(self, decided: Vec<ApprovalSummary>) {
        let ids: BTreeSet<ApprovalId> = decided.iter().map(|item| item.id).collect();
        self.shown.update(|shown| {
            for row in shown {
                if let Some(newer) = decided.iter().find(|newer| newer.id == row.id) {
                    row.clone_from(newer);
                }
            }
        });
        self.leaving.update(|leaving| leaving.extend(&ids));
        spawn_local(async move {
            TimeoutFuture::new(LEAVE).await;
            // Those put back meanwhile are no longer leaving.
            let leaving = self.leaving.try_get_untracked().unwrap_or_default();
            let gone: BTreeSet<ApprovalId> = ids.intersection(&leaving).copied().collect();
            self.shown
                .try_update(|shown| shown.retain(|row| !gone.contains(&row.id)));
            self.leaving
                .try_update(|leaving| leaving.retain(|id| !gone.contains(id)));
            self.refresh().await;
        });
    }

    /// The ids in the order shown, to put rows back by.
    pub fn order(self) -> Vec<ApprovalId> {
        self.shown
            .try_with_untracked(|shown| shown.iter().map(|row| row.id).collect())
            .unwrap_or_default()
    }

    /// What the queue is asked for now; nothing once its page was left.
    pub fn asked(self) -> Option<ApprovalsQuery> {
        self.question.try_get_untracked()
    }

    /// Puts rows back where they stood in `order`; those still there are replaced. Says whether the page is there to show them.
    pub fn put_back(self, back: Vec<ApprovalSummary>, order: &[ApprovalId]) -> bool {
        self.leaving
            .try_update(|leaving| leaving.retain(|id| back.iter().all(|row| row.id != *id)));
        self.shown
            .try_update(|shown| {
                for row in back {
                    insert(shown, row, order);
                }
            })
            .is_some()
    }

    /// Puts a newer version of a row in its place.
    pub fn replace(self, item: &ApprovalSummary) {
        self.shown.try_update(|shown| {
            if let Some(row) = shown.iter_mut().find(|row| row.id == item.id) {
                row.clone_from(item);
            }
        });
    }

    /// Reads one item anew, such as one whose decision was refused, and puts it in its place.
    pub async fn read_again(self, id: ApprovalId) {
        if let Ok(item) = approvals::one(id).await {
            self.replace(&item.summary);
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
            let answer = approvals::list(&asked, Some(DEFAULT_LIMIT), Some(&cursor)).await;
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
                    self.shown.try_update(|shown| append(shown, page.items));
                }
                Err(ApiError::Aborted) => {}
                Err(error) => {
                    self.more_error.try_set(Some(error));
                }
            }
        });
    }

    fn put(self, page: Page<ApprovalSummary>) {
        self.newer.set(None);
        self.more_error.set(None);
        self.next.set(page.next_cursor);
        if self.shown.with_untracked(|shown| *shown != page.items) {
            self.shown.set(page.items);
        }
    }

    /// Takes over what has changed in the rows shown, each in its place; puts what follows below, and offers the rest.
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
        let Ok(fresh) = approvals::list(&asked, Some(limit), None).await else {
            return;
        };
        if self.question.try_get_untracked().as_ref() != Some(&asked) {
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
        for (at, row) in rows.iter_mut().enumerate() {
            match fresh.items.iter().find(|newer| newer.id == row.id) {
                Some(newer) => row.clone_from(newer),
                None if at < known && row.state == ApprovalState::Open => gone.push(row.id),
                None => {}
            }
        }
        let is_idle =
            !self.is_held.get_untracked() && !is_list_in_use() && window().scroll_y().unwrap_or_default() < 8.0;
        let still: Vec<ApprovalId> = rows
            .iter()
            .map(|row| row.id)
            .filter(|id| fresh.items.iter().any(|newer| newer.id == *id))
            .collect();
        let goes_on = fresh
            .items
            .iter()
            .map(|newer| newer.id)
            .take(still.len())
            .eq(still.iter().copied());
        if count == 0 || (is_idle && count <= limit as usize) {
            self.put(fresh);
            return;
        }
        if goes_on && gone.is_empty() && rows.len() == still.len() {
            self.next.try_set(fresh.next_cursor.clone());
            append(&mut rows, fresh.items);
            self.newer.try_set(None);
        } else {
            self.newer.try_set(Some(fresh));
        }
        if self.shown.with_untracked(|shown| *shown != rows) {
            self.shown.try_set(rows);
        }
        if !asked.decided {
            for id in gone.into_iter().take(ASK_FOR) {
                self.read_again(id).await;
            }
        }
    }
}

/// Puts a row below the nearest of those that stood above it.
fn insert(shown: &mut Vec<ApprovalSummary>, row: ApprovalSummary, order: &[ApprovalId]) {
    if let Some(present) = shown.iter_mut().find(|present| present.id == row.id) {
        *present = row;
        return;
    }
    let above = order.iter().take_while(|id| **id != row.id);
    let place = above
        .filter_map(|id| shown.iter().position(|present| present.id == *id))
        .last()
        .map_or(0, |above| above + 1);
    shown.insert(place, row);
}

fn append(shown: &mut Vec<ApprovalSummary>, items: Vec<ApprovalSummary>) {
    for item in items {
        if shown.iter().all(|before| before.id != item.id) {
            shown.push(item);
        }
    }
}

/// Rows that are new, plus rows that are gone; when there are neither, rows that stand elsewhere.
fn count_changes(shown: &[ApprovalSummary], newer: &[ApprovalSummary]) -> u64 {
    let has = |rows: &[ApprovalSummary], id: ApprovalId| rows.iter().any(|row| row.id == id);
    let come = newer.iter().filter(|row| !has(shown, row.id)).count();
    let gone = shown.iter().take(newer.len()).filter(|row| !has(newer, row.id)).count();
    let moved = newer
        .iter()
        .zip(shown)
        .filter(|(newer, shown)| newer.id != shown.id)
        .count();
    (if come + gone > 0 { come.max(gone) } else { moved }) as u64
}

/// Whether somebody walks through the rows by keyboard, points at one, or has a dialog over them.
fn is_list_in_use() -> bool {
    let used = ".table tbody:hover, .table tbody:focus-within, dialog[open]";
    document().query_selector(used).ok().flatten().is_some()
}
