//! Claims over HTTP.

use super::{WholeClaim, drafts, proofs, submission};
use crate::activity::timeline_of;
use crate::auth::{Permitted, can};
use crate::http::{
    AppState, Body, IfMatch, PageQuery, Path, Posted, Query, Refusal, Reply, change, change_once, page_limit,
};
use axum::extract::State;
use entente_model::activity::Activity;
use entente_model::funds::claim::{ClaimDraft, ClaimSubmission, FundClaim};
use entente_model::ids::{ClaimId, FundRequestId};
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(read, edit, delete))
        .routes(routes!(submit))
        .routes(routes!(list_activity))
        .merge(proofs::router())
}

/// Begins a claim for what an approved activity cost. 409 `already_exists` with `params.what` `claim` when there is one that is not rejected.
#[utoipa::path(post, path = "/fund_requests/{id}/claims", operation_id = "create_fund_claim", tag = "funds",
    params(("id" = FundRequestId, Path)), request_body = ClaimDraft, responses((status = 201, body = FundClaim)))]
async fn create(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    request: Posted<ClaimDraft>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check_limits())?;
    change_once(&state, &scope, request, move |tx, settings, fields| {
        Box::pin(async move {
            let claim = drafts::create(tx, settings, id, fields).await?;
            let (id, version) = (claim.summary.id, claim.summary.version);
            Ok(Reply::created(&claim, format!("/fund_claims/{id}"))?.version(version))
        })
    })
    .await
}

/// A claim whole, with what was approved, its proof, invoices that were claimed before, and what an approver would ask about.
#[utoipa::path(get, path = "/fund_claims/{id}", operation_id = "read_fund_claim", tag = "funds",
    params(("id" = ClaimId, Path)), responses((status = 200, body = FundClaim)))]
async fn read(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
) -> Result<Reply, Refusal> {
    let claim = drafts::find(&state.database, &scope, id).await?;
    Ok(Reply::ok(&claim)?.version(claim.summary.version))
}

/// Saves a draft or a returned claim.
#[utoipa::path(put, path = "/fund_claims/{id}", operation_id = "edit_fund_claim", tag = "funds",
    params(("id" = ClaimId, Path)), request_body = ClaimDraft, responses((status = 200, body = FundClaim)))]
async fn edit(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    IfMatch(seen): IfMatch,
    Body(fields): Body<ClaimDraft>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(fields.check_limits())?;
    let claim = change(&state, &scope, fields, move |tx, settings, fields| {
        Box::pin(drafts::edit(tx, settings, id, seen, fields))
    })
    .await?;
    Ok(Reply::ok(&claim)?.version(claim.summary.version))
}

/// Deletes a draft.
#[utoipa::path(delete, path = "/fund_claims/{id}", operation_id = "delete_fund_claim", tag = "funds",
    params(("id" = ClaimId, Path)), responses((status = 204)))]
async fn delete(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    change(&state, &scope, (), move |tx, settings, ()| {
        Box::pin(drafts::delete(tx, settings, id, seen))
    })
    .await?;
    Ok(Reply::no_content())
}

/// Hands a draft, or a returned claim, in.
#[utoipa::path(post, path = "/fund_claims/{id}/submission", operation_id = "submit_fund_claim", tag = "funds",
    params(("id" = ClaimId, Path)), request_body = ClaimSubmission, responses((status = 200, body = FundClaim)))]
async fn submit(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    IfMatch(seen): IfMatch,
    request: Posted<ClaimSubmission>,
) -> Result<Reply, Refusal> {
    change_once(&state, &scope, request, move |tx, settings, _| {
        Box::pin(async move {
            let claim = submission::submit(tx, settings, id, seen).await?;
            Ok(Reply::ok(&claim)?.version(claim.summary.version))
        })
    })
    .await
}

/// What happened to a claim, newest first.
#[utoipa::path(get, path = "/fund_claims/{id}/activity", operation_id = "list_fund_claim_activity", tag = "funds",
    params(("id" = ClaimId, Path), PageQuery), responses((status = 200, body = Page<Activity>)))]
async fn list_activity(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    WholeClaim::find(state.database.read(), &scope, id).await?;
    let page = timeline_of(&state.database, &scope, id.0, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}
