//! Payments over HTTP, for who pays claims.

use super::import::{Imported, import};
use super::{bank, batches, export, file, owed, row, settle, views};
use crate::auth::{Permitted, can};
use crate::files::{Accepted, NameQuery, as_attachment};
use crate::http::{
    AppState, IfMatch, KeyHeader, PageQuery, Path, Posted, Query, Refusal, Reply, change, change_once, idempotent,
    page_limit, replayed,
};
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use entente_model::funds::payment::{
    ConfirmationResult, MAX_CONFIRMATION_BYTES, NewPaymentBatch, Owed, PaymentBatch, PaymentBatchCancel,
    PaymentBatchSummary, PaymentExport, PaymentFileFormat, PaymentMark,
};
use entente_model::ids::{PaymentBatchId, PaymentId};
use entente_model::page::Page;
use entente_model::problem::{FieldError, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_owed))
        .routes(routes!(list, create))
        .routes(routes!(read))
        .routes(routes!(make_file))
        .routes(routes!(read_file))
        .routes(routes!(confirm))
        .routes(routes!(cancel))
        .routes(routes!(take_out))
        .routes(routes!(mark))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OwedQuery {
    /// ISO 4217 code: claims of that currency; of the first that is owed without it.
    currency: Option<String>,
}

/// What is owed for approved claims and in no payment: sums by currency, and the claims of one.
#[utoipa::path(get, path = "/fund_payments/owed", operation_id = "list_owed_claims", tag = "payments",
    params(OwedQuery), responses((status = 200, body = Owed)))]
async fn list_owed(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Query(query): Query<OwedQuery>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let owed = owed::read(&state.database, &scope, &settings, query.currency.as_deref()).await?;
    Ok(Reply::ok(&owed)?)
}

/// Batches of payments, the last made first.
#[utoipa::path(get, path = "/fund_payments", operation_id = "list_payment_batches", tag = "payments",
    params(PageQuery), responses((status = 200, body = Page<PaymentBatchSummary>)))]
async fn list(
    _scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let page = views::page(&state.database, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Makes a batch of claims that are owed in one currency. 409 `claim_in_payment` when one is in another payment.
#[utoipa::path(post, path = "/fund_payments", operation_id = "create_payment_batch", tag = "payments",
    request_body = NewPaymentBatch, responses((status = 201, body = PaymentBatch)))]
async fn create(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    request: Posted<NewPaymentBatch>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check())?;
    change_once(&state, &scope, request, |tx, settings, new| {
        Box::pin(async move {
            let batch = batches::create(tx, settings, new).await?;
            let (id, version) = (batch.summary.id, batch.summary.version);
            Ok(Reply::created(&batch, format!("/fund_payments/{id}"))?.version(version))
        })
    })
    .await
}

/// A batch whole; by the id of one of its payments, too.
#[utoipa::path(get, path = "/fund_payments/{id}", operation_id = "read_payment_batch", tag = "payments",
    params(("id" = PaymentBatchId, Path)), responses((status = 200, body = PaymentBatch)))]
async fn read(
    _scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path(id): Path<PaymentBatchId>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let row = row::find(state.database.read(), id).await?;
    let batch = views::whole(state.database.read(), &settings, &row).await?;
    Ok(Reply::ok(&batch)?.version(batch.summary.version))
}

/// Makes a batch's file: from then on what is in it stays, with the accounts as they are now. 409 with `params.reason` `no_bank_account`,
/// `no_payer`, `batch_exported` or `batch_settled`.
#[utoipa::path(post, path = "/fund_payments/{id}/export", operation_id = "export_payment_batch", tag = "payments",
    params(("id" = PaymentBatchId, Path)), request_body = PaymentExport, responses((status = 200, body = PaymentBatch)))]
async fn make_file(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path(id): Path<PaymentBatchId>,
    IfMatch(seen): IfMatch,
    request: Posted<PaymentExport>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check(state.database.now().date_naive()))?;
    change_once(&state, &scope, request, move |tx, settings, asked| {
        Box::pin(async move {
            let batch = export::export(tx, settings, id, seen, asked).await?;
            Ok(Reply::ok(&batch)?.version(batch.summary.version))
        })
    })
    .await
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// As what.
    format: PaymentFileFormat,
}

