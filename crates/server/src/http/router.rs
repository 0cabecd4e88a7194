//! The router: every operation by its feature, then what stands around them.
//!
//! A feature offers `pub fn router() -> OpenApiRouter<AppState>` made of `routes!(handler)`; an operation that is routed is in the
//! document, and one that is in the document is routed.

use super::problem::Refusal;
use super::{API, AppState, app, origin, security, trace, unread};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use entente_model::problem::{Code, Problem};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, Ref, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;

/// Every feature's operations.
fn operations() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(base()).nest(
        API,
        OpenApiRouter::new()
            .merge(crate::auth::routes::router())
            .merge(crate::deals::routes::router())
            .merge(crate::conflict::routes::router())
            .merge(crate::approvals::routes::router())
            .merge(crate::onboarding::agreement::router())
            .merge(crate::onboarding::applications::routes::router())
            .merge(crate::onboarding::journeys::routes::router())
            .merge(crate::activity::routes::router())
            .merge(crate::attachments::routes::router())
            .merge(crate::funds::routes::router())
            .merge(crate::funds::requests::routes::router())
            .merge(crate::funds::claims::routes::router())
            .merge(crate::funds::results::routes::router())
            .merge(crate::funds::returns::routes::router())
            .merge(crate::funds::payments::router())
            .merge(crate::home::routes::router())
            .merge(crate::live::routes::router())
            .merge(crate::onboarding::profile::router())
            .merge(crate::onboarding::time_to_value::router())
            .merge(crate::partners::routes::router())
            .merge(crate::settings::routes::router()),
    )
}

fn base() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Entente")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("The portal's API. Conventions stand in docs/api-design.md."))
        .build();
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-entente")));
    let application = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-entente-application")));
    let components = ComponentsBuilder::new()
        .security_scheme("session", session)
        .security_scheme("application", application)
        .schema(Problem::name(), Problem::schema())
        .build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

/// The API's document. Refusals are the same everywhere, so they are added here, once.
pub fn document() -> OpenApi {
    let mut document = operations().into_openapi();
    let mut schemas = Vec::new();
    Problem::schemas(&mut schemas);
    if let Some(components) = &mut document.components {
        for (name, schema) in schemas {
            components.schemas.entry(name).or_insert(schema);
        }
    }
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(Problem::name())))
        .build();
    let problem = ResponseBuilder::new()
        .description("A refusal (RFC 9457)")
        .content(entente_model::problem::MEDIA_TYPE, content)
        .build();
    for item in document.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.patch,
        ];
        for operation in operations.into_iter().flatten() {
            operation
                .responses
                .responses
                .entry("default".to_owned())
                .or_insert_with(|| problem.clone().into());
        }
    }
    document
}

/// Everything that the public address answers.
pub fn router(state: AppState) -> Router {
    let document = document();
    let (api, _) = operations().split_for_parts();
    let app = app::App::find(&state.config);
    Router::new()
        .merge(api)
        .route(
            &format!("{API}/openapi.json"),
            get(move || async move { Json(document) }),
        )
        .route("/api/{*rest}", axum::routing::any(not_found))
        .route("/api", axum::routing::any(not_found))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(state.clone(), origin::require))
        .route("/healthz", get(|| async { StatusCode::NO_CONTENT }))
        .route("/readyz", get(ready))
        .fallback(move |request| app.serve(request))
        .layer(from_fn(unread::read_on))
        .layer(from_fn(trace::wrap))
        .layer(from_fn_with_state(state.clone(), security::add))
        .with_state(state)
}

async fn not_found() -> Refusal {
    Code::NotFound.into()
}

async fn method_not_allowed() -> Refusal {
    Code::MethodNotAllowed.into()
}

/// Whether the database answers and has its tables.
async fn ready(State(state): State<AppState>) -> Response {
    let ready = state.database.ping().await;
    let mut response = match ready {
        Ok(()) if !state.stop.is_cancelled() => StatusCode::NO_CONTENT.into_response(),
        Ok(()) => super::unavailable("the server is stopping").into_response(),
        Err(error) => Refusal::from(error).into_response(),
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
