//! Drafts: begun, saved, deleted; and events as they come in.

use super::record::{self, Registration};
use super::submission::replace;
use super::whole::{PartnerFacts, Whole};
use super::{events, reference, search};
use crate::attachments;
use crate::auth::Scope;
use crate::http::stale;
use crate::settings::InEffect;
use crate::store::entities::{comments, deal_products, deal_terms, deals};
use crate::store::sql::Sql;
use crate::store::{AuditEntry, Database, StoreError, Tx};
use crate::work::Work;
use entente_model::deals::allowed;
use entente_model::deals::{Actor, Deal, DealDraft, DealEvent, DealEventKind, DealFacts};
use entente_model::ids::DealId;
use entente_model::problem::{Code, Problem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// How often another id is drawn when a reference is taken already.
const TRIES: u32 = 3;

/// A deal whole, with its version.
pub async fn find(database: &Database, scope: &Scope, id: DealId) -> Result<Deal, StoreError> {
    Whole::find(database.read(), scope, id)
        .await?
        .on_wire(database.read())
        .await
}

/// Begins a draft.
pub async fn create(tx: &Tx, settings: &InEffect, fields: &DealDraft) -> Result<Deal, StoreError> {
    let (Some(owner), Some(partner)) = (tx.scope().user_id(), tx.scope().partner()) else {
        return Err(Code::Forbidden.into());
    };
    if !partner.summary.status.may_begin() {
        return Err(events::suspended().into());
    }
    let row = insert(tx, owner.0, partner.summary.id.0, &partner.summary.region, fields).await?;
    write_products(tx.db(), row.id, fields).await?;
    write_terms(tx.db(), row.id, fields, &row.reference).await?;
    let facts = PartnerFacts {
        name: partner.summary.display_name.clone(),
        tier: partner.summary.tier,
        certified: partner.certified,
        may_begin: true,
    };
    let deal = Whole::begun(row, facts, tx.scope().person_ref().name)?;
    let mut work = Work::new(tx, settings);
    work.audit("deal.begun", &deal, |entry| entry);
    work.publish_deal(&deal);
    work.leave(tx)?;
    deal.on_wire(tx.db()).await
}

async fn insert(
    tx: &Tx,
    owner_id: Uuid,
    partner_id: Uuid,
    region: &str,
    fields: &DealDraft,
) -> Result<deals::Model, StoreError> {
    for _ in 0..TRIES {
        let id = Uuid::now_v7();
        let registration = Registration {
            id,
            reference: &reference(id),
            partner_id,
            region,
            owner_id,
            fields,
            facts: &DealFacts::draft(),
            account: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let row = registration.row()?;
        let begun = row.clone().into_active_model();
        if tx.insert_if_absent(begun, [deals::Column::Reference]).await? {
            return Ok(row);
        }
    }
    Err(StoreError::Internal("no reference was free".to_owned()))
}

/// Saves what the partner wrote.
pub async fn edit(tx: &Tx, settings: &InEffect, id: DealId, seen: i64, fields: &DealDraft) -> Result<Deal, StoreError> {
    let mut deal = seen_deal(tx, id, seen).await?;
    allowed(&deal.facts, DealEventKind::Edit, Actor::Partner, tx.now()).map_err(Problem::from)?;
    let account = record::account(&deal.row);
    let before = deal.row.clone();
    let registration = Registration {
        id: before.id,
        reference: &before.reference,
        partner_id: before.partner_id,
        region: &before.region,
        owner_id: before.owner_id,
        fields,
        facts: &deal.facts,
        account: None,
        created_at: before.created_at,
        updated_at: tx.now(),
        version: before.version + 1,
    };
    let mut row = registration.row()?;
    // A returned registration holds what it was handed in with until it is handed in again.
    row.account_domain = account.account_domain.unwrap_or_default();
    row.account_name = account.normalised_name;
    row.account_block.clone_from(&before.account_block);
    replace(tx.db(), &row, before.version).await?;
    if row.products != before.products {
        write_products(tx.db(), row.id, fields).await?;
    }
    let old = record::fields(&before)?;
    if (&old.customer_name, &old.customer_domain) != (&fields.customer_name, &fields.customer_domain) {
        write_terms(tx.db(), row.id, fields, &row.reference).await?;
    }
    deal.row = row;
    let mut work = Work::new(tx, settings);
    // A draft saves itself as one types: its steps are nobody's business.
    if deal.facts.progress.submitted_at.is_some() {
        work.audit("deal.edited", &deal, |entry| entry);
    }
    work.publish_deal(&deal);
    work.leave(tx)?;
    deal.on_wire(tx.db()).await
}

/// Deletes a draft and what hangs on it.
pub async fn delete(tx: &Tx, settings: &InEffect, id: DealId, seen: i64) -> Result<(), StoreError> {
    let deal = seen_deal(tx, id, seen).await?;
    allowed(&deal.facts, DealEventKind::Delete, Actor::Partner, tx.now()).map_err(Problem::from)?;
    let deleted = deals::Entity::delete_many()
        .filter(deals::Column::Id.eq(id.0))
        .filter(deals::Column::Version.eq(seen))
        .exec(tx.db())
        .await?;
    crate::work::moved_on_unless(deleted.rows_affected)?;
    deal_products::Entity::delete_many()
        .filter(deal_products::Column::DealId.eq(id.0))
        .exec(tx.db())
        .await?;
    deal_terms::Entity::delete_many()
        .filter(deal_terms::Column::DealId.eq(id.0))
        .exec(tx.db())
        .await?;
    comments::Entity::delete_many()
        .filter(comments::Column::SubjectId.eq(id.0))
        .exec(tx.db())
        .await?;
    attachments::remove_all(tx, id.0).await?;
    let mut work = Work::new(tx, settings);
    work.audit("deal.deleted", &deal, |entry: AuditEntry| {
        entry.param("reference", deal.row.reference.clone())
    });
    work.publish_deal(&deal);
    work.leave(tx)
}

/// Lets an event happen.
pub async fn happen(
    tx: &Tx,
    settings: &InEffect,
    id: DealId,
    seen: i64,
    event: &DealEvent,
) -> Result<Deal, StoreError> {
    let mut deal = seen_deal(tx, id, seen).await?;
    let mut work = Work::new(tx, settings);
    events::happen(&mut work, &mut deal, event).await?;
    work.leave(tx)?;
    deal.on_wire(tx.db()).await
}

/// The deal at the version that was seen: 404 when it is not the reader's, 412 with the deal as it stands when it has changed.
async fn seen_deal(tx: &Tx, id: DealId, seen: i64) -> Result<Whole, StoreError> {
    let deal = Whole::find(tx.db(), tx.scope(), id).await?;
    if deal.row.version == seen {
        return Ok(deal);
    }
    Err(stale(&deal.on_wire(tx.db()).await?).into())
}

/// Writes the products that a deal is filtered by.
pub async fn write_products<C: ConnectionTrait>(db: &C, deal: Uuid, fields: &DealDraft) -> Result<(), StoreError> {
    deal_products::Entity::delete_many()
        .filter(deal_products::Column::DealId.eq(deal))
        .exec(db)
        .await?;
    let codes = record::product_codes(fields).into_iter().map(str::to_owned);
    insert_pairs(db, "INSERT INTO deal_products (code, deal_id) VALUES ", codes, deal).await
}

/// Writes the words that a deal is found by.
pub async fn write_terms<C: ConnectionTrait>(
    db: &C,
    deal: Uuid,
    fields: &DealDraft,
    reference: &str,
) -> Result<(), StoreError> {
    deal_terms::Entity::delete_many()
        .filter(deal_terms::Column::DealId.eq(deal))
        .exec(db)
        .await?;
    let terms = search::terms(fields, reference).into_iter();
    insert_pairs(db, "INSERT INTO deal_terms (term, deal_id) VALUES ", terms, deal).await
}

async fn insert_pairs<C: ConnectionTrait>(
    db: &C,
    insert: &str,
    words: impl Iterator<Item = String>,
    deal: Uuid,
) -> Result<(), StoreError> {
    let mut sql = Sql::new(db.get_database_backend(), insert);
    let mut any = false;
    for word in words {
        sql.push(if any { ", (" } else { "(" })
            .bind(word)
            .push(", ")
            .bind(deal)
            .push(")");
        any = true;
    }
    if any {
        db.execute_raw(sql.statement()).await?;
    }
    Ok(())
}
