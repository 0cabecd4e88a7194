//! Making a batch's file: from then on it is the same for ever, whatever becomes of accounts and settings.

use super::batches::as_seen;
use super::{row, views};
use crate::settings::InEffect;
use crate::store::entities::partner_bank_accounts::{Column, Entity, Model as Account};
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::funds::payment::{
    PayerAccount, PaymentBatch, PaymentExport, PaymentRefusal, PaymentState, export_allowed,
};
use entente_model::ids::PaymentBatchId;
use entente_model::problem::Problem;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Keeps with the batch and its payments all that its file is made of. Partners' accounts are copied as they are kept, encrypted; nobody
/// reads them here.
pub(super) async fn export(
    tx: &Tx,
    settings: &InEffect,
    id: PaymentBatchId,
    seen: i64,
    export: &PaymentExport,
) -> Result<PaymentBatch, StoreError> {
    let mut batch = as_seen(tx, settings, id, seen).await?;
    export_allowed(row::batch_state(&batch)?, batch.exported_at.is_some()).map_err(Problem::from)?;
    let payer = settings.settings.funds.payer_of(&batch.currency).ok_or_else(|| {
        let currency = batch.currency.clone();
        Problem::from(PaymentRefusal::NoPayer { currency })
    })?;
    let mut work = Work::new(tx, settings);
    let mut payments = row::payments(tx.db(), batch.id).await?;
    payments.retain(|payment| payment.state == PaymentState::Waiting.as_str());
    let partners: BTreeSet<Uuid> = payments.iter().map(|payment| payment.partner_id).collect();
    let accounts = accounts(tx, partners).await?;
    let missing = payments
        .iter()
        .filter(|payment| !accounts.contains_key(&payment.partner_id))
        .count();
    if missing > 0 {
        let payments = u32::try_from(missing).unwrap_or(u32::MAX);
        return Err(Problem::from(PaymentRefusal::NoBankAccount { payments }).into());
    }
    for payment in &mut payments {
        if let Some(account) = accounts.get(&payment.partner_id) {
            payment.account = account.sealed.clone();
            payment.masked = account.masked.clone();
            work.save_payment(payment).await?;
        }
    }
    // As a bank reads it, however it was written into the settings.
    let payer = PayerAccount {
        account: payer.account.normal(),
        ..payer.clone()
    };
    batch.payer = serde_json::to_string(&payer)?;
    batch.exported_at = Some(tx.now());
    batch.execute_on = Some(export.execute_on);
    work.save_payment_batch(&mut batch).await?;
    let (minor, currency, day) = (batch.minor, batch.currency.clone(), export.execute_on.to_string());
    work.audit_payment_batch("payment_batch.exported", &batch, |entry| {
        entry
            .param("minor", minor)
            .param("currency", currency)
            .param("execute_on", day)
    });
    work.leave(tx)?;
    views::whole(tx.db(), settings, &batch).await
}

async fn accounts(tx: &Tx, partners: BTreeSet<Uuid>) -> Result<HashMap<Uuid, Account>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PartnerId.is_in(partners))
        .filter(Column::Masked.ne(""))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| (row.partner_id, row)).collect())
}
