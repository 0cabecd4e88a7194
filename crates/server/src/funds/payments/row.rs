//! Batches and payments as rows.

use crate::store::dialect::row_lock;
use crate::store::entities::fund_payments::{self, Entity as Payments};
use crate::store::entities::payment_batches::{Column, Entity, Model};
use crate::store::sql::Sql;
use crate::store::{Audience, AuditEntry, StoreError};
use crate::work::{Work, moved_on_unless};
use entente_model::events::LiveEvent;
use entente_model::funds::payment::{BatchState, PaymentState};
use entente_model::ids::PaymentBatchId;
use entente_model::problem::Code;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

/// The batch of that id, or the one that holds the payment of that id: a claim names its payment.
pub(super) async fn find<C: ConnectionTrait>(db: &C, id: PaymentBatchId) -> Result<Model, StoreError> {
    if let Some(batch) = Entity::find_by_id(id.0).one(db).await? {
        return Ok(batch);
    }
    let payment = Payments::find_by_id(id.0).one(db).await?.ok_or(Code::NotFound)?;
    let batch = Entity::find_by_id(payment.batch_id).one(db).await?;
    batch.ok_or_else(|| StoreError::Internal(format!("the payment {id} has no batch")))
}

/// The same to be changed: of two who change a batch at once the second waits, and sees what the first has made of it.
pub(super) async fn hold(db: &DatabaseTransaction, id: PaymentBatchId) -> Result<Model, StoreError> {
    let found = find(db, id).await?;
    let backend = db.get_database_backend();
    let mut sql = Sql::new(backend, "SELECT id FROM payment_batches WHERE id = ");
    sql.bind(found.id).push(row_lock(backend));
    db.query_one_raw(sql.statement()).await?;
    find(db, PaymentBatchId(found.id)).await
}

/// All payments of a batch, in the order in which they were put into it.
pub(super) async fn payments<C: ConnectionTrait>(db: &C, batch: Uuid) -> Result<Vec<fund_payments::Model>, StoreError> {
    let rows = Payments::find()
        .filter(fund_payments::Column::BatchId.eq(batch))
        .order_by_asc(fund_payments::Column::Id);
    Ok(rows.all(db).await?)
}

/// Where a payment stands.
pub(super) fn state(payment: &fund_payments::Model) -> Result<PaymentState, StoreError> {
    let word = &payment.state;
    PaymentState::parse(word).ok_or_else(|| StoreError::Internal(format!("a payment in the unknown state {word}")))
}

/// Where a batch stands.
pub(super) fn batch_state(batch: &Model) -> Result<BatchState, StoreError> {
    let word = &batch.state;
    BatchState::parse(word).ok_or_else(|| StoreError::Internal(format!("a batch in the unknown state {word}")))
}

/// Sets what follows from a batch's payments.
pub(crate) fn set_sums(batch: &mut Model, payments: &[fund_payments::Model]) -> Result<(), StoreError> {
    let states = payments.iter().map(state).collect::<Result<Vec<_>, _>>()?;
    let count = |wanted: PaymentState| states.iter().filter(|state| **state == wanted).count();
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let kept = payments
        .iter()
        .zip(&states)
        .filter(|(_, state)| **state != PaymentState::Withdrawn);
    batch.minor = kept.map(|(payment, _)| payment.minor).sum();
    batch.payments = number(states.len() - count(PaymentState::Withdrawn));
    batch.paid = number(count(PaymentState::Paid));
    batch.bounced = number(count(PaymentState::Bounced));
    let state = BatchState::of(batch.exported_at.is_some(), states.iter().copied());
    batch.state = state.as_str().to_owned();
    Ok(())
}

impl Work<'_> {
    /// Keeps an audit entry about a batch, which is the vendor's own business.
    pub(super) fn audit_payment_batch(
        &mut self,
        kind: &'static str,
        batch: &Model,
        fill: impl FnOnce(AuditEntry) -> AuditEntry,
    ) {
        let entry = AuditEntry::new(kind, "payment_batch", batch.id).internal();
        self.keep(fill(entry.param("reference", batch.reference.clone())));
    }

    /// Tells open pages that a batch was made or changed.
    pub(super) fn publish_payment_batch(&mut self, batch: &Model) {
        let event = LiveEvent::PaymentBatch {
            id: PaymentBatchId(batch.id),
            version: batch.version,
        };
        self.publish(event, Audience::whole_vendor());
    }

    /// Writes a payment.
    pub(super) async fn save_payment(&mut self, payment: &fund_payments::Model) -> Result<(), StoreError> {
        let written = Payments::update_many()
            .set(payment.clone().into_active_model().reset_all())
            .filter(fund_payments::Column::Id.eq(payment.id))
            .exec(self.db)
            .await?;
        moved_on_unless(written.rows_affected)
    }

    /// Writes a batch with what follows from its payments, if nobody changed it since it was read: whoever changes a payment changes its
    /// batch, so that of two at once one begins anew.
    pub(super) async fn save_payment_batch(&mut self, batch: &mut Model) -> Result<(), StoreError> {
        let payments = payments(self.db, batch.id).await?;
        set_sums(batch, &payments)?;
        let seen = batch.version;
        batch.version += 1;
        batch.updated_at = self.now;
        let written = Entity::update_many()
            .set(batch.clone().into_active_model().reset_all())
            .filter(Column::Id.eq(batch.id))
            .filter(Column::Version.eq(seen))
            .exec(self.db)
            .await?;
        moved_on_unless(written.rows_affected)?;
        self.publish_payment_batch(batch);
        Ok(())
    }
}
