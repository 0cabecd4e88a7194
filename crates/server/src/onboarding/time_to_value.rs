//! Time to value over HTTP.

use crate::auth::{Permitted, Scope, can};
use crate::http::{AppState, Query, Refusal, Reply};
use crate::store::entities::partners::{Column, Entity};
use crate::store::{Database, StoreError};
use axum::extract::State;
use chrono::{DateTime, Utc};
use entente_model::onboarding::{MeasuredPartner, TimeToValue, ValueDates, ValueGrouping};
use entente_model::people::PartnerType;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ValueQuery {
    /// What partners are grouped by.
    by: ValueGrouping,
}

/// Days from the signature to the first registered and to the first won deal, of the partners that one looks after.
#[utoipa::path(get, path = "/journeys/time_to_value", operation_id = "read_time_to_value", tag = "journeys",
    params(ValueQuery), responses((status = 200, body = TimeToValue)))]
async fn read(
    scope: Permitted<can::FollowJourneys>,
    State(state): State<AppState>,
    Query(query): Query<ValueQuery>,
) -> Result<Reply, Refusal> {
    let partners = signed(&state.database, &scope).await?;
    Ok(Reply::ok(&TimeToValue::of(&partners, query.by))?)
}

/// A partner's type, region, and when it signed, registered and won.
type Measured = (
    String,
    String,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
);

/// The partners that have signed, as far as the reader looks after them.
async fn signed(database: &Database, scope: &Scope) -> Result<Vec<MeasuredPartner>, StoreError> {
    let rows: Vec<Measured> = Entity::find()
        .select_only()
        .columns([
            Column::PartnerType,
            Column::Region,
            Column::SignedAt,
            Column::FirstRegisteredAt,
            Column::FirstWonAt,
        ])
        .filter(scope.tenant(Column::Id, Column::Region))
        .filter(Column::SignedAt.is_not_null())
        .into_tuple()
        .all(database.read())
        .await?;
    let measured = |(partner_type, region, signed_at, first_registered_at, first_won_at): Measured| MeasuredPartner {
        partner_type: PartnerType::parse(&partner_type).unwrap_or(PartnerType::Reseller),
        region,
        dates: ValueDates {
            signed_at,
            first_registered_at,
            first_won_at,
        },
    };
    Ok(rows.into_iter().map(measured).collect())
}
