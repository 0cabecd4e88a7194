//! The conflict check over HTTP.

use super::outcome;
use super::throttle::Throttle;
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, Refusal, Reply};
use axum::Extension;
use axum::extract::State;
use entente_model::deals::draft::limits;
use entente_model::deals::{ConflictCheck, ConflictOutcome};
use entente_model::problem::{Code, FieldCode, FieldError};
use entente_model::text;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(check))
        .layer(Extension(Throttle::default()))
}

/// Whether a customer is free to register, as one types: clear, possible, or protected until a day; never whose.
#[utoipa::path(post, path = "/conflict_checks", operation_id = "check_conflict", tag = "deals",
    request_body = ConflictCheck, responses((status = 200, body = ConflictOutcome)))]
async fn check(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    Extension(throttle): Extension<Throttle>,
    Body(check): Body<ConflictCheck>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(limits_of(&check))?;
    if let Some(user) = scope.user_id() {
        throttle
            .count(user, state.database.now())
            .map_err(|wait| Refusal::from(Code::TooManyRequests).retry_after(wait.to_std().unwrap_or_default()))?;
    }
    let settings = state.settings.in_effect(&state.database).await?;
    Ok(Reply::ok(
        &outcome::check(&state.database, &scope, &settings, &check).await?,
    )?)
}

fn limits_of(check: &ConflictCheck) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check(
        "/customer_name",
        &check.customer_name,
        limits::CUSTOMER_NAME,
        false,
        &mut errors,
    );
    text::check(
        "/customer_domain",
        &check.customer_domain,
        limits::CUSTOMER_DOMAIN,
        false,
        &mut errors,
    );
    text::check(
        "/customer_country",
        &check.customer_country,
        limits::COUNTRY,
        false,
        &mut errors,
    );
    if check.products.len() > limits::PRODUCTS {
        errors.push(FieldError::new("/products", FieldCode::TooMany).with("max", limits::PRODUCTS));
    }
    for (at, code) in check.products.iter().enumerate() {
        text::check(&format!("/products/{at}"), code, limits::CODE, false, &mut errors);
    }
    errors
}
