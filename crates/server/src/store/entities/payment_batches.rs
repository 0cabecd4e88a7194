//! Batches of payments.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_batches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub reference: String,
    #[sea_orm(column_type = "Text")]
    pub currency: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub minor: i64,
    pub payments: i32,
    pub paid: i32,
    pub bounced: i32,
    pub created_by: Uuid,
    #[sea_orm(column_type = "Text")]
    pub creator_name: String,
    pub created_at: DateTimeUtc,
    pub exported_at: Option<DateTimeUtc>,
    pub execute_on: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub payer: String,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
