//! The conflict check over HTTP.

use super::outcome;
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, Rate, Refusal, Reply};
use axum::Extension;
use axum::extract::State;
use entente_model::deals::draft::limits;
use entente_model::deals::{ConflictCheck, ConflictOutcome};
use entente_model::ids::UserId;
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Checks a minute of a person: enough for typing.
const CHECKS: u32 = 120;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(check))
        .layer(Extension(Rate::<UserId>::a_minute(CHECKS)))
}

/// Whether a customer is free to register, as one types: clear, possible, or protected until a day; never whose.
#[utoipa::path(post, path = "/conflict_checks", operation_id = "check_conflict", tag = "deals",
    request_body = ConflictCheck, responses((status = 200, body = ConflictOutcome)))]
async fn check(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    Extension(rate): Extension<Rate<UserId>>,
    Body(check): Body<ConflictCheck>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(limits_of(&check))?;
    if let Some(user) = scope.user_id() {
        rate.count(user, state.database.now())?;
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
