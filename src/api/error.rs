//! The one shape in which a request fails.

use crate::json;
use entente_model::problem::{Code, FieldError, Problem};
use serde::de::DeserializeOwned;
use std::fmt;

/// Why a request has no answer to show.
#[derive(Clone, PartialEq, Debug)]
pub enum ApiError {
    /// The server refused and says why.
    Problem(Box<Problem>),
    /// The server can't be reached; whether a change was made is unknown.
    Network,
    /// Nobody waits for the answer any more.
    Aborted,
    /// The answer is not one of this API's.
    Unreadable,
}

impl ApiError {
    /// The refusal, when it is one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            ApiError::Problem(problem) => Some(problem),
            _ => None,
        }
    }

    /// The refusal's code, when it is one.
    pub fn code(&self) -> Option<Code> {
        self.problem().map(|problem| problem.code)
    }

    /// What is wrong with which field; empty when the refusal is not about fields.
    pub fn fields(&self) -> &[FieldError] {
        self.problem().map_or(&[], |problem| &problem.errors)
    }

    /// Whether the server can't be reached or says that it can't work now, so that stored answers are shown and submissions are queued.
    pub fn is_away(&self) -> bool {
        matches!(self, ApiError::Network) || self.code() == Some(Code::Unavailable)
    }

    /// Whether it may be that the change was made all the same: a repetition must carry the same key.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            ApiError::Network | ApiError::Aborted | ApiError::Unreadable => true,
            ApiError::Problem(problem) => problem.status >= 500,
        }
    }

    /// The record as it stands, of a refusal for a stale version (412).
    pub fn current<T: DeserializeOwned>(&self) -> Option<T> {
        let problem = self.problem().filter(|problem| problem.code == Code::StaleVersion)?;
        json::read(&json::write(problem.params.get("current")?)?)
    }

    /// To quote to whoever runs the portal; empty when there is none.
    pub fn request_id(&self) -> &str {
        self.problem().map_or("", |problem| &problem.request_id)
    }
}

/// English for people who read the console; the page shows [`crate::forms::error_text`].
impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ApiError::Problem(problem) => write!(
                formatter,
                "{} ({}): {}",
                problem.code.as_str(),
                problem.status,
                problem.title
            ),
            ApiError::Network => formatter.write_str("the server can't be reached"),
            ApiError::Aborted => formatter.write_str("the request was given up"),
            ApiError::Unreadable => formatter.write_str("the answer can't be read"),
        }
    }
}

impl std::error::Error for ApiError {}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        ApiError::Problem(Box::new(problem))
    }
}
