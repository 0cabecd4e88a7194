//! Refusals as answers.

use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entente_model::problem::{Code, FieldError, MEDIA_TYPE, Problem};
use std::time::Duration;

/// A problem on its way out. Handlers answer `Result<_, Refusal>` and use `?` on problems, codes and the store's errors.
#[derive(Debug)]
pub struct Refusal {
    problem: Box<Problem>,
    retry_after: Option<Duration>,
}

impl Refusal {
    /// Tells the client when to come back.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Fields at fault; `Ok` when there are none.
    pub fn unless_empty(errors: Vec<FieldError>) -> Result<(), Refusal> {
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::fields(errors).into())
        }
    }
}

/// Something that is not there right now: 503 with when to come back. The reason goes to the log alone.
pub fn unavailable(reason: impl std::fmt::Display) -> Refusal {
    tracing::error!(%reason, "unavailable");
    Refusal::from(Code::Unavailable).retry_after(StoreError::RETRY_AFTER)
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Refusal {
            problem: Box::new(problem),
            retry_after: None,
        }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Problem::new(code).into()
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(problem) => Refusal {
                problem,
                retry_after: None,
            },
            StoreError::Unique(_) => {
                tracing::warn!(%error, "a unique constraint that no operation expected");
                Code::AlreadyExists.into()
            }
            StoreError::Conflict(_) | StoreError::Unavailable(_) => unavailable(error),
            StoreError::Internal(_) => {
                tracing::error!(%error, "the store failed");
                Code::Internal.into()
            }
        }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "a document can't be written or read");
        Code::Internal.into()
    }
}

impl From<sea_orm::DbErr> for Refusal {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if let Some(wait) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
        }
        // The body is written by `finish`, which knows the request's id.
        response.extensions_mut().insert(Pending(self.problem));
        response
    }
}

/// A problem whose body is still to be written.
#[derive(Clone)]
struct Pending(Box<Problem>);

/// Writes a problem's body. A 404 carries no request id in it, so that an id of somebody else's record and one that was never
/// issued get the same bytes; the header `x-request-id` names the request all the same.
pub(super) fn finish(mut response: Response, request_id: &str) -> Response {
    let Some(Pending(mut problem)) = response.extensions_mut().remove::<Pending>() else {
        return response;
    };
    if problem.code != Code::NotFound {
        request_id.clone_into(&mut problem.request_id);
    }
    let body = serde_json::to_vec(&*problem).unwrap_or_default();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    *response.body_mut() = body.into();
    response
}
