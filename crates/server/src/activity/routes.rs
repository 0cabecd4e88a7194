//! Timeline and comments over HTTP.

use super::{Subject, comments, timeline};
use crate::auth::{Permitted, can};
use crate::http::{AppState, PageQuery, Path, Posted, Query, Refusal, Reply, idempotent, page_limit};
use axum::extract::State;
use entente_model::activity::{Activity, Comment, NewComment};
use entente_model::ids::DealId;
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_activity))
        .routes(routes!(list_comments, add_comment))
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
    Subject::find(state.database.read(), &scope, id).await?;
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
    let limit = page_limit(query.limit)?;
    Subject::find(state.database.read(), &scope, id).await?;
    let page = comments::list(&state.database, &scope, id, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
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
    Subject::find(state.database.read(), &scope, id).await?;
    Refusal::unless_empty(comments::check(&scope, &request.value))?;
    idempotent(
        &state.database,
        &scope,
        request.key,
        (id, request.value),
        |tx, (id, comment)| {
            Box::pin(async move {
                let comment = comments::add(tx, *id, comment).await?;
                Ok(Reply::created(&comment, format!("/deals/{id}/comments"))?)
            })
        },
    )
    .await
}
