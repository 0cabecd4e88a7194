//! Signatures of the partner agreement.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_signatures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    #[sea_orm(column_type = "Text")]
    pub sha256: String,
    pub signer_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub signer_name: String,
    #[sea_orm(column_type = "Text")]
    pub typed_name: String,
    #[sea_orm(column_type = "Text")]
    pub job_title: String,
    #[sea_orm(column_type = "Text")]
    pub address: String,
    pub signed_at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub locale: String,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
