//! What was booked in funds.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_transactions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fund_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub posting: String,
    pub minor: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub origin: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub actor_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub actor_name: String,
    pub at: DateTimeUtc,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
