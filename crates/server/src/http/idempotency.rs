//! Repeated requests: answered again, not done again.

use super::{AppState, Refusal, Reply};
use crate::auth::Scope;
use crate::store::{StoreError, Tx, idempotency};
use axum::extract::{FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use entente_model::problem::{Code, Problem};
use futures::future::BoxFuture;
use sha2::{Digest, Sha256};

/// Most characters of a key.
const MOST_CHARACTERS: usize = 100;

/// The `Idempotency-Key` of a request whose body is not JSON; [`KeyHeader::with_digest`] makes it whole.
#[derive(Clone, Debug)]
pub struct KeyHeader {
    key: String,
    target: String,
}

/// What repeated sends of a request have in common: the key, and a fingerprint of method, address and body.
#[derive(Clone, Debug)]
pub struct Key {
    pub(crate) key: String,
    pub(crate) fingerprint: Vec<u8>,
    pub(crate) owner: Option<String>,
}

impl KeyHeader {
    pub(super) fn from_headers(headers: &HeaderMap) -> Result<Self, Refusal> {
        let value = headers.get("idempotency-key").ok_or(Code::IdempotencyKeyRequired)?;
        let key = value.to_str().unwrap_or_default();
        let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
        if key.is_empty() || key.len() > MOST_CHARACTERS || !visible {
            let detail = format!("Idempotency-Key is 1 to {MOST_CHARACTERS} visible ASCII characters");
            return Err(Problem::new(Code::MalformedRequest).detail(detail).into());
        }
        Ok(KeyHeader {
            key: key.to_owned(),
            target: String::new(),
        })
    }

    pub(super) fn with_body(self, target: &str, body: &[u8]) -> Key {
        let digest = Sha256::digest(body);
        KeyHeader {
            target: target.to_owned(),
            ..self
        }
        .with_digest(&digest)
    }

    /// The key of a request whose body has this SHA-256.
    pub fn with_digest(self, body: &[u8]) -> Key {
        let mut hash = Sha256::new();
        hash.update(self.target.as_bytes());
        hash.update([0]);
        hash.update(body);
        Key {
            key: self.key,
            fingerprint: hash.finalize().to_vec(),
            owner: None,
        }
    }
}

impl Key {
    /// The key as of whoever holds a mailed token, for requests without a session.
    pub(crate) fn of_token(mut self, token: &str) -> Key {
        let hash = crate::auth::token::hash(token);
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.owner = Some(format!("token:{hex}"));
        self
    }

    /// The key as of whoever holds an application.
    pub(crate) fn of_applicant(mut self, application: entente_model::ids::ApplicationId) -> Key {
        self.owner = Some(format!("application:{application}"));
        self
    }

    /// Whose key it is: the holder of a token or an application, or the signed-in person.
    pub(crate) fn owner(&self, scope: &Scope) -> String {
        match (&self.owner, scope.user_id()) {
            (Some(owner), _) => owner.clone(),
            (None, Some(user)) => user.to_string(),
            (None, None) => "portal".to_owned(),
        }
    }
}

pub(super) fn target(request: &Request) -> String {
    target_of(request.method().as_str(), request.uri())
}

fn target_of(method: &str, uri: &axum::http::Uri) -> String {
    format!("{method} {}", uri.path_and_query().map_or("/", |path| path.as_str()))
}

impl FromRequestParts<AppState> for KeyHeader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Refusal> {
        let target = target_of(parts.method.as_str(), &parts.uri);
        Ok(KeyHeader {
            target,
            ..KeyHeader::from_headers(&parts.headers)?
        })
    }
}

/// Runs `work` once for a key and keeps its answer in the same transaction; a repeated request gets the kept answer, another
/// request with the key 422. What `work` refuses is not kept: nothing was done, and trying again may go otherwise.
///
/// ```ignore
/// idempotent(&state.database, &scope, request.key, request.value, |tx, draft| Box::pin(async move {
///     let deal = insert(tx, draft).await?;
///     Ok(Reply::created(&deal, format!("/deals/{}", deal.id))?.version(deal.version))
/// })).await
/// ```
pub async fn idempotent<I, F>(
    database: &crate::store::Database,
    scope: &Scope,
    key: Key,
    input: I,
    work: F,
) -> Result<Reply, Refusal>
where
    I: Send + Sync + 'static,
    F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<Reply, StoreError>> + Send + Sync + 'static,
{
    idempotency::run(database, scope, key, input, work).await
}

/// The kept answer of a repeated request, for operations that look at something before their transaction which the first send has
/// used up.
pub async fn replayed(database: &crate::store::Database, scope: &Scope, key: &Key) -> Result<Option<Reply>, Refusal> {
    idempotency::find(database, &key.owner(scope), key).await
}
