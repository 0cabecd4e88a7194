//! Taking a decision back that was made on an item's page: the item waits again, and whoever went on from it is led back.

use super::Item;
use crate::api::{IdempotencyKey, approvals};
use crate::approvals::words::refused_text;
use crate::forms::error_text;
use crate::i18n::{keys, text_with};
use crate::paths;
use crate::ui::{toast, toast_error, toast_with_undo_for};
use entente_model::approvals::ApprovalSummary;
use entente_model::approvals::undo::UNDO_SECONDS;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Leads to an address.
type Lead = Arc<dyn Fn(&str) + Send + Sync>;

/// Says what was decided, and offers to take it back while that can be. `sent_at` is when the decision was sent.
pub(super) fn offer(
    item: Item,
    message: String,
    decided: &ApprovalSummary,
    sent_at: f64,
    lead: impl Fn(&str) + Send + Sync + 'static,
) {
    let decided = decided.clone();
    let lead: Lead = Arc::new(lead);
    toast_with_undo_for(message, sent_at, UNDO_SECONDS, move || {
        spawn_local(take_back(item, decided.clone(), lead.clone()));
    });
}

async fn take_back(item: Item, decided: ApprovalSummary, lead: Lead) {
    let key = IdempotencyKey::new();
    let answer = match approvals::undo(decided.id, decided.version, &key).await {
        // The same key: what was taken back already is answered, not refused.
        Err(error) if error.is_outcome_unknown() => approvals::undo(decided.id, decided.version, &key).await,
        answer => answer,
    };
    let customer = &decided.subject;
    match answer {
        Ok(approval) => {
            toast(text_with(keys::DECISION_UNDONE, &[("customer", customer)]));
            // The signals of a page that was left are gone.
            if item.decided_here.try_set(false).is_none() {
                item.take(approval);
            } else if window().location().pathname().is_ok_and(|path| is_item(&path)) {
                lead(&paths::approval(decided.id));
            }
        }
        Err(error) => {
            let reason = error.problem().map_or_else(|| error_text(&error), refused_text);
            toast_error(text_with(
                keys::DECISION_NOT_UNDONE,
                &[("customer", customer), ("reason", &reason)],
            ));
        }
    }
}

/// Whether an address is an item's page: there the portal led by itself. From anywhere else nobody is fetched back.
fn is_item(path: &str) -> bool {
    path.strip_prefix(&paths::approvals())
        .is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
}
