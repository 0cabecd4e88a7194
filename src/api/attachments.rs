//! Files of a deal.

use super::{ApiError, BASE, Call, IdempotencyKey, upload};
use entente_model::deals::Attachment;
use entente_model::ids::{AttachmentId, DealId};
use web_sys::File;

/// Where a file is downloaded from, for a link.
pub fn address(deal: DealId, attachment: AttachmentId) -> String {
    format!("{BASE}/deals/{deal}/attachments/{attachment}")
}

/// Takes a file off a draft or a returned registration.
pub fn delete(deal: DealId, attachment: AttachmentId) -> Call<()> {
    Call::delete(format!("/deals/{deal}/attachments/{attachment}")).changes(&["/deals"])
}

/// Uploads a file. `progress` hears fractions from 0 to 1; dropping the future gives the upload up.
pub async fn upload(
    deal: DealId,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<Attachment, ApiError> {
    upload::send(&format!("/deals/{deal}/attachments"), file, key, progress).await
}
