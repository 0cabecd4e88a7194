//! Closing a period: what nobody asked for goes back to the vendor, and requests that wait expire; what was promised stays until it is paid
//! or released.

use super::ledger::{self, Booking, kind};
use super::notify::{self, Notice, To};
use super::requests::{self, WholeRequest};
use super::store::{self, closed, find, leave, save, tell, whole};
use crate::approvals::{self, About};
use crate::http::stale;
use crate::settings::InEffect;
use crate::store::entities::fund_accounts::{Column, Entity, Model};
use crate::store::entities::fund_requests;
use crate::store::{Audience, StoreError, Tx};
use crate::work::Work;
use entente_model::funds::FundActor;
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::ledger::{AccountKind, Posting};
use entente_model::funds::request::{FundRequestOccurrence, FundRequestState};
use entente_model::ids::{FundId, FundRequestId, PartnerId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Closes a fund's period.
pub(super) async fn close(tx: &Tx, settings: &InEffect, id: FundId, seen: i64) -> Result<Fund, StoreError> {
    let mut row = find(tx.db(), tx.scope(), id).await?;
    if row.version != seen {
        return Err(stale(&whole(tx.db(), tx.scope(), row).await?).into());
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
    let mut work = Work::new(tx, settings);
    expire_waiting(&mut work, id).await?;
    work.leave(tx)?;
    whole(tx.db(), tx.scope(), row).await
}

/// Ends what was asked for and not approved: nothing can be promised any more.
async fn expire_waiting(work: &mut Work<'_>, id: FundId) -> Result<(), StoreError> {
    let waiting = [FundRequestState::Submitted, FundRequestState::ActionRequired].map(FundRequestState::as_str);
    let ids = fund_requests::Entity::find()
        .select_only()
        .column(fund_requests::Column::Id)
        .filter(fund_requests::Column::FundId.eq(id.0))
        .filter(fund_requests::Column::State.is_in(waiting))
        .order_by_asc(fund_requests::Column::Id)
        .into_tuple::<Uuid>()
        .all(work.db)
        .await?;
    for id in ids {
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
