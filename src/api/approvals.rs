//! The queue of what waits for a decision.

use super::{Call, Get, IdempotencyKey};
use crate::paths::ApprovalsQuery;
use entente_model::approvals::undo::{BulkUndo, Undo};
use entente_model::approvals::{
    Approval, ApprovalSummary, Assignment, BulkDecision, BulkResult, Decider, Decision, Escalation,
};
use entente_model::ids::ApprovalId;
use entente_model::page::Page;

/// What a decision makes wrong of what is kept.
const CHANGED: &[&str] = &[
    "/approvals",
    "/applications",
    "/deals",
    "/fund_claims",
    "/fund_requests",
    "/funds",
    "/home",
];

/// A page of the queue; `limit` at most 100, 25 when left out.
pub fn list(query: &ApprovalsQuery, limit: Option<u32>, cursor: Option<&str>) -> Get<Page<ApprovalSummary>> {
    Get::new("/approvals", &query.to_api(limit, cursor)).stored()
}

/// An item whole.
pub fn one(id: ApprovalId) -> Get<Approval> {
    Get::new(format!("/approvals/{id}"), "").stored()
}

/// Decides an item.
pub fn decide(id: ApprovalId, decision: &Decision, version: i64, key: &IdempotencyKey) -> Call<Approval> {
    Call::post(format!("/approvals/{id}/decision"))
        .body(decision)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Decides many items, each on its own.
pub fn decide_many(body: &BulkDecision, key: &IdempotencyKey) -> Call<Vec<BulkResult>> {
    Call::post("/approvals/decisions").body(body).key(key).changes(CHANGED)
}

/// Takes one's own decision back; `version` is the one that the decision left.
pub fn undo(id: ApprovalId, version: i64, key: &IdempotencyKey) -> Call<Approval> {
    Call::post(format!("/approvals/{id}/undo"))
        .body(&Undo {})
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Takes many of one's own decisions back, each on its own.
pub fn undo_many(body: &BulkUndo, key: &IdempotencyKey) -> Call<Vec<BulkResult>> {
    Call::post("/approvals/undos").body(body).key(key).changes(CHANGED)
}

/// Who may decide an item, by name.
pub fn deciders(id: ApprovalId) -> Get<Vec<Decider>> {
    Get::new(format!("/approvals/{id}/deciders"), "")
}

/// Takes an item, gives it to somebody, or leaves it to anybody.
pub fn assign(id: ApprovalId, body: &Assignment, version: i64, key: &IdempotencyKey) -> Call<Approval> {
    Call::post(format!("/approvals/{id}/assignment"))
        .body(body)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Hands an item to somebody higher.
pub fn escalate(id: ApprovalId, body: &Escalation, version: i64, key: &IdempotencyKey) -> Call<Approval> {
    Call::post(format!("/approvals/{id}/escalation"))
        .body(body)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}
