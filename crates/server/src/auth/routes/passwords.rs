//! New passwords by mailed link.

use crate::auth::resets;
use crate::auth::throttle::{self, Limit};
use crate::http::{AppState, Body, ClientAddress, Posted, Refusal, Reply};
use axum::extract::State;
use axum::http::StatusCode;
use entente_model::people::{PasswordReset, PasswordResetRequest, normalise_email};
use entente_model::problem::{FieldCode, FieldError, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ask)).routes(routes!(complete))
}

/// Asks for a mailed link to a new password. The answer is the same whether the address is known or not.
#[utoipa::path(post, path = "/password_resets", operation_id = "request_password_reset", tag = "people",
    request_body = PasswordResetRequest, responses((status = 202, description = "A mail goes out if the address is known")))]
async fn ask(
    State(state): State<AppState>,
    address: ClientAddress,
    Body(request): Body<PasswordResetRequest>,
) -> Result<Reply, Refusal> {
    let email = normalise_email(&request.email);
    if !entente_model::text::is_email(&email) {
        return Err(Problem::fields(vec![FieldError::new("/email", FieldCode::InvalidEmail)]).into());
    }
    throttle::attempt(
        &state.database,
        vec![Limit::reset(&email), Limit::reset_network(&address.network())],
    )
    .await?;
    resets::ask(&state, email).await?;
    Ok(Reply::empty(StatusCode::ACCEPTED))
}

/// Sets a new password with the token of a mailed link. Every session of the person ends.
#[utoipa::path(post, path = "/password_resets/completion", operation_id = "complete_password_reset", tag = "people",
    params(("Idempotency-Key" = String, Header, description = "Names this request")),
    request_body = PasswordReset, responses((status = 204, description = "Changed")))]
async fn complete(State(state): State<AppState>, request: Posted<PasswordReset>) -> Result<Reply, Refusal> {
    resets::complete(&state, request.key, request.value).await
}
