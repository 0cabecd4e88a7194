//! Batches as on the wire.

use super::row;
use crate::http::{Binding, Refusal};
use crate::settings::InEffect;
use crate::store::entities::payment_batches::Model;
use crate::store::entities::payment_confirmations;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, Utc};
use entente_model::funds::payment::{
    Confirmation, PayerAccount, Payment, PaymentBatch, PaymentBatchSummary, PaymentState,
};
use entente_model::ids::{ClaimId, PartnerId, PaymentBatchId, PaymentId, UserId};
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Person;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Place {
    at: DateTime<Utc>,
    id: Uuid,
}

/// A page of batches, the last made first.
pub(super) async fn page(
    database: &Database,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<PaymentBatchSummary>, Refusal> {
    let binding = Binding::new("payment_batches", &())?;
    let mut sql = Sql::new(database.backend(), "SELECT * FROM payment_batches");
    if let Some(place) = binding.decode_optional::<Place>(cursor)? {
        sql.push(" WHERE (created_at, id) < (").bind(place.at);
        sql.push(", ").bind(place.id).push(")");
    }
    sql.push(" ORDER BY created_at DESC, id DESC LIMIT ")
        .bind(i64::from(limit) + 1);
    let found = database.read().query_all_raw(sql.statement()).await?;
    let rows = found
        .iter()
        .map(|row| Model::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    let place = |row: &Model| Place {
        at: row.created_at,
        id: row.id,
    };
    Ok(binding.page(rows, limit, place, |row| summary(&row))?)
}

/// A batch as a row of a list.
pub(super) fn summary(batch: &Model) -> Result<PaymentBatchSummary, StoreError> {
    let number = |count: i32| u32::try_from(count).unwrap_or(0);
    Ok(PaymentBatchSummary {
        id: PaymentBatchId(batch.id),
        reference: batch.reference.clone(),
        state: row::batch_state(batch)?,
        total: Money::new(batch.minor, batch.currency.as_str()),
        payments: number(batch.payments),
        paid: number(batch.paid),
        bounced: number(batch.bounced),
        created_by: Person {
            id: Some(UserId(batch.created_by)),
            name: batch.creator_name.clone(),
        },
        created_at: batch.created_at,
        exported_at: batch.exported_at,
        execute_on: batch.execute_on,
        updated_at: batch.updated_at,
        version: batch.version,
    })
}

/// A batch whole.
pub(super) async fn whole<C: ConnectionTrait>(
    db: &C,
    settings: &InEffect,
    batch: &Model,
) -> Result<PaymentBatch, StoreError> {
    let confirmed = payment_confirmations::Entity::find()
        .filter(payment_confirmations::Column::BatchId.eq(batch.id))
        .order_by_desc(payment_confirmations::Column::Id)
        .all(db)
        .await?;
    Ok(PaymentBatch {
        summary: summary(batch)?,
        payer: payer(settings, batch)?,
        lines: lines(db, batch).await?,
        confirmations: confirmed.into_iter().map(confirmation).collect::<Result<_, _>>()?,
    })
}

/// The account that pays a batch: as it was when the file was made, before that as the settings have it.
pub(super) fn payer(settings: &InEffect, batch: &Model) -> Result<Option<PayerAccount>, StoreError> {
    if batch.payer.is_empty() {
        return Ok(settings.settings.funds.payer_of(&batch.currency).cloned());
    }
    Ok(Some(serde_json::from_str(&batch.payer)?))
}

/// A bank's answer that was imported.
pub(super) fn confirmation(row: payment_confirmations::Model) -> Result<Confirmation, StoreError> {
    Ok(Confirmation {
        name: row.name,
        imported_at: row.imported_at,
        imported_by: Person {
            id: Some(UserId(row.imported_by)),
            name: row.importer_name,
        },
        lines: serde_json::from_str(&row.lines)?,
    })
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    end_to_end: String,
    state: String,
    claim_id: Uuid,
    claim_reference: String,
    title: String,
    partner_id: Uuid,
    partner_name: String,
    minor: i64,
    reason: String,
    settled_at: Option<DateTime<Utc>>,
    settled_by: Option<Uuid>,
    settler_name: String,
    kept_masked: String,
    now_masked: Option<String>,
}

async fn lines<C: ConnectionTrait>(db: &C, batch: &Model) -> Result<Vec<Payment>, StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT x.id, x.end_to_end, x.state, x.claim_id, c.reference AS claim_reference, r.title, x.partner_id, \
         p.display_name AS partner_name, x.minor, x.reason, x.settled_at, x.settled_by, x.settler_name, x.masked AS kept_masked, \
         b.masked AS now_masked FROM fund_payments x JOIN fund_claims c ON c.id = x.claim_id \
         JOIN fund_requests r ON r.id = c.request_id JOIN partners p ON p.id = x.partner_id \
         LEFT JOIN partner_bank_accounts b ON b.partner_id = x.partner_id WHERE x.batch_id = ",
    );
    sql.bind(batch.id).push(" ORDER BY x.id");
    let rows = db.query_all_raw(sql.statement()).await?;
    let is_exported = batch.exported_at.is_some();
    rows.iter()
        .map(|row| line(LineRow::from_query_result(row, "")?, &batch.currency, is_exported))
        .collect()
}

fn line(row: LineRow, currency: &str, is_exported: bool) -> Result<Payment, StoreError> {
    let word = row.state;
    let state = PaymentState::parse(&word)
        .ok_or_else(|| StoreError::Internal(format!("a payment in the unknown state {word}")))?;
    let shown = if is_exported {
        Some(row.kept_masked)
    } else {
        row.now_masked
    };
    let settler = row.settled_by.map(|id| Person {
        id: Some(UserId(id)),
        name: row.settler_name,
    });
    Ok(Payment {
        id: PaymentId(row.id),
        end_to_end: row.end_to_end,
        state,
        claim_id: ClaimId(row.claim_id),
        claim_reference: row.claim_reference,
        title: row.title,
        partner_id: PartnerId(row.partner_id),
        partner_name: row.partner_name,
        amount: Money::new(row.minor, currency),
        account: shown.filter(|masked| !masked.is_empty()),
        reason: row.reason,
        settled_at: row.settled_at,
        settled_by: settler,
    })
}
