//! Requests over HTTP.

use super::query::FundRequestsQuery;
use super::{WholeRequest, drafts, events, files, list};
use crate::activity::timeline_of;
use crate::auth::{Permitted, can};
use crate::http::{
    AppState, Body, IfMatch, PageQuery, Path, Posted, Query, Refusal, Reply, change, change_once, page_limit,
};
use axum::extract::State;
use entente_model::activity::Activity;
use entente_model::funds::request::{FundRequest, FundRequestDraft, FundRequestEvent, FundRequestSummary, FundRules};
use entente_model::ids::FundRequestId;
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(rules))
        .routes(routes!(list_requests, create))
        .routes(routes!(read, edit, delete))
        .routes(routes!(happen))
        .routes(routes!(list_activity))
        .merge(files::router())
}

/// What of the program a request is checked against, for a form to tell it as one types.
#[utoipa::path(get, path = "/fund_rules", operation_id = "read_fund_rules", tag = "funds",
    responses((status = 200, body = FundRules)))]
async fn rules(scope: Permitted<can::ReadFunds>, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let funds = &settings.settings.funds;
    let now = state.database.now();
    let rules = FundRules {
        settings: if scope.is_partner() {
            funds.for_partners()
        } else {
            funds.clone()
        },
        currencies: settings.settings.currencies.clone(),
        today: match scope.partner() {
            Some(partner) => settings.day_in(&partner.summary.region, now),
            None => now.date_naive(),
        },
    };
    Ok(Reply::ok(&rules)?)
}

/// The requests that the reader may see.
#[utoipa::path(get, path = "/fund_requests", operation_id = "list_fund_requests", tag = "funds",
    params(FundRequestsQuery), responses((status = 200, body = Page<FundRequestSummary>)))]
async fn list_requests(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Query(query): Query<FundRequestsQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let filters = query.filters()?;
    let page = list::page(&state.database, &scope, &filters, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Begins a draft.
#[utoipa::path(post, path = "/fund_requests", operation_id = "create_fund_request", tag = "funds",
    request_body = FundRequestDraft, responses((status = 201, body = FundRequest)))]
async fn create(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    request: Posted<FundRequestDraft>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(drafts::check(&request.value))?;
    change_once(&state, &scope, request, |tx, settings, fields| {
        Box::pin(async move {
            let request = drafts::create(tx, settings, fields).await?;
            let (id, version) = (request.summary.id, request.summary.version);
            Ok(Reply::created(&request, format!("/fund_requests/{id}"))?.version(version))
        })
    })
    .await
}

/// A request whole, with its fund, its claims, and the partner's activities of the same days.
#[utoipa::path(get, path = "/fund_requests/{id}", operation_id = "read_fund_request", tag = "funds",
    params(("id" = FundRequestId, Path)), responses((status = 200, body = FundRequest)))]
async fn read(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
) -> Result<Reply, Refusal> {
    let request = drafts::find(&state.database, &scope, id).await?;
    Ok(Reply::ok(&request)?.version(request.summary.version))
}

/// Saves a draft or a returned request.
#[utoipa::path(put, path = "/fund_requests/{id}", operation_id = "edit_fund_request", tag = "funds",
    params(("id" = FundRequestId, Path)), request_body = FundRequestDraft, responses((status = 200, body = FundRequest)))]
async fn edit(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    IfMatch(seen): IfMatch,
    Body(fields): Body<FundRequestDraft>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(drafts::check(&fields))?;
    let request = change(&state, &scope, fields, move |tx, settings, fields| {
        Box::pin(drafts::edit(tx, settings, id, seen, fields))
    })
    .await?;
    Ok(Reply::ok(&request)?.version(request.summary.version))
}

/// Deletes a draft.
#[utoipa::path(delete, path = "/fund_requests/{id}", operation_id = "delete_fund_request", tag = "funds",
    params(("id" = FundRequestId, Path)), responses((status = 204)))]
async fn delete(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    change(&state, &scope, (), move |tx, settings, ()| {
        Box::pin(drafts::delete(tx, settings, id, seen))
    })
    .await?;
    Ok(Reply::no_content())
}

/// Lets an event happen: handed in, withdrawn.
#[utoipa::path(post, path = "/fund_requests/{id}/events", operation_id = "add_fund_request_event", tag = "funds",
    params(("id" = FundRequestId, Path)), request_body = FundRequestEvent, responses((status = 200, body = FundRequest)))]
async fn happen(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    IfMatch(seen): IfMatch,
    request: Posted<FundRequestEvent>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check())?;
    change_once(&state, &scope, request, move |tx, settings, event| {
        Box::pin(async move {
            let request = events::happen(tx, settings, id, seen, event).await?;
            Ok(Reply::ok(&request)?.version(request.summary.version))
        })
    })
    .await
}

/// What happened to a request, newest first.
#[utoipa::path(get, path = "/fund_requests/{id}/activity", operation_id = "list_fund_request_activity", tag = "funds",
    params(("id" = FundRequestId, Path), PageQuery), responses((status = 200, body = Page<Activity>)))]
async fn list_activity(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    WholeRequest::find(state.database.read(), &scope, id).await?;
    let page = timeline_of(&state.database, &scope, id.0, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}
