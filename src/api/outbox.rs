//! Submissions made while the API was away: kept on the device in order, shown as waiting, and sent once when it is back.
//!
//! Each carries the `Idempotency-Key` that it was first tried with, so that one whose answer was lost is answered and not repeated. An
//! entry may follow another one: then `{id}` in its path and its `If-Match` come from that one's answer (save a new deal, then submit it).

use super::transport::{self, Outgoing};
use super::{ApiError, Call, IdempotencyKey, cache, connection, live, storage};
use crate::json;
use chrono::{DateTime, Utc};
use entente_model::ids::UserId;
use entente_model::problem::{Code, Problem};
use gloo_net::http::Method;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::Cell;
use std::sync::LazyLock;
use wasm_bindgen_futures::spawn_local;

const PREFIX: &str = "entente.outbox.";
/// Stands in a path for the id that the answer before gives.
pub(super) const ID_OF_ANSWER: &str = "{id}";

/// A submission that waits, is on its way, or was refused.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its own name; also its `Idempotency-Key`.
    pub key: String,
    /// The entry whose answer it needs.
    pub after: Option<String>,
    method: String,
    path: String,
    body: Option<String>,
    if_match: Option<i64>,
    /// What it is about, in the person's words: the customer's name, say.
    pub about: String,
    /// Where it can be looked at.
    pub link: String,
    /// When the person made it.
    pub made_at: DateTime<Utc>,
    /// Why the server did not take it; it stays until the person takes it off.
    pub refused: Option<Problem>,
}

static ENTRIES: LazyLock<ArcRwSignal<Vec<Entry>>> = LazyLock::new(ArcRwSignal::default);
static SENDING: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

thread_local! {
    static OWNER: Cell<Option<UserId>> = const { Cell::new(None) };
    static ON_SENT: Cell<Option<fn(&Entry)>> = const { Cell::new(None) };
}

/// What waits, oldest first. Followed when read inside a reactive closure.
pub fn entries() -> Vec<Entry> {
    if Observer::get().is_some() {
        ENTRIES.get()
    } else {
        ENTRIES.get_untracked()
    }
}

/// Whether entries are being sent right now. Followed when read inside a reactive closure.
pub fn is_sending() -> bool {
    if Observer::get().is_some() {
        SENDING.get()
    } else {
        SENDING.get_untracked()
    }
}

/// Calls `told` for each submission that was sent; for one of several entries, when the last of them was.
pub fn on_sent(told: fn(&Entry)) {
    ON_SENT.set(Some(told));
}

fn name() -> Option<String> {
    OWNER.get().map(|owner| format!("{PREFIX}{owner}"))
}

fn read() -> Vec<Entry> {
    name()
        .and_then(|name| storage::get(&name))
        .and_then(|text| json::read(&text))
        .unwrap_or_default()
}

/// Changes what is kept, starting from what stands on the device: another tab may have added to it.
fn change(change: impl FnOnce(&mut Vec<Entry>)) -> bool {
    let Some(name) = name() else { return false };
    let mut entries = read();
    change(&mut entries);
    let kept = if entries.is_empty() {
        storage::remove(&name);
        true
    } else {
        json::write(&entries).is_some_and(|text| storage::set(&name, &text))
    };
    ENTRIES.set(entries);
    kept
}

/// Takes up what waits for this person and sends it. Called when somebody is signed in.
pub fn open(owner: UserId) {
    OWNER.set(Some(owner));
    ENTRIES.set(read());
    flush();
}

/// Lets go of the person's entries, which stay on the device until they sign in again.
pub fn close() {
    OWNER.set(None);
    ENTRIES.set(Vec::new());
}

/// Queues a change that could not be sent; its key, or `None` when the device has no room for it.
///
/// `about` is what the list of waiting submissions calls it, `link` where it can be looked at.
pub fn queue<T>(call: Call<T>, about: impl Into<String>, link: impl Into<String>) -> Option<String> {
    add(call, None, about.into(), link.into())
}

/// Queues a change that needs the answer of the entry `after`: see the `…_of_answer` functions of the endpoints.
pub fn queue_after<T>(after: &str, call: Call<T>, about: impl Into<String>, link: impl Into<String>) -> Option<String> {
    add(call, Some(after.to_owned()), about.into(), link.into())
}

