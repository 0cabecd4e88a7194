//! Approvals over HTTP.

use super::query::ApprovalsQuery;
use super::{assignment, bulk, decide, deciders, detail, list, undo};
use crate::auth::{Permitted, Scope, can};
use crate::http::{AppState, IfMatch, Key, Path, Posted, Query, Refusal, Reply, change_once, idempotent, page_limit};
use crate::work::Work;
use axum::extract::State;
use entente_model::approvals::undo::{BulkUndo, Undo};
use entente_model::approvals::{
    Approval, ApprovalSummary, Assignment, BulkDecision, BulkResult, Decider, Decision, Escalation,
};
use entente_model::ids::ApprovalId;
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Who decides something of the queue; what of it, is asked once the item is known: claims are finance's, all else the managers'.
type Decides = can::Either<can::DecideApprovals, can::DecideClaims>;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_approvals))
        .routes(routes!(read))
        .routes(routes!(list_deciders))
        .routes(routes!(decide_one))
        .routes(routes!(decide_many))
        .routes(routes!(undo_one))
        .routes(routes!(undo_many))
        .routes(routes!(assign))
        .routes(routes!(escalate))
}

/// What waits for a decision, or waited.
#[utoipa::path(get, path = "/approvals", operation_id = "list_approvals", tag = "approvals",
    params(ApprovalsQuery), responses((status = 200, body = Page<ApprovalSummary>)))]
async fn list_approvals(
    scope: Permitted<can::ReadApprovals>,
    State(state): State<AppState>,
    Query(query): Query<ApprovalsQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let filters = query.filters()?;
    let page = list::page(&state.database, &scope, &filters, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// An item with what it conflicts with and how the rules judged it.
#[utoipa::path(get, path = "/approvals/{id}", operation_id = "read_approval", tag = "approvals",
    params(("id" = ApprovalId, Path)), responses((status = 200, body = Approval)))]
async fn read(
    scope: Permitted<can::ReadApprovals>,
    State(state): State<AppState>,
    Path(id): Path<ApprovalId>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let approval = detail::find(&state.database, &scope, &settings, id).await?;
    Ok(Reply::ok(&approval)?.version(approval.summary.version))
}

/// Who may decide an item, by name: those it can be given to.
#[utoipa::path(get, path = "/approvals/{id}/deciders", operation_id = "list_approval_deciders", tag = "approvals",
    params(("id" = ApprovalId, Path)), responses((status = 200, body = Vec<Decider>)))]
async fn list_deciders(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    Path(id): Path<ApprovalId>,
) -> Result<Reply, Refusal> {
    Ok(Reply::ok(&deciders::list(&state.database, &scope, id).await?)?)
}

/// Decides an item. The answer leaves conflicts and rules out.
#[utoipa::path(post, path = "/approvals/{id}/decision", operation_id = "decide_approval", tag = "approvals",
    params(("id" = ApprovalId, Path)), request_body = Decision, responses((status = 200, body = Approval)))]
async fn decide_one(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    Path(id): Path<ApprovalId>,
    IfMatch(seen): IfMatch,
    request: Posted<Decision>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check())?;
    change(&state, &scope, (id, seen), request.key, Change::Decide(request.value)).await
}

/// Decides many items alike; each is decided or refused on its own.
#[utoipa::path(post, path = "/approvals/decisions", operation_id = "decide_approvals", tag = "approvals",
    request_body = BulkDecision, responses((status = 200, body = Vec<BulkResult>)))]
async fn decide_many(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    request: Posted<BulkDecision>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(bulk::check(&request.value))?;
    change_once(&state, &scope, request, |tx, settings, decision| {
        Box::pin(async move { Ok(Reply::ok(&bulk::decide_all(tx, settings, decision).await?)?) })
    })
    .await
}

/// Takes one's own decision back, within ten seconds and while nothing else has happened to the record. The answer leaves conflicts
/// and rules out.
#[utoipa::path(post, path = "/approvals/{id}/undo", operation_id = "undo_approval", tag = "approvals",
    params(("id" = ApprovalId, Path)), request_body = Undo, responses((status = 200, body = Approval)))]
async fn undo_one(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    Path(id): Path<ApprovalId>,
    IfMatch(seen): IfMatch,
    request: Posted<Undo>,
) -> Result<Reply, Refusal> {
    change(&state, &scope, (id, seen), request.key, Change::Undo).await
}

/// Takes many of one's own decisions back; each is taken back or refused on its own.
#[utoipa::path(post, path = "/approvals/undos", operation_id = "undo_approvals", tag = "approvals",
    request_body = BulkUndo, responses((status = 200, body = Vec<BulkResult>)))]
async fn undo_many(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    request: Posted<BulkUndo>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(bulk::check_items(&request.value.items).into_iter().collect())?;
    change_once(&state, &scope, request, |tx, settings, undo| {
        Box::pin(async move { Ok(Reply::ok(&bulk::undo_all(tx, settings, undo).await?)?) })
    })
    .await
}

/// Takes an item, or gives it to somebody.
#[utoipa::path(post, path = "/approvals/{id}/assignment", operation_id = "assign_approval", tag = "approvals",
    params(("id" = ApprovalId, Path)), request_body = Assignment, responses((status = 200, body = Approval)))]
async fn assign(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    Path(id): Path<ApprovalId>,
    IfMatch(seen): IfMatch,
    request: Posted<Assignment>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(assignment::check_assignment(&request.value))?;
    change(&state, &scope, (id, seen), request.key, Change::Assign(request.value)).await
}

/// Hands an item to somebody higher.
#[utoipa::path(post, path = "/approvals/{id}/escalation", operation_id = "escalate_approval", tag = "approvals",
    params(("id" = ApprovalId, Path)), request_body = Escalation, responses((status = 200, body = Approval)))]
async fn escalate(
    scope: Permitted<Decides>,
    State(state): State<AppState>,
    Path(id): Path<ApprovalId>,
    IfMatch(seen): IfMatch,
    request: Posted<Escalation>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(assignment::check_escalation(&request.value))?;
    change(&state, &scope, (id, seen), request.key, Change::Escalate(request.value)).await
}

/// What is done to one item.
enum Change {
    Decide(Decision),
    Undo,
    Assign(Assignment),
    Escalate(Escalation),
}

/// Does something to one item that was seen at a version, once for a key; answers with the item as it stands then.
async fn change(
    state: &AppState,
    scope: &Scope,
    (id, seen): (ApprovalId, i64),
    key: Key,
    change: Change,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    idempotent(
        &state.database,
        scope,
        key,
        (settings, change),
        move |tx, (settings, change)| {
            Box::pin(async move {
                let mut work = Work::new(tx, settings);
                let item = match change {
                    Change::Decide(decision) => decide::decide(&mut work, id, seen, decision).await?,
                    Change::Undo => undo::undo(&mut work, id, seen).await?,
                    Change::Assign(assignment) => assignment::assign(&mut work, id, seen, assignment).await?,
                    Change::Escalate(escalation) => assignment::escalate(&mut work, id, seen, escalation).await?,
                };
                work.leave(tx)?;
                let approval = decide::on_wire(tx.db(), tx.scope(), &item).await?;
                Ok(Reply::ok(&approval)?.version(approval.summary.version))
            })
        },
    )
    .await
}
