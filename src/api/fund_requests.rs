//! Requests for market development money: list, drafts, events, timeline and files.

use super::outbox::ID_OF_ANSWER;
use super::{ApiError, Call, Get, IdempotencyKey, upload};
use crate::paths::FundRequestsQuery;
use entente_model::deals::Attachment;
use entente_model::funds::request::{FundRequest, FundRequestDraft, FundRequestEvent, FundRequestSummary};
use entente_model::ids::{AttachmentId, FundRequestId};
use entente_model::page::Page;
use web_sys::File;

/// What a change of a request makes wrong of what is kept.
const CHANGED: &[&str] = &["/fund_requests", "/funds", "/home", "/approvals"];

/// A page of requests; `limit` at most 100, 25 when left out.
pub fn list(query: &FundRequestsQuery, limit: Option<u32>, cursor: Option<&str>) -> Get<Page<FundRequestSummary>> {
    Get::new("/fund_requests", &query.to_api(limit, cursor)).stored()
}

/// A request whole.
pub fn one(id: FundRequestId) -> Get<FundRequest> {
    Get::new(format!("/fund_requests/{id}"), "").stored()
}

/// Begins a request, in state draft.
pub fn create(draft: &FundRequestDraft, key: &IdempotencyKey) -> Call<FundRequest> {
    Call::post("/fund_requests").body(draft).key(key).changes(CHANGED)
}

/// Saves a draft or a returned request; `version` is the one that was read.
pub fn edit(id: FundRequestId, draft: &FundRequestDraft, version: i64) -> Call<FundRequest> {
    Call::put(format!("/fund_requests/{id}"))
        .body(draft)
        .if_match(version)
        .changes(CHANGED)
}

/// Deletes a draft.
pub fn delete(id: FundRequestId, version: i64) -> Call<()> {
    Call::delete(format!("/fund_requests/{id}"))
        .if_match(version)
        .changes(CHANGED)
}

/// Makes something happen to a request: handed in, withdrawn.
pub fn event(id: FundRequestId, event: &FundRequestEvent, version: i64, key: &IdempotencyKey) -> Call<FundRequest> {
    Call::post(format!("/fund_requests/{id}/events"))
        .body(event)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// The same for the request that the entry before in the outbox answers with; id and version come from there.
pub fn event_of_answer(event: &FundRequestEvent, key: &IdempotencyKey) -> Call<FundRequest> {
    Call::post(format!("/fund_requests/{ID_OF_ANSWER}/events"))
        .body(event)
        .key(key)
        .changes(CHANGED)
}

/// Uploads a file. `progress` hears fractions from 0 to 1; dropping the future gives the upload up.
pub async fn attach(
    id: FundRequestId,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<Attachment, ApiError> {
    upload::send(&format!("/fund_requests/{id}/attachments"), file, key, progress).await
}

/// Takes a file off a draft or a returned request.
pub fn detach(id: FundRequestId, attachment: AttachmentId) -> Call<()> {
    Call::delete(format!("/fund_requests/{id}/attachments/{attachment}")).changes(CHANGED)
}
