//! What an application is to the form's saver, and where this device keeps it.

use super::fields::Fields;
use super::proof::prove;
use super::raw::{RawApplication, read, rewritten};
use crate::api::{ApiError, IdempotencyKey, onboarding};
use crate::forms::{CopyOf, Place, Sending, Subject};
use chrono::{DateTime, Utc};
use entente_model::money::NumberStyle;
use entente_model::onboarding::proof_of_work::Proof;
use entente_model::onboarding::{ApplicationFields, NewApplication, OwnApplication};
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text::{domain_of_typed, is_domain};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::future::ready;

/// Under which the device notes the application that its cookie opens, so that other tabs learn of it.
pub const MARK: &str = "entente.application";

/// How all places of applications begin.
const PLACES: &str = "entente.application.";

/// The application of this device.
#[derive(Clone, Copy, Debug)]
pub struct Applications {
    /// A field that people don't see and leave empty.
    pub website: RwSignal<String>,
    /// Whether the proof of work is under way.
    pub working: RwSignal<bool>,
}

/// What the first save carries beside the fields.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pass {
    proof: Option<Proof>,
    website: String,
}

impl Subject for Applications {
    type Raw = RawApplication;
    type Fields = ApplicationFields;
    type Record = OwnApplication;
    /// Its reference: the server knows it by the cookie of this device.
    type Id = String;
    type Pass = Pass;
    type Typing = Fields;

    fn read(raw: &RawApplication, style: NumberStyle) -> (ApplicationFields, Vec<FieldError>) {
        read(raw, style)
    }
    fn in_signs(raw: RawApplication, from: NumberStyle, to: NumberStyle) -> RawApplication {
        rewritten(raw, from, to)
    }
    fn check_limits(fields: &ApplicationFields) -> Vec<FieldError> {
        fields.check_limits()
    }
    fn id(application: &OwnApplication) -> String {
        application.reference.clone()
    }
    fn version(application: &OwnApplication) -> i64 {
        application.version
    }
    fn fields(application: &OwnApplication) -> &ApplicationFields {
        &application.fields
    }
    fn saved_at(application: &OwnApplication) -> DateTime<Utc> {
        application.updated_at
    }
    fn place(&self, reference: &String) -> Place {
        place_of(reference)
    }
    fn create(&self, fields: &ApplicationFields, pass: &Pass, key: &IdempotencyKey) -> Sending<OwnApplication> {
        match pass.proof.clone() {
            Some(proof) => {
                let body = NewApplication {
                    proof,
                    website: pass.website.clone(),
                    locale: crate::i18n::locale().tag().to_owned(),
                    fields: fields.clone(),
                };
                onboarding::begin(&body, key).into_future()
            }
            None => Box::pin(ready(Err(ApiError::Aborted))),
        }
    }
    fn update(&self, reference: &String, fields: &ApplicationFields, version: i64) -> Sending<OwnApplication> {
        onboarding::save(reference, fields, version).into_future()
    }
    /// A company that can be told from others: before that, nothing leaves the device.
    fn says_enough(&self, fields: &ApplicationFields) -> bool {
        !fields.legal_name.is_empty() && is_domain(&domain_of_typed(&fields.domain))
    }
    fn prepare(&self) -> Sending<Pass> {
        let Applications { website, working } = *self;
        Box::pin(async move {
            let proof = prove(working).await?;
            Ok(Pass {
                proof: Some(proof),
                website: website.try_get_untracked().unwrap_or_default(),
            })
        })
    }
    /// The challenge was too old by the time it arrived, or known already: nothing that the person could mend.
    fn asks_anew(error: &ApiError) -> bool {
        error.fields().iter().any(|error| error.code == FieldCode::ProofInvalid)
    }
}

/// The place of one that the server has.
pub fn place_of(reference: &str) -> Place {
    Place::named(format!("{PLACES}{reference}"))
}

/// The place of one that is begun.
pub fn place_of_new() -> Place {
    Place::named(format!("{PLACES}new"))
}

/// What the device kept of one that the server has, or else of the first save, whose answer did not arrive: its text is this application's.
pub fn kept_of(reference: &str) -> Option<CopyOf<Applications>> {
    let begun = || {
        let new = place_of_new();
        let mut copy: CopyOf<Applications> = new.load()?;
        let creating = copy.creating.take()?;
        new.forget();
        copy.held = creating.draft;
        Some(copy)
    };
    place_of(reference).load().or_else(begun)
}

/// Forgets all that this device keeps of applications.
pub fn forget_all() {
    Place::left(PLACES).iter().for_each(Place::forget);
    Place::named(MARK).forget();
}

/// Notes the application that this device holds now.
pub fn mark(reference: &str) {
    if let Ok(Some(storage)) = window().local_storage()
        && storage.get_item(MARK).ok().flatten().as_deref() != Some(reference)
    {
        let _ = storage.set_item(MARK, reference);
    }
}
