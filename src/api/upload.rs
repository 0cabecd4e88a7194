//! A file on its way to the server, by `XMLHttpRequest`, which alone tells how far an upload has come.

use super::{ApiError, BASE, IdempotencyKey, connection, gate};
use crate::json;
use entente_model::problem::{Code, Problem};
use futures::channel::oneshot;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, ProgressEvent, XmlHttpRequest};

/// Gives the upload up when the future that waits for it is dropped.
struct AbortOnDrop(XmlHttpRequest);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        let _ = self.0.abort();
    }
}

/// Sends a file to a path behind [`BASE`]. `progress` hears fractions from 0 to 1; dropping the future gives the upload up.
pub(super) async fn send<T: DeserializeOwned>(
    path: &str,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<T, ApiError> {
    send_as(path, &[], file, key, progress).await
}

/// The same with more in the query than the file's name.
pub(super) async fn send_as<T: DeserializeOwned>(
    path: &str,
    further: &[(&str, &str)],
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<T, ApiError> {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("name", &file.name())
        .extend_pairs(further)
        .finish();
    let body = send_to(&format!("{BASE}{path}?{query}"), file, key, Rc::new(progress)).await?;
    json::read(&body).ok_or(ApiError::Unreadable)
}

/// The typeless part of [`send`], compiled once; the text of the answer's body.
async fn send_to(
    address: &str,
    file: &File,
    key: &IdempotencyKey,
    progress: Rc<dyn Fn(f64)>,
) -> Result<String, ApiError> {
    loop {
        match attempt(address, file, key, progress.clone()).await {
            Err(ApiError::Problem(problem)) if problem.code == Code::SignInRequired && gate::is_guarded() => {
                gate::wait().await?
            }
            Err(error) => {
                if error.is_away() {
                    connection::note_away();
                }
                return Err(error);
            }
            Ok(body) => return Ok(body),
        }
    }
}

async fn attempt(
    address: &str,
    file: &File,
    key: &IdempotencyKey,
    progress: Rc<dyn Fn(f64)>,
) -> Result<String, ApiError> {
    let request = XmlHttpRequest::new().map_err(|_| ApiError::Network)?;
    let (sender, receiver) = oneshot::channel();
    let sender = RefCell::new(Some(sender));
    let on_progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress(event.loaded() / event.total());
        }
    });
    // `loadend` comes after an answer, a failure and an abortion alike.
    let on_end = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
        if let Some(sender) = sender.take() {
            let _ = sender.send(());
        }
    });
    let started = || -> Result<(), JsValue> {
        request.open_with_async("POST", address, true)?;
        let kind = file.type_();
        let kind = if kind.is_empty() {
            "application/octet-stream"
        } else {
            &kind
        };
        request.set_request_header("Content-Type", kind)?;
        request.set_request_header("Accept", "application/json")?;
        request.set_request_header("Idempotency-Key", key.as_str())?;
        request
            .upload()?
            .set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        request.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
        request.send_with_opt_blob(Some(file))
    };
    started().map_err(|_| ApiError::Network)?;
    let abort = AbortOnDrop(request);
    let _ = receiver.await;
    let request = &abort.0;
    let status = request.status().unwrap_or(0);
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        200..300 => Ok(text),
        0 => Err(ApiError::Network),
        _ => match json::read::<Problem>(&text) {
            Some(problem) => Err(problem.into()),
            // A gateway in front of the server may refuse a large body in its own words.
            None if status == 413 => Err(Problem::new(Code::TooLarge).into()),
            None if matches!(status, 502..=504) => Err(ApiError::Network),
            None => Err(ApiError::Unreadable),
        },
    }
}
