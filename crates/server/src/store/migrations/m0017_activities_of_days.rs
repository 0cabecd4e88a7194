//! What a partner's other activities of some days are found by: drafts, of which there may be many, are not passed over one by one.

use super::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(index("fund_requests", &["partner_id", "state", "starts_on", "ends_on"]))
            .await
    }
}
