//! What waits for a decision.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approvals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub deal_id: Option<Uuid>,
    pub application_id: Option<Uuid>,
    pub fund_request_id: Option<Uuid>,
    pub fund_claim_id: Option<Uuid>,
    pub partner_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub amount_currency: String,
    pub amount_minor: i64,
    pub score: Option<i32>,
    pub submitted_at: DateTimeUtc,
    pub due_at: DateTimeUtc,
    pub assignee_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub assignee_name: String,
    #[sea_orm(column_type = "Text")]
    pub flags: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub request: String,
    pub decided_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub decided_by_name: String,
    pub decided_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub rule: Option<String>,
    pub version: i64,
    pub agreed_by: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub agreed_by_name: Option<String>,
    pub agreed_at: Option<DateTimeUtc>,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
