//! A small HTTP client: one kept connection, one request at a time.

use crate::data::SignIn;
use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderValue, IF_MATCH, ORIGIN, SET_COOKIE};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A kept connection.
pub struct Client {
    address: String,
    sender: SendRequest<Full<Bytes>>,
}

/// What came back.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, whole.
    pub body: Bytes,
}

impl Answer {
    /// The body as JSON, when the answer is a success.
    pub fn json(&self) -> Result<serde_json::Value> {
        if !(200..300).contains(&self.status) {
            bail!("{}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// Changes something: what a request of that kind must carry.
#[derive(Default)]
pub struct Change<'a> {
    /// Body as JSON.
    pub body: serde_json::Value,
    /// Version that was seen.
    pub version: Option<i64>,
    /// Cookie of the session.
    pub session: Option<&'a str>,
}

impl Client {
    /// Connects.
    pub async fn connect(address: &str) -> Result<Self> {
        Ok(Client {
            address: address.to_owned(),
            sender: connect(address).await?,
        })
    }

    /// Reads.
    pub async fn get(&mut self, path: &str, session: Option<&str>) -> Result<Answer> {
        let mut request = Request::builder()
            .method(Method::GET)
            .uri(path)
            .header(HOST, &self.address);
        if let Some(session) = session {
            request = request.header(COOKIE, session);
        }
        self.send(request.body(Full::default())?).await
    }

    /// Posts JSON with a new idempotency key.
    pub async fn post(&mut self, path: &str, change: Change<'_>) -> Result<Answer> {
        self.change(Method::POST, path, change).await
    }

    /// Changes what is there by JSON.
    pub async fn patch(&mut self, path: &str, change: Change<'_>) -> Result<Answer> {
        self.change(Method::PATCH, path, change).await
    }

    async fn change(&mut self, method: Method, path: &str, change: Change<'_>) -> Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.address)
            .header(ORIGIN, format!("http://{}", self.address))
            .header(CONTENT_TYPE, "application/json")
            .header("idempotency-key", uuid::Uuid::new_v4().to_string())
            // Each from a network of its own: what slows down who guesses is not what is measured.
            .header("x-forwarded-for", somewhere());
        if let Some(session) = change.session {
            request = request.header(COOKIE, session);
        }
        if let Some(version) = change.version {
            request = request.header(IF_MATCH, format!("\"{version}\""));
        }
        self.send(request.body(Full::new(Bytes::from(change.body.to_string())))?)
            .await
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        if self.sender.is_closed() || self.sender.ready().await.is_err() {
            self.sender = connect(&self.address).await?;
        }
        let response = self.sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        })
    }

    /// Signs in and gives the cookie.
    pub async fn sign_in(&mut self, person: &SignIn) -> Result<String> {
        let body = serde_json::json!({ "email": person.email, "password": person.password });
        let answer = self
            .post(
                "/api/v1/sessions",
                Change {
                    body,
                    ..Change::default()
                },
            )
            .await?;
        answer.json().with_context(|| format!("signing {} in", person.email))?;
        let cookie = answer
            .headers
            .get(SET_COOKIE)
            .and_then(|value: &HeaderValue| value.to_str().ok());
        let cookie = cookie
            .and_then(|text| text.split(';').next())
            .context("the answer sets no cookie")?;
        Ok(cookie.to_owned())
    }
}

/// An address of the network kept for benchmarks (RFC 2544), another each time.
fn somewhere() -> String {
    let drawn = uuid::Uuid::new_v4().as_u128();
    format!(
        "198.{}.{}.{}",
        18 + (drawn & 1),
        (drawn >> 8) & 0xff,
        (drawn >> 16) & 0xff
    )
}

async fn connect(address: &str) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}
