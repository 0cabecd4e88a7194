//! Drafts: begun, saved, deleted.

use super::WholeRequest;
use super::row::{self, Beginning};
use crate::attachments;
use crate::auth::Scope;
use crate::funds::{actor, store};
use crate::http::stale;
use crate::partners::record;
use crate::settings::InEffect;
use crate::store::entities::fund_requests::{Column, Entity, Model};
use crate::store::entities::partners;
use crate::store::{Database, StoreError, Tx};
use crate::work::{Work, moved_on_unless};
use entente_model::funds::activity::ActivityRun;
use entente_model::funds::request::{FundRequest, FundRequestDraft, FundRequestEventKind, FundRequestFacts, allowed};
use entente_model::ids::{FundId, FundRequestId, PartnerId};
use entente_model::people::Person;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// How often another id is drawn when a reference is taken already.
const TRIES: u32 = 3;

/// What of a draft is refused: limits, and an activity that the portal is said to run: none of them can be named yet, and it would have to
/// prove less.
pub(super) fn check(fields: &FundRequestDraft) -> Vec<FieldError> {
    let mut errors = fields.check_limits();
    if fields.run != (ActivityRun::Partner {}) {
        errors.push(FieldError::new("/run/by", FieldCode::UnknownValue));
    }
    errors
}

/// A request whole, as far as the reader may know of it.
pub(super) async fn find(database: &Database, scope: &Scope, id: FundRequestId) -> Result<FundRequest, StoreError> {
    let request = WholeRequest::find(database.read(), scope, id).await?;
    request.on_wire(database.read(), scope).await
}

/// Begins a draft.
pub(super) async fn create(tx: &Tx, settings: &InEffect, fields: &FundRequestDraft) -> Result<FundRequest, StoreError> {
    let partner = tx.scope().partner_id().ok_or(Code::Forbidden)?;
    let partner = record::find_active(tx.db(), tx.scope(), partner).await?;
    let fund = own_fund(tx.db(), fields, PartnerId(partner.id)).await?;
    let id = insert(tx, &partner, fund, fields).await?;
    let request = WholeRequest::find(tx.db(), tx.scope(), id).await?;
    // A draft saves itself as one types: its steps are nobody's business, so none stands in a timeline.
    let mut work = Work::new(tx, settings);
    work.publish_fund_request(&request);
    work.leave(tx)?;
    request.on_wire(tx.db(), tx.scope()).await
}

async fn insert(
    tx: &Tx,
    partner: &partners::Model,
    fund: Option<FundId>,
    fields: &FundRequestDraft,
) -> Result<FundRequestId, StoreError> {
    let owner = tx.scope().person_ref();
    for _ in 0..TRIES {
        let row = begun(tx, partner, fund, fields, &owner)?;
        let id = row.id;
        let row = row.into_active_model().reset_all();
        if tx.insert_if_absent(row, [Column::Reference]).await? {
            return Ok(FundRequestId(id));
        }
    }
    Err(StoreError::Internal("no reference was free".to_owned()))
}

fn begun(
    tx: &Tx,
    partner: &partners::Model,
    fund: Option<FundId>,
    fields: &FundRequestDraft,
    owner: &Person,
) -> Result<Model, StoreError> {
    let mut row = row::begun(Beginning {
        id: Uuid::now_v7(),
        partner_id: partner.id,
        region: &partner.region,
        tier: &partner.tier,
        owner_id: owner.id.ok_or(Code::Forbidden)?.0,
        owner_name: &owner.name,
        at: tx.now(),
    });
    row::set_fields(&mut row, fields, fund, &partner.display_name)?;
    row::set_facts(&mut row, &FundRequestFacts::draft())?;
    Ok(row)
}

/// The fund that a draft names, when it is one in which the partner was given something: of others it knows nothing.
async fn own_fund<C: ConnectionTrait>(
    db: &C,
    fields: &FundRequestDraft,
    partner: PartnerId,
) -> Result<Option<FundId>, StoreError> {
    let Some(id) = fields.fund_id else { return Ok(None) };
    Ok(store::of_partner(db, id, partner).await?.map(|fund| fund.id))
}

/// Saves what the partner wrote.
pub(super) async fn edit(
    tx: &Tx,
    settings: &InEffect,
    id: FundRequestId,
    seen: i64,
    fields: &FundRequestDraft,
) -> Result<FundRequest, StoreError> {
    let mut request = as_seen(tx, id, seen).await?;
    permit(tx, settings, &request, FundRequestEventKind::Edit)?;
    let fund = own_fund(tx.db(), fields, request.partner_id()).await?;
    row::set_fields(&mut request.row, fields, fund, &request.partner.name)?;
    request.row.updated_at = tx.now();
    row::replace(tx.db(), &mut request.row).await?;
    let request = WholeRequest::find(tx.db(), tx.scope(), id).await?;
    let mut work = Work::new(tx, settings);
    if !request.is_draft() {
        work.audit_fund_request("fund_request.edited", &request, |entry| entry);
    }
    work.publish_fund_request(&request);
    work.leave(tx)?;
    request.on_wire(tx.db(), tx.scope()).await
}

/// Deletes a draft and what hangs on it.
pub(super) async fn delete(tx: &Tx, settings: &InEffect, id: FundRequestId, seen: i64) -> Result<(), StoreError> {
    let request = as_seen(tx, id, seen).await?;
    permit(tx, settings, &request, FundRequestEventKind::Delete)?;
    let deleted = Entity::delete_many()
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(seen))
        .exec(tx.db())
        .await?;
    moved_on_unless(deleted.rows_affected)?;
    attachments::remove_all(tx, id.0).await?;
    let mut work = Work::new(tx, settings);
    work.publish_fund_request(&request);
    work.leave(tx)
}

/// Refuses what the reader may not do with a request now.
pub(in crate::funds) fn permit(
    tx: &Tx,
    settings: &InEffect,
    request: &WholeRequest,
    kind: FundRequestEventKind,
) -> Result<(), StoreError> {
    let today = settings.day_in(&request.row.region, tx.now());
    let actor = actor::of(tx.scope());
    Ok(allowed(&request.facts, kind, actor, tx.now(), today).map_err(Problem::from)?)
}

/// The request at the version that was seen: 404 when it is not the reader's, 412 with the request as it stands when it has changed.
pub(in crate::funds) async fn as_seen(tx: &Tx, id: FundRequestId, seen: i64) -> Result<WholeRequest, StoreError> {
    let request = WholeRequest::find(tx.db(), tx.scope(), id).await?;
    if request.row.version == seen {
        return Ok(request);
    }
    Err(stale(&request.on_wire(tx.db(), tx.scope()).await?).into())
}
