//! Handing an application in: save what is typed, then submit it.

use super::model::ApplyForm;
use crate::api::{ApiError, IdempotencyKey, onboarding};
use entente_model::onboarding::{ApplicationSubmission, OwnApplication, PublicProgram};
use leptos::prelude::*;

/// How often a version that moved without anybody's words is taken anew.
const TRIES: usize = 4;

/// Saves and hands in; the application as it then stands.
pub async fn submit(form: ApplyForm) -> Result<OwnApplication, ApiError> {
    let saver = form.saver().ok_or(ApiError::Aborted)?;
    let key = IdempotencyKey::new();
    let shown = form.program.try_with_value(PublicProgram::consent_sha256);
    let submission = ApplicationSubmission {
        consent_sha256: shown.ok_or(ApiError::Aborted)?,
    };
    for _ in 0..TRIES {
        let (reference, version) = saver.save_and_wait().await?;
        match onboarding::submit(&reference, &submission, version, &key).await {
            Ok(own) => {
                saver.end();
                return Ok(own);
            }
            // Saving tells whether somebody's words are at stake.
            Err(error) => match error.current::<OwnApplication>() {
                Some(current) => saver.moved(&current),
                None => return Err(error),
            },
        }
    }
    Err(ApiError::Unreadable)
}
