//! Drafts: begun, saved, deleted.

use super::{WholeClaim, row};
use crate::attachments;
use crate::auth::Scope;
use crate::funds::actor;
use crate::funds::requests::{WholeRequest, hold_partner};
use crate::http::stale;
use crate::settings::InEffect;
use crate::store::entities::fund_claims::{Column, Entity, Model};
use crate::store::{Database, StoreError, Tx};
use crate::work::{Work, moved_on_unless};
use entente_model::funds::claim::{ClaimDraft, ClaimEventKind, ClaimFacts, ClaimState, FundClaim};
use entente_model::funds::request::{self, FundRequestEventKind};
use entente_model::ids::{ClaimId, FundRequestId};
use entente_model::problem::{Code, Problem};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

/// How often another id is drawn when a reference is taken already.
const TRIES: u32 = 3;

/// A claim whole, as far as the reader may know of it.
pub(super) async fn find(database: &Database, scope: &Scope, id: ClaimId) -> Result<FundClaim, StoreError> {
    let claim = WholeClaim::find(database.read(), scope, id).await?;
    claim.on_wire(database.read(), scope).await
}

/// Begins a claim of a request. There is one at a time: another may be made once it was rejected.
pub(super) async fn create(
    tx: &Tx,
    settings: &InEffect,
    request: FundRequestId,
    fields: &ClaimDraft,
) -> Result<FundClaim, StoreError> {
    if let Some(partner) = tx.scope().partner_id() {
        // Its approval isn't taken back meanwhile.
        hold_partner(tx.db(), partner).await?;
    }
    let request = WholeRequest::find(tx.db(), tx.scope(), request).await?;
    let today = settings.day_in(&request.row.region, tx.now());
    let (kind, actor) = (FundRequestEventKind::Claim, actor::of(tx.scope()));
    request::allowed(&request.facts, kind, actor, tx.now(), today).map_err(Problem::from)?;
    if has_another(tx.db(), &request, None).await? {
        return Err(exists().into());
    }
    let id = insert(tx, &request, fields).await?;
    let claim = WholeClaim::find(tx.db(), tx.scope(), id).await?;
    // A draft saves itself as one types: its steps are nobody's business, so none stands in a timeline.
    let mut work = Work::new(tx, settings);
    work.publish_fund_claim(&claim);
    work.leave(tx)?;
    claim.on_wire(tx.db(), tx.scope()).await
}

/// Whether a request has a claim that is not rejected, besides one.
pub(in crate::funds) async fn has_another<C: ConnectionTrait>(
    db: &C,
    request: &WholeRequest,
    besides: Option<ClaimId>,
) -> Result<bool, StoreError> {
    let mut query = Entity::find()
        .filter(Column::RequestId.eq(request.row.id))
        .filter(Column::State.ne(ClaimState::Rejected.as_str()));
    if let Some(besides) = besides {
        query = query.filter(Column::Id.ne(besides.0));
    }
    Ok(query.count(db).await? > 0)
}

fn exists() -> Problem {
    Problem::new(Code::AlreadyExists).param("what", "claim")
}

async fn insert(tx: &Tx, request: &WholeRequest, fields: &ClaimDraft) -> Result<ClaimId, StoreError> {
    for _ in 0..TRIES {
        let row = begun(tx, request, fields)?;
        let id = row.id;
        let row = row.into_active_model().reset_all();
        match tx.insert_if_absent(row, [Column::Reference]).await {
            Ok(true) => return Ok(ClaimId(id)),
            Ok(false) => {}
            // Two began one at once: names of the index on PostgreSQL, of the column on SQLite.
            Err(error) if error.is_unique_on(&["fund_claims_once_of_request", "fund_claims.request_id"]) => {
                return Err(exists().into());
            }
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Internal("no reference was free".to_owned()))
}

fn begun(tx: &Tx, request: &WholeRequest, fields: &ClaimDraft) -> Result<Model, StoreError> {
    let id = Uuid::now_v7();
    let owner = tx.scope().person_ref();
    let mut row = Model {
        id,
        reference: crate::deals::reference(id),
        request_id: request.row.id,
        fund_id: request.fund_id()?.0,
        partner_id: request.row.partner_id,
        region: request.row.region.clone(),
        owner_id: owner.id.ok_or(Code::Forbidden)?.0,
        owner_name: owner.name,
        state: String::new(),
        minor: 0,
        fields: String::new(),
        progress: String::new(),
        due_at: None,
        submitted_at: tx.now(),
        updated_at: tx.now(),
        created_at: tx.now(),
        version: 1,
    };
    set_fields(&mut row, fields, request)?;
    row::set_facts(&mut row, &ClaimFacts::draft())?;
    Ok(row)
}

fn set_fields(row: &mut Model, fields: &ClaimDraft, request: &WholeRequest) -> Result<(), StoreError> {
    let asked = request.fields()?;
    Ok(row::set_fields(row, fields, (&asked, &request.facts.progress))?)
}

/// Saves what the partner wrote.
pub(super) async fn edit(
    tx: &Tx,
    settings: &InEffect,
    id: ClaimId,
    seen: i64,
    fields: &ClaimDraft,
) -> Result<FundClaim, StoreError> {
    let mut claim = as_seen(tx, id, seen).await?;
    permit(tx, &claim, ClaimEventKind::Edit)?;
    set_fields(&mut claim.row, fields, &claim.request)?;
    claim.row.updated_at = tx.now();
    row::replace(tx.db(), &mut claim.row).await?;
    let mut work = Work::new(tx, settings);
    if !claim.is_draft() {
        work.audit_fund_claim("fund_claim.edited", &claim, |entry| entry);
    }
    work.publish_fund_claim(&claim);
    work.leave(tx)?;
    claim.on_wire(tx.db(), tx.scope()).await
}

/// Deletes a draft and what hangs on it.
pub(super) async fn delete(tx: &Tx, settings: &InEffect, id: ClaimId, seen: i64) -> Result<(), StoreError> {
    let claim = as_seen(tx, id, seen).await?;
    permit(tx, &claim, ClaimEventKind::Delete)?;
    let deleted = Entity::delete_many()
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(seen))
        .exec(tx.db())
        .await?;
    moved_on_unless(deleted.rows_affected)?;
    attachments::remove_all(tx, id.0).await?;
    let mut work = Work::new(tx, settings);
    work.publish_fund_claim(&claim);
    work.leave(tx)
}

/// Refuses what the reader may not do with a claim now.
pub(super) fn permit(tx: &Tx, claim: &WholeClaim, kind: ClaimEventKind) -> Result<(), StoreError> {
    claim.permit(kind, actor::of(tx.scope()), tx.now())
}

/// The claim at the version that was seen: 404 when it is not the reader's, 412 with the claim as it stands when it has changed.
pub(super) async fn as_seen(tx: &Tx, id: ClaimId, seen: i64) -> Result<WholeClaim, StoreError> {
    let claim = WholeClaim::find(tx.db(), tx.scope(), id).await?;
    if claim.row.version == seen {
        return Ok(claim);
    }
    Err(stale(&claim.on_wire(tx.db(), tx.scope()).await?).into())
}
