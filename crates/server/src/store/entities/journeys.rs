//! Journeys of partners.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journeys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    #[sea_orm(column_type = "Text")]
    pub template: String,
    #[sea_orm(column_type = "Text")]
    pub journey: String,
    pub progress_per_mille: i32,
    pub stage: Option<i32>,
    pub stage_since: DateTimeUtc,
    pub next_due: Option<Date>,
    pub started_at: DateTimeUtc,
    pub completed_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
    pub reminded_on: Option<Date>,
    pub flagged_at: Option<DateTimeUtc>,
    pub nudged_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub milestone: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reached: String,
    pub vendor_due: Option<Date>,
    pub vendor_flagged_at: Option<DateTimeUtc>,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
