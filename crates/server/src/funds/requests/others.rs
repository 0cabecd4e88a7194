//! A partner's other activities, to compare a request with.

use super::row;
use crate::store::StoreError;
use crate::store::entities::fund_requests::{Column, Entity, Model};
use entente_model::funds::request::{FundRequestDraft, FundRequestState, PlannedActivity};
use entente_model::ids::{FundRequestId, PartnerId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Those that count and share a day with a request; none before its days are known.
pub(super) async fn find<C: ConnectionTrait>(db: &C, request: &Model) -> Result<Vec<PlannedActivity>, StoreError> {
    if row::day(request.starts_on).is_none() || row::day(request.ends_on).is_none() {
        return Ok(Vec::new());
    }
    let uncounted = FundRequestState::ALL.iter().filter(|state| !state.counts());
    let rows = Entity::find()
        .filter(Column::PartnerId.eq(request.partner_id))
        .filter(Column::Id.ne(request.id))
        .filter(Column::StartsOn.lte(request.ends_on))
        .filter(Column::EndsOn.gte(request.starts_on))
        .filter(Column::State.is_not_in(uncounted.map(|state| state.as_str())))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.iter().filter_map(|row| planned(row).transpose()).collect()
}

fn planned(row: &Model) -> Result<Option<PlannedActivity>, StoreError> {
    let fields: FundRequestDraft = serde_json::from_str(&row.fields)?;
    let planned = fields.planned_activity(PartnerId(row.partner_id), &row.reference);
    Ok(planned.map(|planned| PlannedActivity {
        id: Some(FundRequestId(row.id)),
        ..planned
    }))
}
