//! Handing an application in: save what is typed, then submit it.

use super::model::ApplyForm;
use crate::api::{ApiError, IdempotencyKey, onboarding};
use entente_model::onboarding::OwnApplication;

/// How often a version that moved without anybody's words is taken anew.
const TRIES: usize = 4;

/// Saves and hands in; the application as it then stands.
pub async fn submit(form: ApplyForm) -> Result<OwnApplication, ApiError> {
    let saver = form.saver().ok_or(ApiError::Aborted)?;
    let key = IdempotencyKey::new();
    for _ in 0..TRIES {
        let (_, version) = saver.save_and_wait().await?;
        match onboarding::submit(version, &key).await {
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
