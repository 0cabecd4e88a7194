//! The app's files: precompressed, hashed names for ever, the page itself asked for anew each time.

use super::problem::Refusal;
use super::security::page_policy;
use crate::config::Config;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entente_model::problem::{Code, Problem};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// The folder of the built app, and the policy of its page as of the start.
#[derive(Clone)]
pub(super) struct App {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Option<PathBuf>,
    policy: Option<HeaderValue>,
}

impl App {
    /// Finds the folder: the one configured, `dist` here, or `dist` beside the program.
    pub(super) fn find(config: &Config) -> App {
        let beside = std::env::current_exe()
            .ok()
            .and_then(|program| Some(program.parent()?.join("dist")));
        let candidates = if config.app.is_empty() {
            vec![Some(PathBuf::from("dist")), beside]
        } else {
            vec![Some(PathBuf::from(&config.app))]
        };
        let folder = candidates
            .into_iter()
            .flatten()
            .find(|folder| folder.join("index.html").is_file());
        let policy = folder
            .as_ref()
            .and_then(|folder| std::fs::read_to_string(folder.join("index.html")).ok())
            .and_then(|page| HeaderValue::try_from(page_policy(&page)).ok());
        match &folder {
            Some(folder) => tracing::info!(folder = %folder.display(), "serving the app"),
            None => tracing::warn!("there is no built app to serve; the API alone answers"),
        }
        App {
            inner: Arc::new(Inner { folder, policy }),
        }
    }

    /// Answers everything outside the API.
    pub(super) async fn serve(self, request: Request) -> Response {
        let Some(folder) = &self.inner.folder else {
            return Refusal::from(Problem::new(Code::NotFound).detail("The app is not built")).into_response();
        };
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Refusal::from(Code::MethodNotAllowed).into_response();
        }
        let path = request.uri().path().to_owned();
        // A name with a dot is a file; anything else is a page of the app, which finds its way by itself.
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.')) && path != "/index.html";
        if is_file {
            self.file(folder, &path, request).await
        } else {
            self.page(folder, request).await
        }
    }

    async fn file(&self, folder: &Path, path: &str, request: Request) -> Response {
        let service = ServeDir::new(folder)
            .precompressed_br()
            .append_index_html_on_directories(false);
        let Ok(response) = service.oneshot(request).await;
        if response.status() == StatusCode::NOT_FOUND {
            return Refusal::from(Code::NotFound).into_response();
        }
        let mut response = response.map(Body::new);
        let caching = if has_hash(path) {
            "public, max-age=31536000, immutable"
        } else {
            // Kept, and asked for anew each time; the service worker above all, which holds a whole version of the app.
            "no-cache"
        };
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        response
    }

    async fn page(&self, folder: &Path, request: Request) -> Response {
        let service = ServeFile::new(folder.join("index.html")).precompressed_br();
        let Ok(response) = service.oneshot(request).await;
        let mut response = response.map(Body::new);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Some(policy) = &self.inner.policy {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        }
        response
    }
}

/// Whether the name carries a hash of the content, as `app-3f2a91c04be7d655.js` or `app-3f2a91c04be7d655_bg.wasm`. One that begins with zeros
/// is written without them.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.'])
        .any(|part| part.len() >= 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::has_hash;

    #[test]
    fn hashed_names_are_told_from_others() {
        assert!(has_hash("/app-3f2a91c04be7d655.js"));
        assert!(has_hash("/app-3f2a91c04be7d655_bg.wasm"));
        assert!(has_hash("/app-17b602d0138f99.js"));
        assert!(!has_hash("/locales/en.json"));
        assert!(!has_hash("/embed.js"));
        assert!(!has_hash("/service-worker.js"));
    }
}
