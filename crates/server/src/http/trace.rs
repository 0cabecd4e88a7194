//! Around every request: its id, its span, its time limit, its figures, and the last word on problems and panics.

use super::problem::{Refusal, finish, unavailable};
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use entente_model::problem::Code;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};
use tracing::Instrument;
use uuid::Uuid;

/// Longest time until an answer begins. Long enough for an attachment over a slow line.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// Wraps a request. Spans and logs carry the route's pattern, never the address: a query may hold a customer's name.
pub(super) async fn wrap(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = Uuid::now_v7().to_string();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id = %id, method = %method, route = %route);
    let handled = AssertUnwindSafe(tokio::time::timeout(TIME_LIMIT, next.run(request)))
        .catch_unwind()
        .instrument(span.clone());
    let response = match handled.await {
        Ok(Ok(response)) => response,
        Ok(Err(_elapsed)) => span.in_scope(|| unavailable("a request took too long").into_response()),
        Err(_panic) => {
            span.in_scope(|| tracing::error!("a request panicked"));
            metrics::counter!("entente_panics_total").increment(1);
            Refusal::from(Code::Internal).into_response()
        }
    };
    let mut response = finish(response, &id);
    if let Ok(value) = HeaderValue::try_from(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    record(&method, route, status, elapsed);
    span.in_scope(|| tracing::debug!(status, milliseconds = elapsed.as_millis() as u64, "answered"));
    response
}

fn record(method: &Method, route: String, status: u16, elapsed: Duration) {
    let operation = format!("{method} {route}");
    metrics::counter!("entente_requests_total", "operation" => operation.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("entente_request_seconds", "operation" => operation).record(elapsed.as_secs_f64());
}
