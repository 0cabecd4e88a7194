//! Allocation by rule over HTTP.

use super::{book, export, outlook, preview};
use crate::auth::{Permitted, can};
use crate::funds::store;
use crate::http::{AppState, Path, Posted, Refusal, Reply, change_once};
use axum::extract::State;
use axum::response::Response;
use entente_model::funds::allocation_preview::{AllocationOrder, AllocationPreview};
use entente_model::funds::fund::Fund;
use entente_model::funds::outlook::FundOutlook;
use entente_model::ids::FundId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read, order))
        .routes(routes!(download))
        .routes(routes!(read_outlook))
}

/// What the fund's rule gives to every active partner of what is unallocated, by name: revenue of deals that were won and results of
/// activities that were paid, both in the reference period.
#[utoipa::path(get, path = "/funds/{id}/allocation", operation_id = "read_fund_allocation", tag = "funds",
    params(("id" = FundId, Path)), responses((status = 200, body = AllocationPreview)))]
async fn read(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let row = store::find(state.database.read(), &scope, id).await?;
    let preview = preview::preview(state.database.read(), &settings, &row).await?;
    Ok(Reply::ok(&preview)?)
}

/// Books what was previewed: all lines, or none. 409 with `params.reason` `figures_changed` and the figures as they are by now in
/// `params.current` when they are others than the body names; `nothing_due`; `fund_closed`. Booked again, it gives nobody anything twice.
#[utoipa::path(post, path = "/funds/{id}/allocation", operation_id = "book_fund_allocation", tag = "funds",
    params(("id" = FundId, Path)), request_body = AllocationOrder, responses((status = 200, body = Fund)))]
async fn order(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
    request: Posted<AllocationOrder>,
) -> Result<Reply, Refusal> {
    change_once(&state, &scope, request, move |tx, settings, order| {
        Box::pin(async move {
            let fund = book::book(tx, settings, id, order).await?;
            Ok(Reply::ok(&fund)?.version(fund.version))
        })
    })
    .await
}

/// The preview as CSV.
#[utoipa::path(get, path = "/funds/{id}/allocation/export", operation_id = "export_fund_allocation", tag = "funds",
    params(("id" = FundId, Path)), responses((status = 200, body = String, content_type = "text/csv")))]
async fn download(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
) -> Result<Response, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let row = store::find(state.database.read(), &scope, id).await?;
    let preview = preview::preview(state.database.read(), &settings, &row).await?;
    Ok(export::download(&preview)?)
}

/// What the reader's company could earn in the next period, for each of its funds that runs now; nothing for the vendor's people.
#[utoipa::path(get, path = "/fund_outlook", operation_id = "read_fund_outlook", tag = "funds",
    responses((status = 200, body = FundOutlook)))]
async fn read_outlook(scope: Permitted<can::ReadFunds>, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let outlook = match scope.partner_id() {
        Some(partner) => {
            let settings = state.settings.in_effect(&state.database).await?;
            outlook::outlook(state.database.read(), &settings, partner, state.database.now()).await?
        }
        None => FundOutlook::default(),
    };
    Ok(Reply::ok(&outlook)?)
}
