//! A client that says what a browser says: its origin, a key for each POST, the version it read.

use super::TestResult;
use entente_model::problem::{Code, FieldCode, Problem};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A client with or without a session.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: String,
    cookie: Option<String>,
    patient: bool,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

/// A request being made.
pub struct Request {
    builder: reqwest::RequestBuilder,
    patient: bool,
}

impl Client {
    pub(super) fn new(address: &str, cookie: Option<String>) -> TestResult<Client> {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Client {
            http,
            address: address.to_owned(),
            cookie,
            patient: false,
        })
    }

    /// The same client, but coming back as often as it is told to (503), as the app does: a crowd on a small machine may be.
    pub fn patient(self) -> Client {
        Client { patient: true, ..self }
    }

    /// The session's cookie, `name=token`.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The same client with another cookie.
    pub fn with_cookie(&self, cookie: Option<String>) -> Client {
        Client { cookie, ..self.clone() }
    }

    /// A request with cookie and origin; paths begin behind `/api/v1` unless they name a file or `/healthz`.
    pub fn request(&self, method: Method, path: &str) -> Request {
        let outside = path.starts_with("//");
        let address = if outside {
            format!("{}{}", self.address, &path[1..])
        } else {
            format!("{}/api/v1{path}", self.address)
        };
        let mut builder = self.http.request(method, address).header("origin", &self.address);
        if let Some(cookie) = &self.cookie {
            builder = builder.header("cookie", cookie);
        }
        Request {
            builder,
            patient: self.patient,
        }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> TestResult<Answer> {
        self.request(Method::GET, path).send().await
    }

    /// POST with a new key.
    pub async fn post<B: Serialize + ?Sized>(&self, path: &str, body: &B) -> TestResult<Answer> {
        self.request(Method::POST, path)
            .key(&Uuid::now_v7().to_string())
            .json(body)
            .send()
            .await
    }

    /// POST with a new key on a version.
    pub async fn post_on<B: Serialize + ?Sized>(&self, path: &str, version: i64, body: &B) -> TestResult<Answer> {
        self.request(Method::POST, path)
            .key(&Uuid::now_v7().to_string())
            .version(version)
            .json(body)
            .send()
            .await
    }

    /// PUT on a version.
    pub async fn put<B: Serialize + ?Sized>(&self, path: &str, version: i64, body: &B) -> TestResult<Answer> {
        self.request(Method::PUT, path).version(version).json(body).send().await
    }

    /// PATCH on a version.
    pub async fn patch<B: Serialize + ?Sized>(&self, path: &str, version: i64, body: &B) -> TestResult<Answer> {
        self.request(Method::PATCH, path)
            .version(version)
            .json(body)
            .send()
            .await
    }

    /// DELETE, on a version where there is one.
    pub async fn delete(&self, path: &str, version: Option<i64>) -> TestResult<Answer> {
        let request = self.request(Method::DELETE, path);
        match version {
            Some(version) => request.version(version).send().await,
            None => request.send().await,
        }
    }
}

impl Request {
    /// With an `Idempotency-Key`.
    pub fn key(self, key: &str) -> Request {
        self.header("idempotency-key", key)
    }

    /// With `If-Match`.
    pub fn version(self, version: i64) -> Request {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// With a header instead of the one there is.
    pub fn header(self, name: &str, value: &str) -> Request {
        let mut headers = HeaderMap::new();
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
        Request {
            builder: self.builder.headers(headers),
            ..self
        }
    }

    /// With a JSON body.
    pub fn json<B: Serialize + ?Sized>(self, body: &B) -> Request {
        Request {
            builder: self.builder.json(body),
            ..self
        }
    }

    /// With a raw body.
    pub fn body(self, content_type: &str, body: impl Into<reqwest::Body>) -> Request {
        let request = self.header("content-type", content_type);
        Request {
            builder: request.builder.body(body),
            ..request
        }
    }

    /// Sends it and leaves the body to be read.
    pub async fn stream(self) -> TestResult<reqwest::Response> {
        Ok(self.builder.send().await?)
    }

    /// Sends it.
    pub async fn send(self) -> TestResult<Answer> {
        let (mut builder, mut tries) = (self.builder, if self.patient { 10 } else { 1 });
        let response = loop {
            tries -= 1;
            let again = if tries > 0 { builder.try_clone() } else { None };
            let response = builder.send().await?;
            match again {
                Some(again) if response.status() == StatusCode::SERVICE_UNAVAILABLE => builder = again,
                _ => break response,
            }
        };
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Answer {
            status,
            headers,
            body: response.bytes().await?.to_vec(),
        })
    }
}

impl Answer {
    /// The body as a type; fails with the answer when it is another.
    pub fn json<T: DeserializeOwned>(&self) -> TestResult<T> {
        serde_json::from_slice(&self.body).map_err(|error| format!("{error} in {}", self.describe()).into())
    }

    /// The body of a successful answer with this status.
    pub fn expect<T: DeserializeOwned>(&self, status: u16) -> TestResult<T> {
        self.is(status)?.json()
    }

    /// Fails unless the status is this one.
    pub fn is(&self, status: u16) -> TestResult<&Answer> {
        if self.status.as_u16() == status {
            Ok(self)
        } else {
            Err(format!("expected {status}, got {}", self.describe()).into())
        }
    }

    /// The problem of a refusal with this code; its status and media type are checked too.
    pub fn refused(&self, code: Code) -> TestResult<Problem> {
        let problem: Problem = self.json()?;
        let media_type = self.header("content-type").unwrap_or_default();
        if problem.code == code && self.status.as_u16() == code.status() && media_type == "application/problem+json" {
            Ok(problem)
        } else {
            Err(format!("expected {}, got {}", code.as_str(), self.describe()).into())
        }
    }

    /// Fails unless it is a refusal of fields that says this of this one first.
    pub fn refused_at(&self, pointer: &str, code: FieldCode) -> TestResult {
        let problem = self.refused(Code::InvalidFields)?;
        match problem.errors.first() {
            Some(error) if error.pointer == pointer && error.code == code => Ok(()),
            _ => Err(format!("expected {} at {pointer}, got {}", code.as_str(), self.describe()).into()),
        }
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The version of its `ETag`.
    pub fn version(&self) -> TestResult<i64> {
        let text = self.header("etag").ok_or("no ETag")?;
        Ok(text.trim_matches('"').parse()?)
    }

    /// The session cookie that it sets, `name=token`.
    pub fn session_cookie(&self) -> Option<String> {
        let cookie = self.header("set-cookie")?;
        cookie.split(';').next().map(str::to_owned)
    }

    fn describe(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}
