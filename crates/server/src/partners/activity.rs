//! What happened to a partner besides its deals, as the vendor's people see it.

use super::record;
use crate::activity::timeline_of_partner;
use crate::auth::{Permitted, can};
use crate::http::{AppState, PageQuery, Path, Query, Refusal, Reply, page_limit};
use axum::extract::State;
use entente_model::activity::Activity;
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// What happened to a partner besides its deals, newest first.
#[utoipa::path(get, path = "/partners/{id}/activity", operation_id = "list_partner_activity", tag = "partners",
    params(("id" = PartnerId, Path), PageQuery), responses((status = 200, body = Page<Activity>)))]
async fn list(
    scope: Permitted<can::ReadPartners>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    record::find(state.database.read(), &scope, id).await?;
    let page = timeline_of_partner(&state.database, id, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}
