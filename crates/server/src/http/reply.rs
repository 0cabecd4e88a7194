//! Answers that can be kept and sent again.

use super::{Refusal, etag};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;

/// A successful answer: status, a few headers, and a JSON body or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

/// Headers that are kept with an answer; others, cookies above all, are made anew each time.
const KEPT: [HeaderName; 2] = [header::ETAG, header::LOCATION];

impl Reply {
    /// 200 with a record or a list.
    pub fn ok<T: Serialize>(value: &T) -> Result<Reply, serde_json::Error> {
        Reply::json(StatusCode::OK, value)
    }

    /// 201 with what was made, and where it is.
    pub fn created<T: Serialize>(value: &T, location: impl AsRef<str>) -> Result<Reply, serde_json::Error> {
        let reply = Reply::json(StatusCode::CREATED, value)?;
        let location = HeaderValue::try_from(format!("{}{}", super::API, location.as_ref()));
        Ok(match location {
            Ok(location) => reply.header(header::LOCATION, location),
            Err(_) => reply,
        })
    }

    /// A JSON body with another status.
    pub fn json<T: Serialize>(status: StatusCode, value: &T) -> Result<Reply, serde_json::Error> {
        Ok(Reply {
            status,
            headers: Vec::new(),
            body: serde_json::to_vec(value)?.into(),
        })
    }

    /// 204.
    pub fn no_content() -> Reply {
        Reply::empty(StatusCode::NO_CONTENT)
    }

    /// A status without a body.
    pub fn empty(status: StatusCode) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    /// The same with the record's version as `ETag`.
    pub fn version(self, version: i64) -> Reply {
        self.header(header::ETAG, etag(version))
    }

    /// The same with a header more.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Reply {
        self.headers.push((name, value));
        self
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The parts that are kept for repeated requests: status, headers as JSON, body.
    pub(crate) fn to_kept(&self) -> Result<(i32, String, Vec<u8>), serde_json::Error> {
        let headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .filter(|(name, _)| KEPT.contains(name))
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
            .collect();
        Ok((
            i32::from(self.status.as_u16()),
            serde_json::to_string(&headers)?,
            self.body.to_vec(),
        ))
    }

    /// The answer of its kept parts.
    pub(crate) fn from_kept(status: i32, headers: &str, body: Vec<u8>) -> Result<Reply, Refusal> {
        let headers: Vec<(String, String)> = serde_json::from_str(headers)?;
        let status = u16::try_from(status)
            .ok()
            .and_then(|status| StatusCode::from_u16(status).ok());
        let headers = headers
            .into_iter()
            .filter_map(|(name, value)| Some((name.parse().ok()?, HeaderValue::try_from(value).ok()?)))
            .collect();
        Ok(Reply {
            status: status.unwrap_or(StatusCode::OK),
            headers,
            body: body.into(),
        })
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let has_body = !self.body.is_empty();
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        if has_body {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        response
    }
}
