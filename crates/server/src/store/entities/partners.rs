//! Partner companies.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partners")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub legal_name: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    #[sea_orm(unique)]
    pub domain: String,
    #[sea_orm(column_type = "Text")]
    pub country: String,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    #[sea_orm(column_type = "Text")]
    pub partner_type: String,
    #[sea_orm(column_type = "Text")]
    pub tier: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub certified: bool,
    pub version: i64,
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub profile: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub logo: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub logo_key: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub logo_drawing_key: Option<String>,
    pub signed_at: Option<DateTimeUtc>,
    pub first_registered_at: Option<DateTimeUtc>,
    pub first_won_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub name_key: String,
    #[sea_orm(column_type = "Text")]
    pub search: String,
}

/// Rows are joined by hand, where a query needs it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
