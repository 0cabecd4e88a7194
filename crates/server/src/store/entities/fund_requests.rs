//! Requests for market development money.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fund_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub reference: String,
    pub fund_id: Option<Uuid>,
    pub partner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub owner_name: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub activity: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub search: String,
    pub starts_on: Date,
    pub ends_on: Date,
    #[sea_orm(column_type = "Text")]
    pub currency: String,
    pub asked_minor: i64,
    #[sea_orm(column_type = "Text")]
    pub fields: String,
    #[sea_orm(column_type = "Text")]
    pub progress: String,
    pub settings_id: Option<Uuid>,
    pub reserved_minor: i64,
    pub payable_minor: i64,
    pub paid_minor: i64,
    pub due_at: Option<DateTimeUtc>,
    pub claim_deadline: Date,
    pub submitted_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub version: i64,
    #[sea_orm(column_type = "Text")]
    pub results: String,
    #[sea_orm(column_type = "Text")]
    pub tier: String,
    pub approved_on: Option<Date>,
    pub decision_days: Option<i32>,
    pub payment_days: Option<i32>,
    pub leads: i64,
    #[sea_orm(column_type = "Text")]
    pub pipeline_currency: String,
    pub pipeline_minor: i64,
    #[sea_orm(column_type = "Text")]
    pub won_currency: String,
    pub won_minor: i64,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
