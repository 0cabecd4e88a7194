//! Claims for what activities cost.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fund_claims")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub reference: String,
    pub request_id: Uuid,
    pub fund_id: Uuid,
    pub partner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub owner_name: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub minor: i64,
    #[sea_orm(column_type = "Text")]
    pub fields: String,
    #[sea_orm(column_type = "Text")]
    pub progress: String,
    pub due_at: Option<DateTimeUtc>,
    pub submitted_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
