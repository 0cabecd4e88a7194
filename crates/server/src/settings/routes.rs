//! Settings over HTTP.

use super::store;
use crate::auth::{Permitted, can};
use crate::http::{AppState, IfMatch, PageQuery, Posted, Query, Refusal, Reply, idempotent, page_limit, stale};
use axum::extract::State;
use entente_model::page::Page;
use entente_model::problem::Code;
use entente_model::settings::{NewSettingsVersion, ProgramSettings, SettingsVersion};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(list, add))
}

/// The settings in effect.
#[utoipa::path(get, path = "/settings", operation_id = "read_settings", tag = "settings",
    responses((status = 200, body = SettingsVersion)))]
async fn read(scope: Permitted<can::ReadSettings>, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let _ = scope;
    let in_effect = state.settings.in_effect(&state.database).await?;
    let version = store::version(&state.database, in_effect.id.0, in_effect.id.0).await?;
    Ok(Reply::ok(&version)?.version(version.number))
}

/// All versions, newest first, planned ones included.
#[utoipa::path(get, path = "/settings/versions", operation_id = "list_settings_versions", tag = "settings",
    params(PageQuery), responses((status = 200, body = Page<SettingsVersion>)))]
async fn list(
    scope: Permitted<can::ReadSettings>,
    State(state): State<AppState>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let _ = scope;
    let in_effect = state.settings.in_effect(&state.database).await?;
    let limit = page_limit(query.limit)?;
    let page = store::list(&state.database, in_effect.id.0, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Adds a version. `If-Match` names the newest version's number, so that nobody's change is overwritten unseen.
#[utoipa::path(post, path = "/settings/versions", operation_id = "add_settings_version", tag = "settings",
    request_body = NewSettingsVersion, responses((status = 201, body = SettingsVersion)))]
async fn add(
    scope: Permitted<can::ManageSettings>,
    State(state): State<AppState>,
    IfMatch(seen): IfMatch,
    request: Posted<NewSettingsVersion>,
) -> Result<Reply, Refusal> {
    state.settings.in_effect(&state.database).await?;
    let newest = store::newest(&state.database).await?.ok_or(Code::Internal)?;
    let old: ProgramSettings = serde_json::from_str(&newest.settings)?;
    let known_zone = |name: &str| name.parse::<chrono_tz::Tz>().is_ok();
    Refusal::unless_empty(request.value.check(&old, state.database.now(), &known_zone))?;
    let reply = idempotent(
        &state.database,
        &scope,
        request.key,
        (seen, request.value),
        |tx, (seen, new)| {
            Box::pin(async move {
                let version = store::add(tx, *seen, new).await?;
                Ok(Reply::created(&version, "/settings/versions")?.version(version.number))
            })
        },
    )
    .await;
    state.settings.forget();
    match reply {
        // Somebody else's version has come in between.
        Err(refusal) if refusal.problem().code == Code::AlreadyExists => {
            let newest = store::newest(&state.database).await?.ok_or(Code::Internal)?;
            let in_effect = state.settings.in_effect(&state.database).await?;
            Err(stale(&store::version(&state.database, newest.id, in_effect.id.0).await?).into())
        }
        other => other,
    }
}
