//! Proof that a request that changes something comes from the portal's own pages (OWASP ASVS 5.0, 3.5).

use super::{AppState, Refusal};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use entente_model::problem::Code;

/// Refuses what changes something and does not say that it comes from here.
pub(super) async fn require(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_own(request.headers(), &state.config.origin()) {
        next.run(request).await
    } else {
        Refusal::from(Code::CrossSite).into_response()
    }
}

fn is_own(headers: &HeaderMap, own: &str) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // Browsers write this header themselves; no page can set it.
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    match site {
        Some("same-origin") => true,
        Some(_) => false,
        None => text(header::ORIGIN).is_some_and(|origin| origin.eq_ignore_ascii_case(own)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_origin_passes() -> Result<(), Box<dyn std::error::Error>> {
        let own = "https://portal.example";
        let headers = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
            pairs
                .iter()
                .map(|(name, value)| {
                    (
                        header::HeaderName::from_static(name),
                        header::HeaderValue::from_static(value),
                    )
                })
                .collect()
        };
        assert!(is_own(&headers(&[("origin", own)]), own));
        assert!(is_own(&headers(&[("sec-fetch-site", "same-origin")]), own));
        assert!(!is_own(&headers(&[]), own));
        assert!(!is_own(&headers(&[("origin", "https://evil.example")]), own));
        assert!(!is_own(&headers(&[("origin", "null")]), own));
        assert!(!is_own(
            &headers(&[("origin", own), ("sec-fetch-site", "cross-site")]),
            own
        ));
        assert!(!is_own(&headers(&[("sec-fetch-site", "same-site")]), own));
        Ok(())
    }
}
