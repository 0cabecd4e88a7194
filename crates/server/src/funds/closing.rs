//! Closing a period: what nobody asked for goes back to the vendor, and requests that wait expire; what was promised stays until it is paid
//! or released, or is called off where the fund's rule says so and the activity has not begun.

use super::ledger::{self, Booking, kind};
use super::notify::{self, Notice, To};
use super::requests::{self, WholeRequest};
use super::store::{self, closed, find, leave, save, tell, whole};
use crate::approvals::{self, About};
use crate::http::stale;
use crate::settings::InEffect;
use crate::store::entities::fund_accounts::{Column, Entity, Model};
use crate::store::entities::{fund_requests, funds};
use crate::store::{Audience, StoreError, Tx};
use crate::work::Work;
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::funds::FundActor;
use entente_model::funds::allocation::AllocationRule;
use entente_model::funds::closing::{ClosingPreview, ReservationsAtClosing};
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::ledger::{AccountKind, Posting};
use entente_model::funds::request::{FundRequestOccurrence, FundRequestState};
use entente_model::ids::{FundId, FundRequestId, PartnerId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Closes a fund's period.
pub(super) async fn close(tx: &Tx, settings: &InEffect, id: FundId, seen: i64) -> Result<Fund, StoreError> {
    let mut row = find(tx.db(), tx.scope(), id).await?;
    if row.version != seen {
        return Err(stale(&whole(tx.db(), tx.scope(), row, tx.now()).await?).into());
    }
    if store::state(&row.state)? == FundState::Closed {
        return Err(closed());
    }
    // Counting the version on locks the row: who is booking has finished, and who comes later waits until it is closed.
    save(tx, &mut row).await?;
    let lapsing = lapsing(tx, id).await?;
    let lapsed: i64 = lapsing.iter().map(|booking| booking.minor).sum();
    ledger::book(tx, id, &lapsing).await?;
    row.state = FundState::Closed.as_str().to_owned();
    row.closed_at = Some(tx.now());
    save(tx, &mut row).await?;
    leave(tx, "fund.closed", &row, |entry| entry.param("lapsed", lapsed))?;
    tell(tx, &row, Audience::everybody())?;
    let rule: AllocationRule = serde_json::from_str(&row.rule)?;
    let mut work = Work::new(tx, settings);
    expire_waiting(&mut work, id).await?;
    let promised = promised(tx.db(), id).await?;
    call_off(&mut work, rule.at_closing, &promised).await?;
    work.leave(tx)?;
    whole(tx.db(), tx.scope(), row, tx.now()).await
}

/// Ends what was asked for and not approved: nothing can be promised any more.
async fn expire_waiting(work: &mut Work<'_>, id: FundId) -> Result<(), StoreError> {
    for id in waiting(work.db, id).await? {
        let Some(mut request) = WholeRequest::by_id(work.db, FundRequestId(id)).await? else {
            continue;
        };
        let occurrence = FundRequestOccurrence::FundClosed;
        requests::occur(work, &mut request, &occurrence, FundActor::Portal).await?;
        approvals::cancel(work, About::FundRequest(&request)).await?;
        work.audit_fund_request("fund_request.expired", &request, |entry| {
            entry.param("reason", "fund_closed")
        });
        notify::request(work, &request, Notice::FundClosed, To::Owner)?;
    }
    Ok(())
}

/// The requests of a fund that wait for a decision or an answer.
async fn waiting<C: ConnectionTrait>(db: &C, id: FundId) -> Result<Vec<Uuid>, StoreError> {
    let waiting = [FundRequestState::Submitted, FundRequestState::ActionRequired].map(FundRequestState::as_str);
    let ids = fund_requests::Entity::find()
        .select_only()
        .column(fund_requests::Column::Id)
        .filter(fund_requests::Column::FundId.eq(id.0))
        .filter(fund_requests::Column::State.is_in(waiting))
        .order_by_asc(fund_requests::Column::Id)
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    Ok(ids)
}

/// What something is reserved or owed for.
#[derive(FromQueryResult)]
struct Promised {
    id: Uuid,
    region: String,
    state: String,
    starts_on: NaiveDate,
    reserved_minor: i64,
}

/// The activities that a fund holds something for, in the order of their ids: whoever changes several does so in one order.
async fn promised<C: ConnectionTrait>(db: &C, id: FundId) -> Result<Vec<Promised>, StoreError> {
    use fund_requests::{Column, Entity};
    let rows = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Region,
            Column::State,
            Column::StartsOn,
            Column::ReservedMinor,
        ])
        .filter(Column::FundId.eq(id.0))
        .filter(Column::ReservedMinor.gt(0))
        .order_by_asc(Column::Id)
        .into_model::<Promised>()
        .all(db)
        .await?;
    Ok(rows)
}

