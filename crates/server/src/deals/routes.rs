//! Deals over HTTP.

use super::query::DealsQuery;
use super::{export, list, store};
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, IfMatch, Path, Posted, Query, Refusal, Reply, change, change_once, page_limit};
use axum::extract::State;
use axum::response::Response;
use entente_model::deals::{Deal, DealDraft, DealEvent, DealSummary};
use entente_model::ids::DealId;
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_deals, create))
        .routes(routes!(download))
        .routes(routes!(read, edit, delete))
        .routes(routes!(happen))
}

/// The deals that the reader may see.
#[utoipa::path(get, path = "/deals", operation_id = "list_deals", tag = "deals",
    params(DealsQuery), responses((status = 200, body = Page<DealSummary>)))]
async fn list_deals(
    scope: Permitted<can::ReadDeals>,
    State(state): State<AppState>,
    Query(query): Query<DealsQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let filters = query.filters()?;
    let page = list::page(&state.database, &scope, &filters, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// The same as CSV, at most 100,000 rows; `limit` and `cursor` don't count.
#[utoipa::path(get, path = "/deals/export", operation_id = "export_deals", tag = "deals",
    params(DealsQuery), responses((status = 200, body = String, content_type = "text/csv")))]
async fn download(
    scope: Permitted<can::ReadDeals>,
    State(state): State<AppState>,
    Query(query): Query<DealsQuery>,
) -> Result<Response, Refusal> {
    export::download(state.database.clone(), (*scope).clone(), query.filters()?).await
}

/// Begins a draft.
#[utoipa::path(post, path = "/deals", operation_id = "create_deal", tag = "deals",
    request_body = DealDraft, responses((status = 201, body = Deal)))]
async fn create(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    request: Posted<DealDraft>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check_limits())?;
    change_once(&state, &scope, request, |tx, settings, fields| {
        Box::pin(async move {
            let deal = store::create(tx, settings, fields).await?;
            let version = deal.summary.version;
            Ok(Reply::created(&deal, format!("/deals/{}", deal.summary.id))?.version(version))
        })
    })
    .await
}

/// A deal whole.
#[utoipa::path(get, path = "/deals/{id}", operation_id = "read_deal", tag = "deals",
    params(("id" = DealId, Path)), responses((status = 200, body = Deal)))]
async fn read(
    scope: Permitted<can::ReadDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
) -> Result<Reply, Refusal> {
    let deal = store::find(&state.database, &scope, id).await?;
    Ok(Reply::ok(&deal)?.version(deal.summary.version))
}

/// Saves a draft or a returned registration.
#[utoipa::path(put, path = "/deals/{id}", operation_id = "edit_deal", tag = "deals",
    params(("id" = DealId, Path)), request_body = DealDraft, responses((status = 200, body = Deal)))]
async fn edit(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    IfMatch(seen): IfMatch,
    Body(fields): Body<DealDraft>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(fields.check_limits())?;
    let deal = change(&state, &scope, fields, move |tx, settings, fields| {
        Box::pin(store::edit(tx, settings, id, seen, fields))
    })
    .await?;
    Ok(Reply::ok(&deal)?.version(deal.summary.version))
}

/// Deletes a draft.
#[utoipa::path(delete, path = "/deals/{id}", operation_id = "delete_deal", tag = "deals",
    params(("id" = DealId, Path)), responses((status = 204)))]
async fn delete(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    change(&state, &scope, (), move |tx, settings, ()| {
        Box::pin(store::delete(tx, settings, id, seen))
    })
    .await?;
    Ok(Reply::no_content())
}

/// Lets an event happen: handed in, withdrawn, extension, appeal, stage, won, lost.
#[utoipa::path(post, path = "/deals/{id}/events", operation_id = "add_deal_event", tag = "deals",
    params(("id" = DealId, Path)), request_body = DealEvent, responses((status = 200, body = Deal)))]
async fn happen(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    IfMatch(seen): IfMatch,
    request: Posted<DealEvent>,
) -> Result<Reply, Refusal> {
    change_once(&state, &scope, request, move |tx, settings, event| {
        Box::pin(async move {
            let deal = store::happen(tx, settings, id, seen, event).await?;
            Ok(Reply::ok(&deal)?.version(deal.summary.version))
        })
    })
    .await
}
