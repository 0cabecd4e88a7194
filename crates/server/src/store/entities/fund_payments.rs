//! Payments of claims.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fund_payments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub batch_id: Uuid,
    pub claim_id: Uuid,
    pub partner_id: Uuid,
    #[sea_orm(unique)]
    pub end_to_end: String,
    pub minor: i64,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub account: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub masked: String,
    pub settled_at: Option<DateTimeUtc>,
    pub settled_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub settler_name: String,
    pub created_at: DateTimeUtc,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