/// Calls off what has not begun, where the rule says so, and tells its partners.
async fn call_off(
    work: &mut Work<'_>,
    at_closing: ReservationsAtClosing,
    promised: &[Promised],
) -> Result<(), StoreError> {
    for row in promised {
        let today = work.settings.day_in(&row.region, work.now);
        if !at_closing.releases(request_state(&row.state)?, row.starts_on, today) {
            continue;
        }
        let Some(mut request) = WholeRequest::by_id(work.db, FundRequestId(row.id)).await? else {
            continue;
        };
        let occurrence = FundRequestOccurrence::FundClosed;
        requests::occur(work, &mut request, &occurrence, FundActor::Portal).await?;
        let released = request.facts.progress.released;
        work.audit_fund_request("fund_request.expired", &request, |entry| {
            entry.param("reason", "fund_closed").param("released", released)
        });
        notify::request(work, &request, Notice::CalledOff, To::Owner)?;
    }
    Ok(())
}

fn request_state(word: &str) -> Result<FundRequestState, StoreError> {
    FundRequestState::parse(word).ok_or_else(|| StoreError::Internal(format!("a request in the unknown state {word}")))
}

/// What closing a fund now would do.
pub(super) async fn preview<C: ConnectionTrait>(
    db: &C,
    settings: &InEffect,
    fund: &funds::Model,
    now: DateTime<Utc>,
) -> Result<ClosingPreview, StoreError> {
    let rule: AllocationRule = serde_json::from_str(&fund.rule)?;
    let mut preview = ClosingPreview {
        at_closing: rule.at_closing,
        ..ClosingPreview::default()
    };
    for row in Entity::find().filter(Column::FundId.eq(fund.id)).all(db).await? {
        match kind(&row.kind)? {
            AccountKind::Available => {
                preview.available += row.balance;
                preview.partners += u32::from(row.balance > 0);
            }
            AccountKind::Unallocated => preview.unallocated += row.balance,
            AccountKind::Payable => preview.payable += row.balance,
            _ => {}
        }
    }
    for row in promised(db, FundId(fund.id)).await? {
        let today = settings.day_in(&row.region, now);
        preview.count(row.reserved_minor, request_state(&row.state)?, row.starts_on, today);
    }
    let waiting = waiting(db, FundId(fund.id)).await?;
    preview.waiting = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    Ok(preview)
}

/// What every partner may still ask for, and what nobody was given.
async fn lapsing(tx: &Tx, id: FundId) -> Result<Vec<Booking>, StoreError> {
    let unspent = [AccountKind::Available, AccountKind::Unallocated].map(AccountKind::as_str);
    let rows = Entity::find()
        .filter(Column::FundId.eq(id.0))
        .filter(Column::Kind.is_in(unspent))
        .filter(Column::Balance.gt(0))
        .order_by_asc(Column::PartnerId)
        .all(tx.db())
        .await?;
    let lapse = |row: Model| -> Result<Booking, StoreError> {
        let of_partner = kind(&row.kind)? == AccountKind::Available;
        Ok(Booking {
            posting: Posting::Lapse {
                partner_id: of_partner.then_some(PartnerId(row.partner_id)),
            },
            minor: row.balance,
            origin: None,
            note: String::new(),
        })
    };
    rows.into_iter().map(lapse).collect()
}
