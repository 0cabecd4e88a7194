//! Requests as descriptions: built by the endpoint functions, sent when awaited.

use super::transport::{self, Outgoing};
use super::{ApiError, IdempotencyKey, cache};
use crate::json;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use gloo_net::http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// Reads something. Awaiting sends it; dropping the future gives it up.
pub struct Get<T> {
    path: String,
    stored: bool,
    answer: PhantomData<fn() -> T>,
}

/// The query of a page of `limit` rows after `cursor`, behind what is filtered by.
pub(super) fn page_query(filters: &[(&str, &str)], limit: u32, cursor: Option<&str>) -> String {
    let limit = limit.to_string();
    let page = [("limit", limit.as_str())];
    let after = cursor.map(|cursor| ("cursor", cursor));
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(filters)
        .extend_pairs(page)
        .extend_pairs(after)
        .finish()
}

impl<T> Clone for Get<T> {
    fn clone(&self) -> Self {
        Get {
            path: self.path.clone(),
            stored: self.stored,
            answer: PhantomData,
        }
    }
}

impl<T: DeserializeOwned + 'static> Get<T> {
    /// Reads a path below the API's base. `query` is its query without `?`, or empty.
    pub(super) fn new(path: impl Into<String>, query: &str) -> Self {
        let mut path = path.into();
        if !query.is_empty() {
            path = format!("{path}?{query}");
        }
        Get {
            path,
            stored: false,
            answer: PhantomData,
        }
    }

    /// Keeps the answer on the device, to be read while the API is away.
    pub(super) fn stored(mut self) -> Self {
        self.stored = true;
        self
    }

    /// The path with its query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The last answer that was received and kept.
    pub fn kept(&self) -> Option<(T, DateTime<Utc>)> {
        let kept = cache::last(&self.path)?;
        Some((json::read(&kept.body)?, kept.received_at))
    }

    /// The question without the type of its answer.
    pub(super) fn untyped(self) -> Question {
        Question {
            path: self.path,
            stored: self.stored,
            asked_by: cache::person(),
        }
    }
}

/// What is read, without the type of the answer: everything but the last step of reading is compiled once with it.
pub(super) struct Question {
    /// Path below the API's base, with its query.
    pub path: String,
    stored: bool,
    asked_by: u32,
}

impl Question {
    /// Sends it; the text of the answer's body.
    pub(super) fn send(&self) -> Answer<String> {
        let outgoing = Outgoing::new(Method::GET, self.path.clone());
        Box::pin(async move { transport::send(&outgoing).await })
    }

    /// Keeps an answer that could be read.
    pub(super) fn keep(&self, body: &str) {
        cache::put(&self.path, body, self.stored, self.asked_by);
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Get<T> {
    type Output = Result<T, ApiError>;
    type IntoFuture = Answer<T>;
    fn into_future(self) -> Answer<T> {
        let question = self.untyped();
        Box::pin(question.send().map(move |answer| {
            let body = answer?;
            let answer = json::read(&body).ok_or(ApiError::Unreadable)?;
            question.keep(&body);
            Ok(answer)
        }))
    }
}

/// Changes something. Awaiting sends it.
#[must_use = "nothing is sent until it is awaited or queued"]
pub struct Call<T> {
    pub(super) outgoing: Outgoing,
    /// Begins of paths whose kept answers are wrong afterwards.
    pub(super) changes: &'static [&'static str],
    answer: PhantomData<fn() -> T>,
}

impl<T> Call<T> {
    fn new(method: Method, path: String) -> Self {
        Call {
            outgoing: Outgoing::new(method, path),
            changes: &[],
            answer: PhantomData,
        }
    }

    pub(super) fn post(path: impl Into<String>) -> Self {
        Call::new(Method::POST, path.into())
    }

    pub(super) fn put(path: impl Into<String>) -> Self {
        Call::new(Method::PUT, path.into())
    }

    pub(super) fn patch(path: impl Into<String>) -> Self {
        Call::new(Method::PATCH, path.into())
    }

    pub(super) fn delete(path: impl Into<String>) -> Self {
        Call::new(Method::DELETE, path.into())
    }

    /// The body. A type of the model always becomes JSON; one that did not would be sent without a body and refused.
    pub(super) fn body(mut self, body: &impl Serialize) -> Self {
        self.outgoing.body = json::write(body);
        self
    }

    pub(super) fn key(mut self, key: &IdempotencyKey) -> Self {
        self.outgoing.key = Some(key.as_str().to_owned());
        self
    }

    pub(super) fn if_match(mut self, version: i64) -> Self {
        self.outgoing.if_match = Some(version);
        self
    }

    pub(super) fn open_to_all(mut self) -> Self {
        self.outgoing.open_to_all = true;
        self
    }

    pub(super) fn changes(mut self, prefixes: &'static [&'static str]) -> Self {
        self.changes = prefixes;
        self
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Call<T> {
    type Output = Result<T, ApiError>;
    type IntoFuture = Answer<T>;
    fn into_future(self) -> Answer<T> {
        Box::pin(change(self.outgoing, self.changes).map(|answer| json::read(&answer?).ok_or(ApiError::Unreadable)))
    }
}

/// Sends a change and forgets what it made wrong; the text of the answer's body.
fn change(outgoing: Outgoing, changes: &'static [&'static str]) -> Answer<String> {
    Box::pin(async move {
        let body = transport::send(&outgoing).await?;
        changes.iter().for_each(|prefix| cache::forget(prefix));
        // 202 and 204 have no body; the unit type reads as null.
        Ok(if body.trim().is_empty() {
            "null".to_owned()
        } else {
            body
        })
    })
}
