//! What came back of the money over HTTP.

use super::query::ReturnsQuery;
use super::{background, export, report};
use crate::auth::{Permitted, can};
use crate::http::{AppState, Path, Query, Refusal, Reply};
use axum::extract::State;
use axum::response::Response;
use entente_model::funds::results::{ActivityHistory, FundReturns, LEAST_PARTNERS, RequestBackground};
use entente_model::ids::FundRequestId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(download))
        .routes(routes!(program_history))
        .routes(routes!(request_background))
}

/// What activities cost and what came back, by group: of the partners that one looks after, for a partner's people of their own.
#[utoipa::path(get, path = "/fund_returns", operation_id = "read_fund_returns", tag = "funds",
    params(ReturnsQuery), responses((status = 200, body = FundReturns)))]
async fn read(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Query(query): Query<ReturnsQuery>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let currency = query.currency(&settings)?;
    let returns = report::report(&state.database, &scope, &settings, &query, currency).await?;
    Ok(Reply::ok(&returns)?)
}

/// The same as CSV.
#[utoipa::path(get, path = "/fund_returns/export", operation_id = "export_fund_returns", tag = "funds",
    params(ReturnsQuery), responses((status = 200, body = String, content_type = "text/csv")))]
async fn download(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Query(query): Query<ReturnsQuery>,
) -> Result<Response, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let currency = query.currency(&settings)?;
    let returns = report::report(&state.database, &scope, &settings, &query, currency).await?;
    export::download(&returns)
}

/// What activities of each type have brought back in this program, as a hint for whoever plans one. Of fewer than five nothing is told,
/// and nothing to a partner of what fewer than five partners did.
#[utoipa::path(get, path = "/fund_history", operation_id = "read_fund_history", tag = "funds",
    responses((status = 200, body = Vec<ActivityHistory>)))]
async fn program_history(scope: Permitted<can::ReadFunds>, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let least_partners = if scope.is_partner() { LEAST_PARTNERS } else { 1 };
    let settings = state.settings.in_effect(&state.database).await?;
    let history = report::of_program(&state.database, &settings, least_partners, None).await?;
    Ok(Reply::ok(&history)?)
}

/// What whoever decides a request sees beside it: what its partner asked for before, and what like activities brought back.
#[utoipa::path(get, path = "/fund_requests/{id}/background", operation_id = "read_fund_request_background", tag = "funds",
    params(("id" = FundRequestId, Path)), responses((status = 200, body = RequestBackground)))]
async fn request_background(
    scope: Permitted<can::ReadApprovals>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let background = background::of_request(&state.database, &scope, &settings, id).await?;
    Ok(Reply::ok(&background)?)
}
