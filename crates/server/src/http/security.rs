//! Headers that keep browsers from doing what the portal does not ask of them (OWASP ASVS 5.0, 3.4).

use super::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Features of browsers that the portal has no use for.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
    hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Adds what every answer carries; an answer that says otherwise itself is left alone.
pub(super) async fn add(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    if is_api {
        // Answers belong to one person: no cache on the way or on the disk keeps them.
        set(header::CACHE_CONTROL, "no-store");
        set(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'; sandbox",
        );
    }
    if state.config.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}

/// The policy of the app's page: its own files, and the inline scripts and styles that it has now, by their hashes.
pub(super) fn page_policy(page: &str) -> String {
    let scripts = hashes(page, "script");
    let styles = hashes(page, "style");
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; img-src 'self' data: blob:; \
         connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Sources for the inline elements of a name. Elements with `src` have no text of their own.
fn hashes(page: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut sources = String::new();
    let mut rest = page;
    while let Some(start) = rest.find(&open) {
        let after = &rest[start + open.len()..];
        // `<scripture>` is not `<script>`.
        let whole = after.starts_with(|c: char| c == '>' || c.is_ascii_whitespace());
        let (Some(opened), true) = (after.find('>'), whole) else {
            rest = after;
            continue;
        };
        let text = &after[opened + 1..];
        let Some(end) = text.find(&close) else { break };
        if !text[..end].trim().is_empty() {
            let digest = STANDARD.encode(Sha256::digest(&text[..end]));
            sources.push_str(&format!(" 'sha256-{digest}'"));
        }
        rest = &text[end..];
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_their_hash() {
        let page =
            "<script type=module>alert(1)</script><script src=a.js></script><style>a{}</style><scripture>x</scripture>";
        let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
        let policy = page_policy(page);
        assert!(policy.contains(&format!(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-{}';",
            digest("alert(1)")
        )));
        assert!(policy.contains(&format!("style-src 'self' 'sha256-{}';", digest("a{}"))));
    }
}
