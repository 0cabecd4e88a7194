//! Handing a request in: save what is typed, then submit it; queue both while the server can't be reached.

use super::device::Requests;
use super::model::FormModel;
use crate::api::{ApiError, IdempotencyKey, connection, fund_requests, outbox};
use crate::forms::{Saver, number_style};
use crate::paths;
use entente_model::funds::request::{FundRequest, FundRequestEvent};
use leptos::prelude::*;

/// How often a version that only files have moved is taken anew.
const TRIES: usize = 4;

/// What became of it.
pub enum Outcome {
    /// The server has it.
    Submitted(Box<FundRequest>),
    /// It waits on this device, under these keys of the outbox.
    Queued(Vec<String>),
    /// It was not taken.
    Refused(ApiError),
}

/// Saves and submits.
pub async fn submit(form: FormModel) -> Outcome {
    let Some(saver) = form.saver() else {
        return Outcome::Refused(ApiError::Aborted);
    };
    let key = IdempotencyKey::new();
    if connection::away_since().is_some() {
        return queue(form, &saver, &key);
    }
    for _ in 0..TRIES {
        let (id, version) = match saver.save_and_wait().await {
            Ok(held) => held,
            Err(error) if error.is_away() => return queue(form, &saver, &key),
            Err(error) => return Outcome::Refused(error),
        };
        match fund_requests::event(id, &FundRequestEvent::Submit {}, version, &key).await {
            Ok(request) => {
                saver.end();
                return Outcome::Submitted(Box::new(request));
            }
            Err(error) if error.is_away() => return queue(form, &saver, &key),
            Err(error) => match error.current::<FundRequest>() {
                // Saving tells whether it was a file that moved the version, or somebody's words.
                Some(current) => saver.moved(&current),
                None => return Outcome::Refused(error),
            },
        }
    }
    Outcome::Refused(ApiError::Unreadable)
}

fn queue(form: FormModel, saver: &Saver<Requests>, key: &IdempotencyKey) -> Outcome {
    let about = form.fields.title.try_get_untracked().unwrap_or_default();
    let draft = form
        .reading
        .try_get_untracked()
        .map(|(draft, _)| draft)
        .unwrap_or_default();
    let (id, version, is_held) = saver.held();
    let event = FundRequestEvent::Submit {};
    let keys = match id {
        Some(id) if is_held => {
            let submitting = fund_requests::event(id, &event, version, key);
            outbox::queue(submitting, about, paths::fund_request(id)).map(|key| vec![key])
        }
        Some(id) => {
            let saving = fund_requests::edit(id, &draft, version);
            let saving = outbox::queue(saving, about.clone(), paths::fund_request_edit(id));
            saving.and_then(|saving| {
                let submitting = fund_requests::event_of_answer(&event, key);
                let submitting = outbox::queue_after(&saving, submitting, about, paths::fund_request(id))?;
                Some(vec![saving, submitting])
            })
        }
        None => {
            // A first save that may have arrived goes again under its own key, so that it makes no second draft.
            let first = saver.creating().filter(|creating| creating.draft == draft);
            let first = first.map_or_else(IdempotencyKey::new, |creating| IdempotencyKey::of(creating.key));
            let saving = fund_requests::create(&draft, &first);
            let saving = outbox::queue(saving, about.clone(), paths::fund_request_new());
            saving.and_then(|saving| {
                let link = format!("{}/{{id}}", paths::fund_requests());
                let submitting = fund_requests::event_of_answer(&event, key);
                let submitting = outbox::queue_after(&saving, submitting, about, link)?;
                Some(vec![saving, submitting])
            })
        }
    };
    match keys {
        Some(keys) => {
            let (raw, style) = untrack(|| (form.fields.raw(), number_style()));
            saver.hand_over(raw, style, keys.clone());
            Outcome::Queued(keys)
        }
        None => Outcome::Refused(ApiError::Network),
    }
}