/// The file of a batch, to be saved: the same bytes each time. Who read it is kept, before it is sent. 409 `batch_not_exported` before it
/// was made.
#[utoipa::path(get, path = "/fund_payments/{id}/file", operation_id = "read_payment_file", tag = "payments",
    params(("id" = PaymentBatchId, Path), FileQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn read_file(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path(id): Path<PaymentBatchId>,
    Query(query): Query<FileQuery>,
) -> Result<Response, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let found = file::read(&state, &settings, id, query.format).await?;
    state
        .database
        .write(&scope, found.reading, |tx, reading| {
            Box::pin(async move {
                file::note_reading(tx, reading);
                Ok(())
            })
        })
        .await?;
    Ok(as_attachment(found.content, &found.name, found.media_type))
}

/// Imports what the bank answered to a batch's file: the raw content as the body, a status report (`pain.002.001`) or a table. Importing a
/// file again changes nothing and answers what it did. 409 with `params.reason` `batch_not_exported` or `other_batch`.
#[utoipa::path(post, path = "/fund_payments/{id}/confirmation", operation_id = "import_payment_confirmation", tag = "payments",
    params(("id" = PaymentBatchId, Path), NameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ConfirmationResult)))]
async fn confirm(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path(id): Path<PaymentBatchId>,
    Query(query): Query<NameQuery>,
    key: KeyHeader,
    body: Body,
) -> Result<Reply, Refusal> {
    row::find(state.database.read(), id).await?;
    let name = query.checked()?;
    let taken = state
        .files
        .take(Accepted::BankAnswer, &name, body, MAX_CONFIRMATION_BYTES)
        .await?;
    let key = key.with_digest(&taken.sha256);
    if let Some(reply) = replayed(&state.database, &scope, &key).await? {
        return Ok(reply);
    }
    let answer = bank::read(taken.media_type, &taken.content)
        .map_err(|code| Refusal::from(Problem::fields(vec![FieldError::new("/file", code)])))?;
    let imported = Imported {
        name: taken.name,
        sha256: taken.sha256,
        answer,
    };
    let settings = state.settings.in_effect(&state.database).await?;
    let input = (settings, imported);
    idempotent(&state.database, &scope, key, input, move |tx, (settings, file)| {
        Box::pin(async move {
            let result = import(tx, settings, id, file).await?;
            Ok(Reply::ok(&result)?.version(result.batch.summary.version))
        })
    })
    .await
}

/// Gives a batch up whose file was not made yet: its claims are owed and free for others.
#[utoipa::path(post, path = "/fund_payments/{id}/cancellation", operation_id = "cancel_payment_batch", tag = "payments",
    params(("id" = PaymentBatchId, Path)), request_body = PaymentBatchCancel, responses((status = 200, body = PaymentBatch)))]
async fn cancel(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path(id): Path<PaymentBatchId>,
    IfMatch(seen): IfMatch,
    request: Posted<PaymentBatchCancel>,
) -> Result<Reply, Refusal> {
    change_once(&state, &scope, request, move |tx, settings, _| {
        Box::pin(async move {
            let batch = batches::cancel(tx, settings, id, seen).await?;
            Ok(Reply::ok(&batch)?.version(batch.summary.version))
        })
    })
    .await
}

/// Takes a payment out of a batch whose file was not made yet.
#[utoipa::path(delete, path = "/fund_payments/{id}/payments/{payment_id}", operation_id = "take_out_payment", tag = "payments",
    params(("id" = PaymentBatchId, Path), ("payment_id" = PaymentId, Path)), responses((status = 200, body = PaymentBatch)))]
async fn take_out(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path((id, payment)): Path<(PaymentBatchId, PaymentId)>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    let batch = change(&state, &scope, (), move |tx, settings, ()| {
        Box::pin(batches::take_out(tx, settings, id, seen, payment))
    })
    .await?;
    Ok(Reply::ok(&batch)?.version(batch.summary.version))
}

/// Says by hand what became of a payment. 409 with `params.reason` `payment_bounced` or `payment_withdrawn`.
#[utoipa::path(post, path = "/fund_payments/{id}/payments/{payment_id}/mark", operation_id = "mark_payment", tag = "payments",
    params(("id" = PaymentBatchId, Path), ("payment_id" = PaymentId, Path)), request_body = PaymentMark,
    responses((status = 200, body = PaymentBatch)))]
async fn mark(
    scope: Permitted<can::PayClaims>,
    State(state): State<AppState>,
    Path((id, payment)): Path<(PaymentBatchId, PaymentId)>,
    IfMatch(seen): IfMatch,
    request: Posted<PaymentMark>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check())?;
    change_once(&state, &scope, request, move |tx, settings, said| {
        Box::pin(async move {
            let batch = settle::mark(tx, settings, (id, payment), seen, said).await?;
            Ok(Reply::ok(&batch)?.version(batch.summary.version))
        })
    })
    .await
}
