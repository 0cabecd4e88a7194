//! Payments of claims: what is owed, batches, their files, and what banks answer; and where a partner is paid to.

use super::call::page_query;
use super::{ApiError, BASE, Call, Get, IdempotencyKey, cache, upload};
use entente_model::funds::payment::{
    BankAccount, BankAccountStanding, ConfirmationResult, NewPaymentBatch, Owed, PaymentBatch, PaymentBatchCancel,
    PaymentBatchSummary, PaymentExport, PaymentFileFormat, PaymentMark,
};
use entente_model::ids::{PartnerId, PaymentBatchId, PaymentId};
use entente_model::page::Page;
use web_sys::File;

/// What a change of payments makes wrong of what is kept.
const CHANGED: &[&str] = &["/fund_payments", "/fund_claims", "/fund_requests", "/funds"];

/// What is owed, with the claims of a currency; of the first without one.
pub fn owed(currency: &str) -> Get<Owed> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !currency.is_empty() {
        query.append_pair("currency", currency);
    }
    Get::new("/fund_payments/owed", &query.finish()).stored()
}

/// A page of batches, the last made first.
pub fn list(limit: u32, cursor: Option<&str>) -> Get<Page<PaymentBatchSummary>> {
    Get::new("/fund_payments", &page_query(&[], limit, cursor)).stored()
}

/// A batch whole; by the id of one of its payments, too.
pub fn one(id: PaymentBatchId) -> Get<PaymentBatch> {
    Get::new(format!("/fund_payments/{id}"), "").stored()
}

/// Makes a batch.
pub fn create(body: &NewPaymentBatch, key: &IdempotencyKey) -> Call<PaymentBatch> {
    Call::post("/fund_payments").body(body).key(key).changes(CHANGED)
}

/// Makes a batch's file; `version` is the one that was read.
pub fn export(id: PaymentBatchId, body: &PaymentExport, version: i64, key: &IdempotencyKey) -> Call<PaymentBatch> {
    Call::post(format!("/fund_payments/{id}/export"))
        .body(body)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Gives a batch up.
pub fn cancel(id: PaymentBatchId, version: i64, key: &IdempotencyKey) -> Call<PaymentBatch> {
    Call::post(format!("/fund_payments/{id}/cancellation"))
        .body(&PaymentBatchCancel {})
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Takes a payment out of a batch.
pub fn take_out(id: PaymentBatchId, payment: PaymentId, version: i64) -> Call<PaymentBatch> {
    Call::delete(format!("/fund_payments/{id}/payments/{payment}"))
        .if_match(version)
        .changes(CHANGED)
}

/// Says by hand what became of a payment.
pub fn mark(
    id: PaymentBatchId,
    payment: PaymentId,
    body: &PaymentMark,
    version: i64,
    key: &IdempotencyKey,
) -> Call<PaymentBatch> {
    Call::post(format!("/fund_payments/{id}/payments/{payment}/mark"))
        .body(body)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// Where a batch's file is downloaded from, for a link.
pub fn file_address(id: PaymentBatchId, format: PaymentFileFormat) -> String {
    format!("{BASE}/fund_payments/{id}/file?format={}", format.as_str())
}

/// Sends what a bank answered. `progress` hears fractions from 0 to 1; dropping the future gives it up.
pub async fn confirm(
    id: PaymentBatchId,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<ConfirmationResult, ApiError> {
    let answer = upload::send(&format!("/fund_payments/{id}/confirmation"), file, key, progress).await;
    if answer.is_ok() {
        CHANGED.iter().for_each(|prefix| cache::forget(prefix));
    }
    answer
}

/// What is shown of a partner's bank account. It is not kept on the device.
pub fn bank_account(partner: PartnerId) -> Get<BankAccountStanding> {
    Get::new(format!("/partners/{partner}/bank_account"), "")
}

/// Says where a partner is paid to; `version` is the one that was read.
pub fn save_bank_account(partner: PartnerId, body: &BankAccount, version: i64) -> Call<BankAccountStanding> {
    Call::put(format!("/partners/{partner}/bank_account"))
        .body(body)
        .if_match(version)
        .changes(&["/partners"])
}

/// Takes a partner's bank account away.
pub fn remove_bank_account(partner: PartnerId, version: i64) -> Call<BankAccountStanding> {
    Call::delete(format!("/partners/{partner}/bank_account"))
        .if_match(version)
        .changes(&["/partners"])
}
