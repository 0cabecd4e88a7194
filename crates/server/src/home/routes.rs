//! The home page over HTTP.

use super::store;
use crate::auth::Scope;
use crate::http::{AppState, Refusal, Reply};
use axum::extract::State;
use entente_model::home::Home;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read))
}

/// What the person should look at, most pressing first.
#[utoipa::path(get, path = "/home", operation_id = "read_home", tag = "home", responses((status = 200, body = Home)))]
async fn read(scope: Scope, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    Ok(Reply::ok(&store::home(&state.database, &scope, &settings).await?)?)
}
