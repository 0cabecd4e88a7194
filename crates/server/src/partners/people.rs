//! The people of a partner, as the vendor's people see them.

use super::record;
use crate::auth::{Permitted, can, people_by_name};
use crate::http::{AppState, Binding, PageQuery, Path, Query, Refusal, Reply, page_limit};
use crate::store::entities::users::Column;
use axum::extract::State;
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use entente_model::people::User;
use sea_orm::{ColumnTrait, Condition};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The people of a partner, by name.
#[utoipa::path(get, path = "/partners/{id}/people", operation_id = "list_partner_people", tag = "partners",
    params(("id" = PartnerId, Path), PageQuery), responses((status = 200, body = Page<User>)))]
async fn list(
    scope: Permitted<can::ReadPartners>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    record::find(state.database.read(), &scope, id).await?;
    let binding = Binding::new("partner_people", &id)?;
    let whose = Condition::all().add(Column::PartnerId.eq(id.0));
    let page = people_by_name(&state.database, &binding, whose, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}
