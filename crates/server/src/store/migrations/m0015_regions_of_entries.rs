//! The region that an entry's partner is of, so that a channel manager's statement is read along an index like everybody else's.

use super::{column, index};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Empty for the fund's own accounts. Nothing where a server that does not know of it yet has booked: statements look it up then.
        let region = Table::alter()
            .table("ledger_entries")
            .add_column(column::text_null("region"))
            .to_owned();
        manager.alter_table(region).await?;
        let regions = "UPDATE ledger_entries SET region = \
             coalesce((SELECT p.region FROM partners p WHERE p.id = ledger_entries.partner_id), '')";
        manager.get_connection().execute_unprepared(regions).await?;
        for columns in [
            &["fund_id", "region", "transaction_id"] as &[_],
            &["fund_id", "region", "account", "transaction_id"],
        ] {
            manager.create_index(index("ledger_entries", columns)).await?;
        }
        Ok(())
    }
}
