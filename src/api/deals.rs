//! Deals: list, registration, events, and the check for conflicts.

use super::outbox::ID_OF_ANSWER;
use super::{BASE, Call, Get, IdempotencyKey};
use crate::paths::DealsQuery;
use entente_model::deals::{ConflictCheck, ConflictOutcome, Deal, DealDraft, DealEvent, DealSummary};
use entente_model::ids::DealId;
use entente_model::page::Page;

/// What a change of a deal makes wrong of what is kept.
const CHANGED: &[&str] = &["/deals", "/home", "/approvals"];

/// A page of deals; `limit` at most 100, 25 when left out.
pub fn list(query: &DealsQuery, limit: Option<u32>, cursor: Option<&str>) -> Get<Page<DealSummary>> {
    Get::new("/deals", &query.to_api(limit, cursor)).stored()
}

/// The address of the CSV of a list, to be downloaded by a link.
pub fn export_address(query: &DealsQuery) -> String {
    let query = query.to_api(None, None);
    if query.is_empty() {
        format!("{BASE}/deals/export")
    } else {
        format!("{BASE}/deals/export?{query}")
    }
}

/// A deal whole.
pub fn one(id: DealId) -> Get<Deal> {
    Get::new(format!("/deals/{id}"), "").stored()
}

/// Begins a registration, in state draft.
pub fn create(draft: &DealDraft, key: &IdempotencyKey) -> Call<Deal> {
    Call::post("/deals").body(draft).key(key).changes(CHANGED)
}

/// Saves a draft or a returned registration; `version` is the one that was read.
pub fn update(id: DealId, draft: &DealDraft, version: i64) -> Call<Deal> {
    Call::put(format!("/deals/{id}"))
        .body(draft)
        .if_match(version)
        .changes(CHANGED)
}

/// Deletes a draft.
pub fn delete(id: DealId, version: i64) -> Call<()> {
    Call::delete(format!("/deals/{id}")).if_match(version).changes(CHANGED)
}

/// Makes something happen to a deal: submit, withdraw, appeal, extension, stage, won, lost.
pub fn event(id: DealId, event: &DealEvent, version: i64, key: &IdempotencyKey) -> Call<Deal> {
    Call::post(format!("/deals/{id}/events"))
        .body(event)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// The same for the deal that the entry before in the outbox answers with; id and version come from there.
pub fn event_of_answer(event: &DealEvent, key: &IdempotencyKey) -> Call<Deal> {
    Call::post(format!("/deals/{ID_OF_ANSWER}/events"))
        .body(event)
        .key(key)
        .changes(CHANGED)
}

/// Asks whether a customer's account is free. Changes nothing.
pub fn check_conflict(body: &ConflictCheck) -> Call<ConflictOutcome> {
    Call::post("/conflict_checks").body(body).key(&IdempotencyKey::new())
}
