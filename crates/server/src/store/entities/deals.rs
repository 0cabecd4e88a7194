//! Deal registrations.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub reference: String,
    pub partner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub stage: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub customer_name: String,
    #[sea_orm(column_type = "Text")]
    pub customer_domain: String,
    #[sea_orm(column_type = "Text")]
    pub customer_country: String,
    #[sea_orm(column_type = "Text")]
    pub customer_sort: String,
    #[sea_orm(column_type = "Text")]
    pub value_currency: String,
    pub value_minor: i64,
    pub closes_on: Date,
    pub submitted_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub due_at: Option<DateTimeUtc>,
    pub protected_until: Option<DateTimeUtc>,
    pub activity_due: Option<DateTimeUtc>,
    pub holds_account: bool,
    #[sea_orm(column_type = "Text")]
    pub account_domain: String,
    #[sea_orm(column_type = "Text")]
    pub account_name: String,
    #[sea_orm(column_type = "Text")]
    pub account_block: String,
    #[sea_orm(column_type = "Text")]
    pub products: String,
    #[sea_orm(column_type = "Text")]
    pub fields: String,
    #[sea_orm(column_type = "Text")]
    pub progress: String,
    pub version: i64,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
