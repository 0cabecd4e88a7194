//! Versions of records: `ETag` and `If-Match`.

use super::Refusal;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use entente_model::problem::{Code, Problem};
use serde::Serialize;

/// The version that the asker read, from `If-Match: "<version>"`: 428 without it, 400 when it is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let value = parts.headers.get(header::IF_MATCH).ok_or(Code::VersionRequired)?;
        let version = value.to_str().ok().and_then(|text| {
            let text = text.trim();
            text.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
        });
        version.map(IfMatch).ok_or_else(|| {
            Problem::new(Code::MalformedRequest)
                .detail("If-Match is the version in quotes, as the ETag said")
                .into()
        })
    }
}

/// A version as `ETag`.
pub fn etag(version: i64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// The refusal of a stale version, with the record as it stands.
pub fn stale<T: Serialize>(current: &T) -> Problem {
    let current = serde_json::to_value(current).unwrap_or_default();
    Problem::new(Code::StaleVersion).param("current", current)
}
