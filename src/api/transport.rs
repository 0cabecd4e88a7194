//! Sends one request: key and version in its headers, retries with growing pauses, and the wait for a lost session.

use super::{ApiError, BASE, connection, gate};
use crate::boot;
use crate::json;
use entente_model::problem::{Code, Problem};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use web_sys::{AbortController, AbortSignal};

/// Pauses before each retry, in milliseconds.
const PAUSES: [u32; 2] = [350, 1_200];
/// Longest pause that the server may ask for before the request is given up, in seconds.
const LONGEST_PAUSE: u32 = 5;

/// A request without the types of its body and answer.
#[derive(Clone, Debug)]
pub(super) struct Outgoing {
    /// GET, POST and so on.
    pub method: Method,
    /// Path below [`BASE`], with its query.
    pub path: String,
    /// JSON.
    pub body: Option<String>,
    /// Version that was seen.
    pub if_match: Option<i64>,
    /// Key of the action.
    pub key: Option<String>,
    /// Whether a 401 is an answer and not a lost session: signing in and mailed links.
    pub open_to_all: bool,
}

impl Outgoing {
    /// A request that says nothing beyond its method and path.
    pub(super) fn new(method: Method, path: String) -> Self {
        Outgoing {
            method,
            path,
            body: None,
            if_match: None,
            key: None,
            open_to_all: false,
        }
    }

    /// Whether sending it twice is as good as once.
    fn is_repeatable(&self) -> bool {
        self.method == Method::GET || self.key.is_some()
    }
}

/// Gives the request up when the future that sent it is dropped.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        AbortOnDrop(AbortController::new().ok())
    }
    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = self.0.take() {
            controller.abort();
        }
    }
}

/// What one try came to.
enum Attempt {
    Answer(String),
    Refused(Problem),
    /// Not reached, or a gateway that did not reach it.
    Away,
    Unreadable,
}

/// Sends until there is an answer, a refusal, or nothing more to try; the text of the answer's body.
pub(super) async fn send(outgoing: &Outgoing) -> Result<String, ApiError> {
    let abort = AbortOnDrop::new();
    let mut tries = 0;
    loop {
        let attempt = attempt(outgoing, tries == 0, abort.signal().as_ref()).await;
        // A known absence is not waited out by every request: the probe does that.
        let pause = PAUSES
            .get(tries)
            .copied()
            .filter(|_| connection::away_since().is_none());
        tries += 1;
        match attempt {
            Attempt::Answer(text) => {
                connection::note_reached();
                return Ok(text);
            }
            Attempt::Refused(problem)
                if problem.code == Code::SignInRequired && !outgoing.open_to_all && gate::is_guarded() =>
            {
                connection::note_reached();
                gate::wait().await?;
                tries = 0;
            }
            Attempt::Refused(problem) if problem.code == Code::Unavailable => {
                // The server says that nothing was done, so that even a change without a key may be repeated.
                match pause.and_then(|pause| {
                    pause_asked_for(&problem).map_or(Some(pause), |asked| asked.map(|asked| asked.max(pause)))
                }) {
                    Some(pause) => TimeoutFuture::new(pause).await,
                    None => {
                        connection::note_away();
                        return Err(problem.into());
                    }
                }
            }
            Attempt::Refused(problem) => {
                connection::note_reached();
                return Err(problem.into());
            }
            Attempt::Away => match pause.filter(|_| outgoing.is_repeatable()) {
                Some(pause) => TimeoutFuture::new(pause).await,
                None => {
                    connection::note_away();
                    return Err(ApiError::Network);
                }
            },
            Attempt::Unreadable => return Err(ApiError::Unreadable),
        }
    }
}

/// Milliseconds that the server asks to wait: `None` when it does not say, `Some(None)` when it is too long to be waited out.
fn pause_asked_for(problem: &Problem) -> Option<Option<u32>> {
    let seconds = problem.params.get("retry_after")?.as_u64()?;
    Some(
        u32::try_from(seconds)
            .ok()
            .filter(|seconds| *seconds <= LONGEST_PAUSE)
            .map(|seconds| seconds * 1_000),
    )
}

async fn attempt(outgoing: &Outgoing, first: bool, signal: Option<&AbortSignal>) -> Attempt {
    let address = format!("{BASE}{}", outgoing.path);
    // Only what the page asked for before the app was there; a retry asks anew.
    let prepared = if first && outgoing.method == Method::GET {
        boot::take(&address).await
    } else {
        None
    };
    let response = match prepared {
        Some(response) => Ok(Response::from(response)),
        None => fetch(outgoing, &address, signal).await,
    };
    let Ok(response) = response else { return Attempt::Away };
    let retry_after = response
        .headers()
        .get("Retry-After")
        .and_then(|seconds| seconds.trim().parse::<u64>().ok());
    let Ok(text) = response.text().await else {
        return Attempt::Away;
    };
    if response.ok() {
        return Attempt::Answer(text);
    }
    match json::read::<Problem>(&text) {
        Some(mut problem) => {
            if let Some(seconds) = retry_after {
                problem.params.entry("retry_after".into()).or_insert(seconds.into());
            }
            Attempt::Refused(problem)
        }
        // A gateway in front of the server answers in its own words.
        None if matches!(response.status(), 502..=504) => Attempt::Away,
        None => Attempt::Unreadable,
    }
}

async fn fetch(outgoing: &Outgoing, address: &str, signal: Option<&AbortSignal>) -> Result<Response, gloo_net::Error> {
    let mut builder = RequestBuilder::new(address)
        .method(outgoing.method.clone())
        .abort_signal(signal);
    builder = builder.header("Accept", "application/json");
    if let Some(version) = outgoing.if_match {
        builder = builder.header("If-Match", &format!("\"{version}\""));
    }
    if let Some(key) = &outgoing.key {
        builder = builder.header("Idempotency-Key", key);
    }
    match &outgoing.body {
        Some(body) => {
            builder
                .header("Content-Type", "application/json")
                .body(body.clone())?
                .send()
                .await
        }
        None => builder.send().await,
    }
}

/// Whether the server answers at all, be it with a refusal.
pub(super) async fn is_reachable() -> bool {
    match Request::get(&format!("{BASE}/session")).send().await {
        Ok(response) => !matches!(response.status(), 502..=504),
        Err(_) => false,
    }
}
