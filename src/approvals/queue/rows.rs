//! The rows of the queue: a list as others, from which decided items are taken and put back.

use crate::api::{Get, approvals};
use crate::lists::{ListQuestion, Rows, use_rows};
use crate::paths::ApprovalsQuery;
use entente_model::approvals::{ApprovalState, ApprovalSummary};
use entente_model::events::LiveEvent;
use entente_model::ids::ApprovalId;
use entente_model::page::Page;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Milliseconds in which a decided row fades before the others close up.
const LEAVE: u32 = 160;

/// How many rows that are gone from the queue are asked for one by one, to tell who decided them.
const ASK_FOR: usize = 10;

impl ListQuestion for ApprovalsQuery {
    type Row = ApprovalSummary;
    type Id = ApprovalId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<ApprovalSummary>> {
        approvals::list(self, Some(limit), cursor)
    }

    fn id(row: &ApprovalSummary) -> ApprovalId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Approval { .. })
    }
}

/// The queue as it is shown. Copied freely.
#[derive(Clone, Copy)]
pub struct Queue {
    /// Its rows.
    pub rows: Rows<ApprovalsQuery>,
    leaving: RwSignal<BTreeSet<ApprovalId>>,
}

/// Reads the queue for `question`, anew whenever it changes. While `is_held` nothing moves by itself.
pub fn use_queue(question: Memo<ApprovalsQuery>, is_held: Signal<bool>) -> Queue {
    let queue = Queue {
        rows: use_rows(question, is_held),
        leaving: RwSignal::default(),
    };
    queue
        .rows
        .on_gone(Callback::new(move |(gone,): (Vec<ApprovalSummary>,)| {
            if queue.rows.asked().is_none_or(|asked| asked.decided) {
                return;
            }
            let waited = gone.into_iter().filter(|row| row.state == ApprovalState::Open);
            let ids: Vec<ApprovalId> = waited.map(|row| row.id).take(ASK_FOR).collect();
            spawn_local(async move {
                for id in ids {
                    queue.read_again(id).await;
                }
            });
        }));
    queue
}

impl Queue {
    /// The rows that are on their way out.
    pub fn leaving(self) -> Signal<BTreeSet<ApprovalId>> {
        self.leaving.into()
    }

    /// Takes decided items out: they fade, then the others close up.
    pub fn take_out(self, decided: Vec<ApprovalSummary>) {
        let ids: BTreeSet<ApprovalId> = decided.iter().map(|item| item.id).collect();
        self.rows.change(|shown| {
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
            self.rows.change(|shown| shown.retain(|row| !gone.contains(&row.id)));
            self.leaving
                .try_update(|leaving| leaving.retain(|id| !gone.contains(id)));
            self.rows.refresh().await;
        });
    }

    /// The ids in the order shown, to put rows back by.
    pub fn order(self) -> Vec<ApprovalId> {
        self.rows
            .shown()
            .try_with_untracked(|shown| shown.iter().map(|row| row.id).collect())
            .unwrap_or_default()
    }

    /// Puts rows back where they stood in `order`; those still there are replaced. Says whether the page is there to show them.
    pub fn put_back(self, back: Vec<ApprovalSummary>, order: &[ApprovalId]) -> bool {
        self.leaving
            .try_update(|leaving| leaving.retain(|id| back.iter().all(|row| row.id != *id)));
        self.rows.change(|shown| {
            for row in back {
                insert(shown, row, order);
            }
        })
    }

    /// Puts a newer version of a row in its place.
    pub fn replace(self, item: &ApprovalSummary) {
        self.rows.change(|shown| {
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
