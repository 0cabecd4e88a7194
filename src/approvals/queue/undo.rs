//! Taking a decision of the queue back: one press for all that was decided together; the rows come back to where they stood.

use super::bulk::Bulk;
use crate::api::{IdempotencyKey, approvals};
use crate::forms::error_text;
use crate::i18n::{keys, text_plural, text_with};
use crate::paths::ApprovalsQuery;
use crate::ui::{toast, toast_error, toast_with_undo_for};
use entente_model::approvals::undo::{BulkUndo, UNDO_SECONDS};
use entente_model::approvals::{ApprovalSummary, BulkItem, BulkResult};
use entente_model::ids::ApprovalId;
use entente_model::problem::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// What was decided together, and where it stood.
struct Decided {
    items: Vec<ApprovalSummary>,
    order: Vec<ApprovalId>,
    asked: Option<ApprovalsQuery>,
}

/// Says what was decided, and offers to take it back while that can be. To be called before the rows leave.
pub(super) fn offer(bulk: Bulk, message: String, items: Vec<ApprovalSummary>) {
    let decided = Arc::new(Decided {
        items,
        order: bulk.queue.order(),
        asked: bulk.queue.rows.asked(),
    });
    let sent_at = bulk.sent_at.get_value();
    toast_with_undo_for(message, sent_at, UNDO_SECONDS, move || {
        spawn_local(take_back(bulk, decided.clone()));
    });
}

async fn take_back(bulk: Bulk, decided: Arc<Decided>) {
    let items = decided.items.iter().map(|item| BulkItem {
        id: item.id,
        version: item.version,
    });
    let (body, key) = (BulkUndo { items: items.collect() }, IdempotencyKey::new());
    let answer = match approvals::undo_many(&body, &key).await {
        // The same key: what was taken back already is answered, not refused.
        Err(error) if error.is_outcome_unknown() => approvals::undo_many(&body, &key).await,
        answer => answer,
    };
    match answer {
        Ok(results) => show(bulk, &decided, results),
        Err(error) => toast_error(error_text(&error)),
    }
}

/// What waits again stands where it stood; a decision that stands comes back too, to say why in its row.
fn show(bulk: Bulk, decided: &Decided, results: Vec<BulkResult>) {
    let mut back = Vec::new();
    let mut refused: BTreeMap<ApprovalId, Problem> = BTreeMap::new();
    for result in results {
        match (result.approval, result.problem) {
            (Some(item), _) => back.push(item),
            (None, Some(problem)) => {
                refused.insert(result.id, problem);
            }
            (None, None) => {}
        }
    }
    match back.as_slice() {
        [] => {}
        [only] => toast(text_with(keys::DECISION_UNDONE, &[("customer", &only.subject)])),
        all => toast(text_plural(keys::APPROVALS_BULK_UNDONE, all.len() as u64)),
    }
    if bulk.queue.rows.asked() != decided.asked {
        // Other rows are shown now: each that stands is named.
        for item in &decided.items {
            if let Some(problem) = refused.get(&item.id) {
                toast_error(stands(item, problem));
            }
        }
        return;
    }
    if !refused.is_empty() {
        toast_error(text_plural(keys::APPROVALS_BULK_NOT_UNDONE, refused.len() as u64));
    }
    let standing = decided.items.iter().filter(|item| refused.contains_key(&item.id));
    let first = back.first().map(|item| item.id);
    back.extend(standing.cloned());
    bulk.refusals.try_set(refused);
    bulk.queue.put_back(back, &decided.order);
    if let Some(id) = first {
        focus_row(id);
    }
}

/// That a decision stands, and why.
fn stands(item: &ApprovalSummary, problem: &Problem) -> String {
    let reason = crate::approvals::words::refused_text(problem);
    text_with(
        keys::DECISION_NOT_UNDONE,
        &[("customer", &item.subject), ("reason", &reason)],
    )
}

/// Moves the focus to a row that came back, unless the person is elsewhere already: the button that had it is gone.
fn focus_row(id: ApprovalId) {
    request_animation_frame(move || {
        let is_lost = document()
            .active_element()
            .is_none_or(|focused| focused.tag_name() == "BODY");
        let row = document().query_selector(&format!(".row-link[href$='{id}']"));
        let row = row.ok().flatten().filter(|_| is_lost);
        if let Some(row) = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = row.focus();
        }
    });
}
