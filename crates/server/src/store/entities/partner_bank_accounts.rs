//! Bank accounts of partners, which are kept encrypted.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_bank_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: Uuid,
    pub sealed: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub masked: String,
    #[sea_orm(column_type = "Text")]
    pub country: String,
    pub changed_by: Uuid,
    #[sea_orm(column_type = "Text")]
    pub changer_name: String,
    pub changed_at: DateTimeUtc,
    pub version: i64,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
