//! The Ideal Partner Profile over HTTP: how past applicants would score under an edited one.

use super::applications::past;
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, Refusal, Reply, unavailable};
use axum::extract::State;
use entente_model::onboarding::preview::{self, MOST};
use entente_model::onboarding::{ProfileOutcome, ProfilePreview};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(preview_profile))
}

/// How the last 2,000 who handed in an application score under the profile in effect and under an edited one. Changes nothing.
#[utoipa::path(post, path = "/profile_previews", operation_id = "preview_profile", tag = "settings",
    request_body = ProfilePreview, responses((status = 200, body = ProfileOutcome)))]
async fn preview_profile(
    scope: Permitted<can::ManageSettings>,
    State(state): State<AppState>,
    Body(edited): Body<ProfilePreview>,
) -> Result<Reply, Refusal> {
    let _ = scope;
    let settings = state.settings.in_effect(&state.database).await?;
    Refusal::unless_empty(edited.check(&settings.settings))?;
    let applicants = past::handed_in(&state.database, MOST).await?;
    // Thousands are judged twice, which other requests are not to wait for.
    let judge = move || {
        let current = &settings.settings.onboarding.criteria;
        preview::preview(applicants.iter(), current, &edited.criteria)
    };
    let outcome: ProfileOutcome = tokio::task::spawn_blocking(judge).await.map_err(unavailable)?;
    Ok(Reply::ok(&outcome)?)
}
