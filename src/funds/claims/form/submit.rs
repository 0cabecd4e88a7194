//! Handing a claim in: save what is typed, then submit it.

use super::model::FormModel;
use crate::api::{ApiError, IdempotencyKey, fund_claims};
use entente_model::funds::claim::FundClaim;

/// How often a version that only files have moved is taken anew.
const TRIES: usize = 4;

/// Saves and submits; the claim as it was handed in.
pub(super) async fn submit(form: FormModel) -> Result<FundClaim, ApiError> {
    let saver = form.saver().ok_or(ApiError::Aborted)?;
    let key = IdempotencyKey::new();
    for _ in 0..TRIES {
        let (id, version) = saver.save_and_wait().await?;
        match fund_claims::submit(id, version, &key).await {
            Ok(claim) => {
                saver.end();
                return Ok(claim);
            }
            Err(error) => match error.current::<FundClaim>() {
                // Saving tells whether it was a file that moved the version, or somebody's words.
                Some(current) => saver.moved(&current),
                None => return Err(error),
            },
        }
    }
    Err(ApiError::Unreadable)
}
