//! Entries of the books of funds: two for each transaction.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub transaction_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub account: String,
    pub fund_id: Uuid,
    pub partner_id: Uuid,
    pub request_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub counterpart: String,
    pub minor: i64,
    /// The partner's region, by which managers find it; empty for the fund's own accounts. Nothing where an older server has booked.
    #[sea_orm(column_type = "Text", nullable)]
    pub region: Option<String>,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
