//! What a bank answers to a batch's file, done to its payments: once for a file, however often it is imported.

use super::bank::Answer;
use super::file::message_id;
use super::settle::settle;
use super::{row, views};
use crate::settings::InEffect;
use crate::store::entities::payment_confirmations::{Column, Entity, Model};
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::funds::payment::{
    ConfirmationLine, ConfirmationOutcome, ConfirmationResult, PaymentRefusal, outcomes,
};
use entente_model::ids::PaymentBatchId;
use entente_model::problem::{Code, Problem};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// A bank's answer with the file that it was read from.
pub(super) struct Imported {
    /// The file's name.
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: Vec<u8>,
    /// What it says.
    pub answer: Answer,
}

/// Imports a bank's answer: all of it or nothing.
pub(super) async fn import(
    tx: &Tx,
    settings: &InEffect,
    id: PaymentBatchId,
    file: &Imported,
) -> Result<ConfirmationResult, StoreError> {
    let mut batch = row::hold(tx.db(), id).await?;
    let known = Entity::find()
        .filter(Column::BatchId.eq(batch.id))
        .filter(Column::Sha256.eq(file.sha256.clone()))
        .one(tx.db())
        .await?;
    if let Some(known) = known {
        return Ok(ConfirmationResult {
            repeated: true,
            confirmation: views::confirmation(known)?,
            batch: views::whole(tx.db(), settings, &batch).await?,
        });
    }
    if batch.exported_at.is_none() {
        return Err(Problem::from(PaymentRefusal::NotExported).into());
    }
    if file
        .answer
        .about
        .as_ref()
        .is_some_and(|about| *about != message_id(batch.id))
    {
        return Err(Problem::from(PaymentRefusal::OtherBatch).into());
    }
    let mut payments = row::payments(tx.db(), batch.id).await?;
    let states = payments
        .iter()
        .map(|payment| Ok((payment.end_to_end.clone(), row::state(payment)?)));
    let states = states.collect::<Result<Vec<_>, StoreError>>()?;
    let lines = outcomes(&states, &file.answer.said);
    let mut work = Work::new(tx, settings);
    for line in &lines {
        let payment = payments
            .iter_mut()
            .find(|payment| payment.end_to_end == line.end_to_end);
        if let Some((payment, verdict)) = payment.zip(line.outcome.verdict()) {
            settle(&mut work, payment, verdict, &line.reason).await?;
        }
    }
    let kept = keep(tx, batch.id, file, &lines).await?;
    work.save_payment_batch(&mut batch).await?;
    let count = |outcome: ConfirmationOutcome| lines.iter().filter(|line| line.outcome == outcome).count();
    let (paid, bounced) = (count(ConfirmationOutcome::Paid), count(ConfirmationOutcome::Bounced));
    work.audit_payment_batch("payment_batch.confirmed", &batch, |entry| {
        entry.param("paid", paid).param("bounced", bounced)
    });
    work.leave(tx)?;
    Ok(ConfirmationResult {
        repeated: false,
        confirmation: views::confirmation(kept)?,
        batch: views::whole(tx.db(), settings, &batch).await?,
    })
}

async fn keep(tx: &Tx, batch: Uuid, file: &Imported, lines: &[ConfirmationLine]) -> Result<Model, StoreError> {
    let importer = tx.scope().person_ref();
    let row = Model {
        id: Uuid::now_v7(),
        batch_id: batch,
        sha256: file.sha256.clone(),
        name: file.name.clone(),
        lines: serde_json::to_string(lines)?,
        imported_by: importer.id.ok_or(Code::Forbidden)?.0,
        importer_name: importer.name,
        imported_at: tx.now(),
    };
    let inserted = Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(tx.db())
        .await;
    match inserted.map_err(StoreError::from) {
        Ok(_) => Ok(row),
        // Another import of it was faster: begun anew, this one finds it.
        Err(StoreError::Unique(text)) => Err(StoreError::Conflict(text)),
        Err(error) => Err(error),
    }
}
