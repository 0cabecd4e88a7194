//! Batches: made of claims that are owed, and what is taken out of them before the bank is given their file.

use super::{row, views};
use crate::funds::actor;
use crate::funds::claims::WholeClaim;
use crate::http::stale;
use crate::settings::InEffect;
use crate::store::entities::fund_payments::{self, Entity as Payments};
use crate::store::entities::payment_batches::{Column, Entity, Model};
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::funds::claim::{ClaimEventKind, allowed};
use entente_model::funds::payment::{
    NewPaymentBatch, PaymentBatch, PaymentRefusal, PaymentState, export_allowed, open_allowed,
};
use entente_model::ids::{ClaimId, PaymentBatchId, PaymentId};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// How often another id is drawn when a reference is taken already.
const TRIES: u32 = 3;

/// Makes a batch of claims that are owed in one currency. 409 `claim_in_payment` when another has taken one of them meanwhile.
pub(super) async fn create(tx: &Tx, settings: &InEffect, new: &NewPaymentBatch) -> Result<PaymentBatch, StoreError> {
    let mut work = Work::new(tx, settings);
    let claims = payable(&work, new).await?;
    let mut batch = insert(tx, &new.currency).await?;
    let mut payments = Vec::with_capacity(claims.len());
    for claim in &claims {
        payments.push(put_in(&work, &batch, claim).await?);
    }
    row::set_sums(&mut batch, &payments)?;
    Entity::update_many()
        .set(batch.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(batch.id))
        .exec(work.db)
        .await?;
    let (minor, currency, count) = (batch.minor, batch.currency.clone(), batch.payments);
    work.audit_payment_batch("payment_batch.created", &batch, |entry| {
        entry
            .param("minor", minor)
            .param("currency", currency)
            .param("payments", count)
    });
    work.publish_payment_batch(&batch);
    work.leave(tx)?;
    views::whole(tx.db(), settings, &batch).await
}

/// The claims, if all of them can be paid now in the currency.
async fn payable(work: &Work<'_>, new: &NewPaymentBatch) -> Result<Vec<WholeClaim>, StoreError> {
    let (mut claims, mut errors) = (Vec::with_capacity(new.claims.len()), Vec::new());
    for (at, id) in new.claims.iter().enumerate() {
        let refused = |code| FieldError::new(format!("/claims/{at}"), code);
        let claim = match WholeClaim::find(work.db, work.scope, *id).await {
            Ok(claim) => claim,
            Err(StoreError::Refused(problem)) if problem.code == Code::NotFound => {
                errors.push(refused(FieldCode::UnknownValue));
                continue;
            }
            Err(error) => return Err(error),
        };
        if claim.request.fund_currency() != new.currency {
            errors.push(refused(FieldCode::InvalidCurrency));
            continue;
        }
        let actor = actor::of(work.scope);
        allowed(&claim.facts, ClaimEventKind::Pay, actor, work.now).map_err(Problem::from)?;
        claims.push(claim);
    }
    if errors.is_empty() {
        Ok(claims)
    } else {
        Err(Problem::fields(errors).into())
    }
}

async fn insert(tx: &Tx, currency: &str) -> Result<Model, StoreError> {
    let creator = tx.scope().person_ref();
    for _ in 0..TRIES {
        let id = Uuid::now_v7();
        let batch = Model {
            id,
            reference: crate::deals::reference(id),
            currency: currency.to_owned(),
            state: String::new(),
            minor: 0,
            payments: 0,
            paid: 0,
            bounced: 0,
            created_by: creator.id.ok_or(Code::Forbidden)?.0,
            creator_name: creator.name.clone(),
            created_at: tx.now(),
            exported_at: None,
            execute_on: None,
            payer: String::new(),
            updated_at: tx.now(),
            version: 1,
        };
        let row = batch.clone().into_active_model().reset_all();
        if tx.insert_if_absent(row, [Column::Reference]).await? {
            return Ok(batch);
        }
    }
    Err(StoreError::Internal("no reference was free".to_owned()))
}

