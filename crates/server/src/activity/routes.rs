//! Timeline and comments over HTTP. What a request or a claim went through stands in the rooms of those.

use super::{RecordId, Subject, comments, timeline};
use crate::auth::{Permitted, Scope, can};
use crate::http::{AppState, PageQuery, Path, Posted, Query, Refusal, Reply, idempotent, page_limit};
use axum::extract::State;
use entente_model::activity::{Activity, Comment, NewComment};
use entente_model::ids::{ClaimId, DealId, FundRequestId};
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_activity))
        .routes(routes!(list_comments, add_comment))
        .routes(routes!(list_request_comments, add_request_comment))
        .routes(routes!(list_claim_comments, add_claim_comment))
}

/// What happened to a deal, newest first.
#[utoipa::path(get, path = "/deals/{id}/activity", operation_id = "list_deal_activity", tag = "deals",
    params(("id" = DealId, Path), PageQuery), responses((status = 200, body = Page<Activity>)))]
async fn list_activity(
    scope: Permitted<can::ReadDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    Subject::find(state.database.read(), &scope, RecordId::Deal(id)).await?;
    let page = timeline::list(&state.database, &scope, id.0, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Comments on a deal, oldest first.
#[utoipa::path(get, path = "/deals/{id}/comments", operation_id = "list_deal_comments", tag = "deals",
    params(("id" = DealId, Path), PageQuery), responses((status = 200, body = Page<Comment>)))]
async fn list_comments(
    scope: Permitted<can::ReadDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    read(&state, &scope, RecordId::Deal(id), &query).await
}

/// Comments on a deal.
#[utoipa::path(post, path = "/deals/{id}/comments", operation_id = "add_deal_comment", tag = "deals",
    params(("id" = DealId, Path)), request_body = NewComment, responses((status = 201, body = Comment)))]
async fn add_comment(
    scope: Permitted<can::CommentOnDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    request: Posted<NewComment>,
) -> Result<Reply, Refusal> {
    write(&state, &scope, RecordId::Deal(id), request).await
}

/// Comments on a request, oldest first.
#[utoipa::path(get, path = "/fund_requests/{id}/comments", operation_id = "list_fund_request_comments", tag = "funds",
    params(("id" = FundRequestId, Path), PageQuery), responses((status = 200, body = Page<Comment>)))]
async fn list_request_comments(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    read(&state, &scope, RecordId::FundRequest(id), &query).await
}

/// Comments on a request.
#[utoipa::path(post, path = "/fund_requests/{id}/comments", operation_id = "add_fund_request_comment", tag = "funds",
    params(("id" = FundRequestId, Path)), request_body = NewComment, responses((status = 201, body = Comment)))]
async fn add_request_comment(
    scope: Permitted<can::CommentOnFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    request: Posted<NewComment>,
) -> Result<Reply, Refusal> {
    write(&state, &scope, RecordId::FundRequest(id), request).await
}

/// Comments on a claim, oldest first.
#[utoipa::path(get, path = "/fund_claims/{id}/comments", operation_id = "list_fund_claim_comments", tag = "funds",
    params(("id" = ClaimId, Path), PageQuery), responses((status = 200, body = Page<Comment>)))]
async fn list_claim_comments(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    read(&state, &scope, RecordId::FundClaim(id), &query).await
}

/// Comments on a claim.
#[utoipa::path(post, path = "/fund_claims/{id}/comments", operation_id = "add_fund_claim_comment", tag = "funds",
    params(("id" = ClaimId, Path)), request_body = NewComment, responses((status = 201, body = Comment)))]
async fn add_claim_comment(
    scope: Permitted<can::CommentOnFunds>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    request: Posted<NewComment>,
) -> Result<Reply, Refusal> {
    write(&state, &scope, RecordId::FundClaim(id), request).await
}

/// A page of the comments on a record that the reader may know of.
async fn read(state: &AppState, scope: &Scope, record: RecordId, query: &PageQuery) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    Subject::find(state.database.read(), scope, record).await?;
    let page = comments::list(&state.database, scope, record, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Writes a comment on a record that the writer may know of.
async fn write(
    state: &AppState,
    scope: &Scope,
    record: RecordId,
    request: Posted<NewComment>,
) -> Result<Reply, Refusal> {
    Subject::find(state.database.read(), scope, record).await?;
    Refusal::unless_empty(comments::check(scope, &request.value))?;
    idempotent(
        &state.database,
        scope,
        request.key,
        (record, request.value),
        |tx, (record, comment)| {
            Box::pin(async move {
                let comment = comments::add(tx, *record, comment).await?;
                Ok(Reply::created(&comment, format!("{}/comments", record.path()))?)
            })
        },
    )
    .await
}