fn add<T>(call: Call<T>, after: Option<String>, about: String, link: String) -> Option<String> {
    let Outgoing {
        method,
        path,
        body,
        if_match,
        key,
        ..
    } = call.outgoing;
    let key = key.unwrap_or_else(|| IdempotencyKey::new().as_str().to_owned());
    let entry = Entry {
        key: key.clone(),
        after,
        method: method.to_string(),
        path,
        body,
        if_match,
        about,
        link,
        made_at: Utc::now(),
        refused: None,
    };
    let kept = change(|entries| entries.push(entry));
    // It may be that the API came back in between.
    if connection::away_since().is_none() {
        flush();
    }
    kept.then_some(key)
}

/// Takes an entry off, and those that need its answer.
pub fn discard(key: &str) {
    change(|entries| {
        let mut gone = vec![key.to_owned()];
        entries.retain(|entry| {
            let goes = gone.contains(&entry.key) || entry.after.as_ref().is_some_and(|after| gone.contains(after));
            if goes {
                gone.push(entry.key.clone());
            }
            !goes
        });
    });
}

/// Sends what waits, in order, until all is sent or the API is away again.
pub fn flush() {
    if SENDING.get_untracked() || OWNER.get().is_none() || read().is_empty() {
        return;
    }
    SENDING.set(true);
    spawn_local(async {
        while let Some(entry) = read().into_iter().find(|entry| entry.refused.is_none()) {
            match send(&entry).await {
                Ok(answer) => sent(&entry, &answer),
                Err(ApiError::Problem(problem)) if problem.status < 500 => refuse(&entry, *problem),
                // Unreadable, too, is no reason to drop what a person wrote.
                Err(_) => break,
            }
        }
        SENDING.set(false);
    });
}

async fn send(entry: &Entry) -> Result<Value, ApiError> {
    let method = Method::from_bytes(entry.method.as_bytes()).map_err(|_| ApiError::Unreadable)?;
    // Only a POST takes the key; a PUT is known again by what it wrote.
    let key = (method == Method::POST).then(|| entry.key.clone());
    let outgoing = Outgoing {
        method,
        path: entry.path.clone(),
        body: entry.body.clone(),
        if_match: entry.if_match,
        key,
        open_to_all: false,
    };
    match transport::send(&outgoing).await {
        Ok(body) if body.trim().is_empty() => Ok(Value::Null),
        Ok(body) => json::read(&body).ok_or(ApiError::Unreadable),
        Err(error) => written_before(entry, &error).ok_or(error),
    }
}

/// The record of a refusal for a stale version, if it holds what this entry wrote: its answer was lost, not the change.
fn written_before(entry: &Entry, error: &ApiError) -> Option<Value> {
    let problem = error
        .problem()
        .filter(|problem| problem.code == Code::StaleVersion && entry.method == "PUT")?;
    let current = problem.params.get("current")?;
    let written: Value = json::read(entry.body.as_ref()?)?;
    (current.get("fields") == Some(&written)).then(|| current.clone())
}

fn sent(entry: &Entry, answer: &Value) {
    let id = answer.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let version = answer.get("version").and_then(Value::as_i64);
    let is_followed = read().iter().any(|other| other.after.as_ref() == Some(&entry.key));
    change(|entries| {
        entries.retain(|other| other.key != entry.key);
        for follower in entries
            .iter_mut()
            .filter(|other| other.after.as_ref() == Some(&entry.key))
        {
            follower.path = follower.path.replace(ID_OF_ANSWER, &id);
            follower.link = follower.link.replace(ID_OF_ANSWER, &id);
            follower.if_match = version;
            follower.after = None;
        }
    });
    cache::forget("/");
    live::resync();
    if let Some(told) = ON_SENT.get().filter(|_| !is_followed) {
        told(entry);
    }
}

fn refuse(entry: &Entry, problem: Problem) {
    change(|entries| {
        let mut refused = vec![entry.key.clone()];
        for other in entries.iter_mut() {
            if refused.contains(&other.key) || other.after.as_ref().is_some_and(|after| refused.contains(after)) {
                refused.push(other.key.clone());
                other.refused = Some(problem.clone());
            }
        }
    });
}
