//! Claims of market development money: drafts, handing in, and the files that prove them.

use super::{ApiError, Call, Get, IdempotencyKey, upload};
use entente_model::deals::Attachment;
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{ClaimDraft, ClaimFile, ClaimSubmission, FundClaim};
use entente_model::ids::{AttachmentId, ClaimId, FundRequestId};
use web_sys::File;

/// What a change of a claim makes wrong of what is kept.
const CHANGED: &[&str] = &["/fund_claims", "/fund_requests", "/funds", "/home", "/approvals"];

/// A claim whole.
pub fn one(id: ClaimId) -> Get<FundClaim> {
    Get::new(format!("/fund_claims/{id}"), "").stored()
}

/// Begins a claim for what an activity has cost, in state draft.
pub fn create(request: FundRequestId, draft: &ClaimDraft, key: &IdempotencyKey) -> Call<FundClaim> {
    Call::post(format!("/fund_requests/{request}/claims"))
        .body(draft)
        .key(key)
        .changes(CHANGED)
}

/// Saves a draft or a returned claim; `version` is the one that was read.
pub fn edit(id: ClaimId, draft: &ClaimDraft, version: i64) -> Call<FundClaim> {
    Call::put(format!("/fund_claims/{id}"))
        .body(draft)
        .if_match(version)
        .changes(CHANGED)
}

/// Deletes a draft.
pub fn delete(id: ClaimId, version: i64) -> Call<()> {
    Call::delete(format!("/fund_claims/{id}"))
        .if_match(version)
        .changes(CHANGED)
}

/// Hands a draft, or a returned claim, in.
pub fn submit(id: ClaimId, version: i64, key: &IdempotencyKey) -> Call<FundClaim> {
    Call::post(format!("/fund_claims/{id}/submission"))
        .body(&ClaimSubmission {})
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Uploads a file that proves something. `progress` hears fractions from 0 to 1; dropping the future gives the upload up.
pub async fn prove(
    id: ClaimId,
    kind: ProofKind,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<Attachment, ApiError> {
    let path = format!("/fund_claims/{id}/proofs");
    let stored: ClaimFile = upload::send_as(&path, &[("kind", kind.as_str())], file, key, progress).await?;
    Ok(stored.file)
}

/// Takes a file off a draft or a returned claim.
pub fn remove_proof(id: ClaimId, file: AttachmentId) -> Call<()> {
    Call::delete(format!("/fund_claims/{id}/proofs/{file}")).changes(CHANGED)
}
