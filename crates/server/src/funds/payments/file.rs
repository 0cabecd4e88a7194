//! A batch's file: decrypted, written and noted each time that it is read, and the same bytes each time.

use super::{row, views};
use crate::files::Files;
use crate::http::csv;
use crate::http::{AppState, Refusal};
use crate::settings::InEffect;
use crate::store::entities::fund_payments;
use crate::store::entities::payment_batches::Model;
use crate::store::{AuditEntry, StoreError, Tx};
use entente_model::funds::payment::{
    COLUMNS, Initiation, PaymentBatch, PaymentFileFormat, PaymentRefusal, Transfer, payment_file, remittance, rows,
};
use entente_model::ids::{PartnerId, PaymentBatchId};
use entente_model::problem::Problem;
use std::collections::HashMap;
use uuid::Uuid;

/// A file as it is sent.
pub(super) struct BatchFile {
    /// Its content.
    pub content: Vec<u8>,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is noted of its being read.
    pub reading: Reading,
}

/// What is noted of a file's being read: whose accounts stand in it.
pub(super) struct Reading {
    batch: Uuid,
    reference: String,
    format: PaymentFileFormat,
    partners: Vec<Uuid>,
}

/// What a bank answers to a batch's file by.
pub(super) fn message_id(batch: Uuid) -> String {
    batch.simple().to_string()
}

/// The file of a batch: 409 `batch_not_exported` before it was made.
pub(super) async fn read(
    state: &AppState,
    settings: &InEffect,
    id: PaymentBatchId,
    format: PaymentFileFormat,
) -> Result<BatchFile, Refusal> {
    let db = state.database.read();
    let batch = row::find(db, id).await?;
    let whole = views::whole(db, settings, &batch).await?;
    let mut payments = row::payments(db, batch.id).await?;
    // What was taken out before has none.
    payments.retain(|payment| !payment.account.is_empty());
    let initiation = initiation(&state.files, &batch, whole, &payments)?;
    let (content, ending, media_type) = match format {
        PaymentFileFormat::Pain001 => (payment_file(&initiation).into_bytes(), "xml", "application/xml"),
        PaymentFileFormat::Csv => (table(&initiation)?, "csv", csv::MEDIA_TYPE),
    };
    let mut partners: Vec<Uuid> = payments.iter().map(|payment| payment.partner_id).collect();
    partners.sort_unstable();
    partners.dedup();
    Ok(BatchFile {
        content,
        name: format!("payments-{}.{ending}", batch.reference),
        media_type,
        reading: Reading {
            batch: batch.id,
            reference: batch.reference,
            format,
            partners,
        },
    })
}

fn table(initiation: &Initiation) -> Result<Vec<u8>, StoreError> {
    let head = [COLUMNS.map(str::to_owned)];
    csv::encode(head.into_iter().chain(rows(initiation)))
}

fn initiation(
    files: &Files,
    batch: &Model,
    whole: PaymentBatch,
    payments: &[fund_payments::Model],
) -> Result<Initiation, Refusal> {
    let made = batch.exported_at.zip(batch.execute_on).zip(whole.payer);
    let Some(((created_at, execute_on), payer)) = made else {
        return Err(Problem::from(PaymentRefusal::NotExported).into());
    };
    let mut told: HashMap<Uuid, (String, String)> = HashMap::new();
    told.extend(
        whole
            .lines
            .into_iter()
            .map(|line| (line.id.0, (line.claim_reference, line.title))),
    );
    let transfer = |payment: &fund_payments::Model| -> Result<Transfer, Refusal> {
        let account = files.unseal(payment.partner_id, &payment.account)?;
        let (claim, title) = told.get(&payment.id).cloned().unwrap_or_default();
        Ok(Transfer {
            end_to_end: payment.end_to_end.clone(),
            minor: payment.minor,
            account: serde_json::from_slice(&account)?,
            remittance: remittance(&claim, &title),
        })
    };
    Ok(Initiation {
        message_id: message_id(batch.id),
        created_at,
        execute_on,
        payer,
        transfers: payments.iter().map(transfer).collect::<Result<_, _>>()?,
    })
}

/// Keeps that somebody read the accounts in a file, for the vendor's eyes only: once for the batch, and once for each partner.
pub(super) fn note_reading(tx: &Tx, reading: &Reading) {
    let format = reading.format.as_str();
    let entry = AuditEntry::new("payment_batch.file_read", "payment_batch", reading.batch).internal();
    tx.audit(
        entry
            .param("reference", reading.reference.clone())
            .param("format", format),
    );
    for partner in &reading.partners {
        let entry = AuditEntry::new("partner.bank_account_read", "partner", *partner)
            .partner(Some(PartnerId(*partner)))
            .internal();
        tx.audit(entry.param("reference", reading.reference.clone()));
    }
}
