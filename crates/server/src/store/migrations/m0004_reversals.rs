//! What a decision leaves so that it can be taken back.

use super::column;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Not among the entity's columns: it is read when a decision is taken back, and by nothing else.
        let reversal = Table::alter()
            .table("approvals")
            .add_column(column::text_null("reversal"))
            .to_owned();
        manager.alter_table(reversal).await
    }
}
