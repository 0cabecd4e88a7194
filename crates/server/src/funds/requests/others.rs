//! A partner's other activities, to compare a request with.

use super::row;
use crate::store::StoreError;
use crate::store::entities::fund_requests::{Column, Entity, Model};
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::request::{FundRequestDraft, FundRequestState, PlannedActivity};
use entente_model::ids::{FundRequestId, PartnerId};
use sea_orm::{ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter};
use serde::Deserialize;
use uuid::Uuid;

/// What is read of another activity; the fields are the columns.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Other {
    id: Uuid,
    reference: String,
    activity: String,
    title: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    fields: String,
}

/// What of its fields is compared, besides what stands in columns.
#[derive(Deserialize)]
struct Compared {
    #[serde(default)]
    target_accounts: Vec<String>,
}

/// Those that count and share a day with a request; none before its days are known.
pub(super) async fn find<C: ConnectionTrait>(db: &C, request: &Model) -> Result<Vec<PlannedActivity>, StoreError> {
    if row::day(request.starts_on).is_none() || row::day(request.ends_on).is_none() {
        return Ok(Vec::new());
    }
    let counted = FundRequestState::ALL.iter().filter(|state| state.counts());
    let mut rows = Entity::find()
        .filter(Column::PartnerId.eq(request.partner_id))
        .filter(Column::Id.ne(request.id))
        .filter(Column::StartsOn.lte(request.ends_on))
        .filter(Column::EndsOn.gte(request.starts_on))
        .filter(Column::State.is_in(counted.map(|state| state.as_str())))
        .into_partial_model::<Other>()
        .all(db)
        .await?;
    // Sorted here: asked for an order, SQLite walks along that of days and reads every draft on the way.
    rows.sort_by_key(|row| (row.starts_on, row.id));
    let partner = PartnerId(request.partner_id);
    rows.into_iter()
        .filter_map(|row| row.planned(partner).transpose())
        .collect()
}

impl Other {
    fn planned(self, partner_id: PartnerId) -> Result<Option<PlannedActivity>, StoreError> {
        let compared: Compared = serde_json::from_str(&self.fields)?;
        let draft = FundRequestDraft {
            activity: ActivityType::parse(&self.activity),
            title: self.title,
            starts_on: row::day(self.starts_on),
            ends_on: row::day(self.ends_on),
            target_accounts: compared.target_accounts,
            ..FundRequestDraft::default()
        };
        let planned = draft.planned_activity(partner_id, &self.reference);
        Ok(planned.map(|planned| PlannedActivity {
            id: Some(FundRequestId(self.id)),
            ..planned
        }))
    }
}
