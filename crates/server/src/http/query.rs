//! Query strings, read strictly.

use super::Refusal;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use entente_model::problem::{Code, Problem};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

/// A query string: 400 for a parameter that is unknown (put `#[serde(deny_unknown_fields)]` on the type), given twice or not of its form.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri).map_err(|rejection| {
            let detail = rejection.body_text();
            let detail = detail
                .strip_prefix("Failed to deserialize query string: ")
                .unwrap_or(&detail);
            Refusal::from(Problem::new(Code::MalformedRequest).detail(detail.to_owned()))
        })?;
        Ok(Query(query.0))
    }
}

/// What lists take that are neither searched nor filtered.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}
