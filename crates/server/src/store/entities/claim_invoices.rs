//! Invoices that claims name.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_invoices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub number: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub supplier: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoiced_on: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub claim_id: Uuid,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
