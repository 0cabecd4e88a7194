//! Partners over HTTP.

use super::{bank_account, logo, profile, record, store, tax_form};
use crate::auth::{Permitted, can};
use crate::http::{AppState, Query, Refusal, Reply, page_limit};
use axum::extract::State;
use entente_model::page::Page;
use entente_model::people::PartnerSummary;
use entente_model::problem::{Code, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .merge(super::people::router())
        .merge(super::invitations::router())
        .merge(super::activity::router())
        .merge(super::notes::router())
        .merge(record::router())
        .merge(profile::router())
        .merge(logo::router())
        .merge(tax_form::router())
        .merge(bank_account::router())
}

/// Most characters of a search.
const SEARCH: usize = 100;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Part of the name or domain.
    search: Option<String>,
    /// Rows of a page, 1 to 100.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// The partners that the reader looks after, by name.
#[utoipa::path(get, path = "/partners", operation_id = "list_partners", tag = "partners",
    params(ListQuery), responses((status = 200, body = Page<PartnerSummary>)))]
async fn list(
    scope: Permitted<can::ReadPartners>,
    State(state): State<AppState>,
    Query(query): Query<ListQuery>,
) -> Result<Reply, Refusal> {
    let search = query.search.unwrap_or_default();
    if search.chars().count() > SEARCH {
        return Err(Problem::new(Code::MalformedRequest)
            .detail(format!("search is at most {SEARCH} characters"))
            .into());
    }
    let limit = page_limit(query.limit)?;
    let page = store::list(&state.database, &scope, search.trim(), limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}