/// Puts a claim into a batch. The database decides who is first: a claim is in one live payment.
async fn put_in(work: &Work<'_>, batch: &Model, claim: &WholeClaim) -> Result<fund_payments::Model, StoreError> {
    let before = Payments::find().filter(fund_payments::Column::ClaimId.eq(claim.row.id));
    let before = before.count(work.db).await?;
    let reference = &claim.row.reference;
    let payment = fund_payments::Model {
        id: Uuid::now_v7(),
        batch_id: batch.id,
        claim_id: claim.row.id,
        partner_id: claim.row.partner_id,
        // Both banks must tell a second try from the first.
        end_to_end: if before == 0 {
            reference.clone()
        } else {
            format!("{reference}-{}", before + 1)
        },
        minor: claim.facts.progress.approved.unwrap_or(0),
        state: PaymentState::Waiting.as_str().to_owned(),
        reason: String::new(),
        account: Vec::new(),
        masked: String::new(),
        settled_at: None,
        settled_by: None,
        settler_name: String::new(),
        created_at: work.now,
    };
    let inserted = Payments::insert(payment.clone().into_active_model().reset_all())
        .exec_without_returning(work.db)
        .await;
    match inserted {
        Ok(_) => Ok(payment),
        Err(error) => {
            let error = StoreError::from(error);
            // Names of the indexes on PostgreSQL, of the columns on SQLite; two at once have drawn the same end-to-end reference, too.
            let names = [
                "fund_payments_live_once_of_claim",
                "fund_payments.claim_id",
                "end_to_end",
            ];
            if error.is_unique_on(&names) {
                let reference = reference.clone();
                return Err(Problem::from(PaymentRefusal::InPayment { reference }).into());
            }
            Err(error)
        }
    }
}

/// The batch at the version that was seen: 412 with the batch as it stands when it has changed.
pub(super) async fn as_seen(tx: &Tx, settings: &InEffect, id: PaymentBatchId, seen: i64) -> Result<Model, StoreError> {
    let batch = row::hold(tx.db(), id).await?;
    if batch.version == seen {
        return Ok(batch);
    }
    Err(stale(&views::whole(tx.db(), settings, &batch).await?).into())
}

/// The payment of a batch: 404 for one of another.
pub(super) async fn payment_of(tx: &Tx, batch: &Model, id: PaymentId) -> Result<fund_payments::Model, StoreError> {
    let row = Payments::find_by_id(id.0)
        .filter(fund_payments::Column::BatchId.eq(batch.id))
        .one(tx.db())
        .await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// Takes a payment out of a batch whose file was not made yet: its claim is owed and free for another.
pub(super) async fn take_out(
    tx: &Tx,
    settings: &InEffect,
    id: PaymentBatchId,
    seen: i64,
    payment: PaymentId,
) -> Result<PaymentBatch, StoreError> {
    let mut batch = as_seen(tx, settings, id, seen).await?;
    let mut payment = payment_of(tx, &batch, payment).await?;
    open_allowed(row::batch_state(&batch)?, batch.exported_at.is_some()).map_err(Problem::from)?;
    let mut work = Work::new(tx, settings);
    withdraw(&mut work, &mut payment).await?;
    work.save_payment_batch(&mut batch).await?;
    let claim = ClaimId(payment.claim_id);
    work.audit_payment_batch("payment_batch.taken_out", &batch, |entry| {
        entry
            .param("end_to_end", payment.end_to_end.clone())
            .param("claim_id", claim.to_string())
    });
    work.leave(tx)?;
    views::whole(tx.db(), settings, &batch).await
}

/// Gives a batch up whose file was not made yet: all its claims are owed and free.
pub(super) async fn cancel(
    tx: &Tx,
    settings: &InEffect,
    id: PaymentBatchId,
    seen: i64,
) -> Result<PaymentBatch, StoreError> {
    let mut batch = as_seen(tx, settings, id, seen).await?;
    export_allowed(row::batch_state(&batch)?, batch.exported_at.is_some()).map_err(Problem::from)?;
    let mut work = Work::new(tx, settings);
    for mut payment in row::payments(tx.db(), batch.id).await? {
        if row::state(&payment)? == PaymentState::Waiting {
            withdraw(&mut work, &mut payment).await?;
        }
    }
    work.save_payment_batch(&mut batch).await?;
    work.audit_payment_batch("payment_batch.cancelled", &batch, |entry| entry);
    work.leave(tx)?;
    views::whole(tx.db(), settings, &batch).await
}

async fn withdraw(work: &mut Work<'_>, payment: &mut fund_payments::Model) -> Result<(), StoreError> {
    match row::state(payment)? {
        PaymentState::Waiting => {}
        PaymentState::Withdrawn => return Err(Problem::from(PaymentRefusal::Withdrawn).into()),
        PaymentState::Paid | PaymentState::Bounced => return Err(Problem::from(PaymentRefusal::Settled).into()),
    }
    payment.state = PaymentState::Withdrawn.as_str().to_owned();
    set_settler(work, payment);
    work.save_payment(payment).await
}

/// Says who made a payment stand as it does from now on.
pub(super) fn set_settler(work: &Work<'_>, payment: &mut fund_payments::Model) {
    let person = work.scope.person_ref();
    payment.settled_at = Some(work.now);
    payment.settled_by = person.id.map(|id| id.0);
    payment.settler_name = person.name;
}
