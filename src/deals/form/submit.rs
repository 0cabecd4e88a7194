//! Handing a registration in: save what is typed, then submit it; queue both while the server can't be reached.

use super::device::Registrations;
use super::model::FormModel;
use crate::api::{ApiError, IdempotencyKey, connection, deals, outbox};
use crate::forms::{Saver, number_style};
use crate::paths;
use entente_model::deals::{Deal, DealEvent};
use leptos::prelude::*;

/// How often a version that only files or comments have moved is taken anew.
const TRIES: usize = 4;

/// What became of it.
pub enum Outcome {
    /// The server has it.
    Submitted(Box<Deal>),
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
        match deals::event(id, &DealEvent::Submit {}, version, &key).await {
            Ok(deal) => {
                saver.end();
                return Outcome::Submitted(Box::new(deal));
            }
            Err(error) if error.is_away() => return queue(form, &saver, &key),
            Err(error) => match error.current::<Deal>() {
                // Saving tells whether it was a file that moved the version, or somebody's words.
                Some(current) => saver.moved(&current),
                None => return Outcome::Refused(error),
            },
        }
    }
    Outcome::Refused(ApiError::Unreadable)
}

fn queue(form: FormModel, saver: &Saver<Registrations>, key: &IdempotencyKey) -> Outcome {
    let about = form.fields.customer_name.try_get_untracked().unwrap_or_default();
    let draft = form
        .reading
        .try_get_untracked()
        .map(|(draft, _)| draft)
        .unwrap_or_default();
    let (id, version, is_held) = saver.held();
    let event = DealEvent::Submit {};
    let keys = match id {
        Some(id) if is_held => {
            outbox::queue(deals::event(id, &event, version, key), about, paths::deal(id)).map(|key| vec![key])
        }
        Some(id) => {
            let saving = outbox::queue(deals::update(id, &draft, version), about.clone(), paths::deal_edit(id));
            saving.and_then(|saving| {
                let submitting =
                    outbox::queue_after(&saving, deals::event_of_answer(&event, key), about, paths::deal(id))?;
                Some(vec![saving, submitting])
            })
        }
        None => {
            // A first save that may have arrived goes again under its own key, so that it makes no second draft.
            let first = saver.creating().filter(|creating| creating.draft == draft);
            let first = first.map_or_else(IdempotencyKey::new, |creating| IdempotencyKey::of(creating.key));
            let saving = outbox::queue(deals::create(&draft, &first), about.clone(), paths::deal_new());
            saving.and_then(|saving| {
                let link = format!("{}/{{id}}", paths::deals());
                let submitting = outbox::queue_after(&saving, deals::event_of_answer(&event, key), about, link)?;
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
