//! What came of activities over HTTP.

use super::{deals, told};
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, IfMatch, Path, Refusal, Reply, change};
use axum::extract::State;
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::ReportedResults;
use entente_model::ids::{DealId, FundRequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(tell)).routes(routes!(link, unlink))
}

/// Tells what came of an activity so far, from its approval on.
#[utoipa::path(put, path = "/fund_requests/{id}/results", operation_id = "tell_fund_request_results", tag = "funds",
    params(("id" = FundRequestId, Path)), request_body = ReportedResults, responses((status = 200, body = FundRequest)))]
async fn tell(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    IfMatch(seen): IfMatch,
    Body(results): Body<ReportedResults>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    Refusal::unless_empty(results.check(&settings.settings.currencies))?;
    let work = state
        .database
        .write(&scope, (settings, results), move |tx, (settings, results)| {
            Box::pin(told::tell(tx, settings, id, seen, results))
        });
    let request = work.await?;
    Ok(Reply::ok(&request)?.version(request.summary.version))
}

/// Links a deal that came of an activity. 409 `already_exists` with `params.what` `linked_deal` when it counts for another one.
#[utoipa::path(put, path = "/fund_requests/{id}/deals/{deal_id}", operation_id = "link_fund_request_deal", tag = "funds",
    params(("id" = FundRequestId, Path), ("deal_id" = DealId, Path)), responses((status = 200, body = FundRequest)))]
async fn link(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(ids): Path<(FundRequestId, DealId)>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    let request = change(&state, &scope, (), move |tx, settings, ()| {
        Box::pin(deals::link(tx, settings, ids, seen))
    })
    .await?;
    Ok(Reply::ok(&request)?.version(request.summary.version))
}

/// Parts a deal from the activity that it was linked with.
#[utoipa::path(delete, path = "/fund_requests/{id}/deals/{deal_id}", operation_id = "unlink_fund_request_deal", tag = "funds",
    params(("id" = FundRequestId, Path), ("deal_id" = DealId, Path)), responses((status = 200, body = FundRequest)))]
async fn unlink(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path(ids): Path<(FundRequestId, DealId)>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    let request = change(&state, &scope, (), move |tx, settings, ()| {
        Box::pin(deals::unlink(tx, settings, ids, seen))
    })
    .await?;
    Ok(Reply::ok(&request)?.version(request.summary.version))
}
