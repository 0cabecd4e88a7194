//! Payments of claims in batches, what banks answered, and the bank accounts of partners.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        accounts(manager).await?;
        batches(manager).await?;
        payments(manager).await?;
        confirmations(manager).await
    }
}

async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = [
        column::uuid("partner_id").primary_key().to_owned(),
        // The account encrypted for its partner; empty once it was removed. The row stays, so that versions are never used twice.
        column::bytes("sealed"),
        // What may be shown of it.
        column::text("masked"),
        column::text("country"),
        column::uuid("changed_by"),
        column::text("changer_name"),
        column::time("changed_at"),
        column::number("version"),
    ];
    manager.create_table(table("partner_bank_accounts", columns)).await
}

async fn batches(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = [
        column::id(),
        column::text("reference").unique_key().to_owned(),
        column::text("currency"),
        column::text("state"),
        // Of all its payments, without those that were taken out.
        column::number("minor"),
        column::small("payments"),
        column::small("paid"),
        column::small("bounced"),
        column::uuid("created_by"),
        column::text("creator_name"),
        column::time("created_at"),
        column::time_null("exported_at"),
        column::day_null("execute_on"),
        // The account that pays, as it was when the file was made; empty before.
        column::text("payer"),
        column::time("updated_at"),
        column::number("version"),
    ];
    manager.create_table(table("payment_batches", columns)).await?;
    manager
        .create_index(index("payment_batches", &["created_at", "id"]))
        .await
}

async fn payments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = [
        column::id(),
        column::uuid("batch_id"),
        column::uuid("claim_id"),
        column::uuid("partner_id"),
        column::text("end_to_end").unique_key().to_owned(),
        column::number("minor"),
        column::text("state"),
        column::text("reason"),
        // The partner's account, encrypted as it was when the file was made; empty before.
        column::bytes("account"),
        column::text("masked"),
        column::time_null("settled_at"),
        column::uuid_null("settled_by"),
        column::text("settler_name"),
        column::time("created_at"),
    ];
    manager
        .create_table(
            table("fund_payments", columns)
                .check(Expr::cust("minor > 0"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(index("fund_payments", &["batch_id", "id"]))
        .await?;
    manager
        .create_index(index("fund_payments", &["claim_id", "id"]))
        .await?;
    // A claim is in one payment that was made, or may still be.
    manager
        .create_index(
            index("fund_payments", &["claim_id"])
                .name("fund_payments_live_once_of_claim")
                .unique()
                .and_where(Expr::cust("state IN ('waiting', 'paid')"))
                .to_owned(),
        )
        .await
}

async fn confirmations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = [
        column::id(),
        column::uuid("batch_id"),
        column::bytes("sha256"),
        column::text("name"),
        // What each line of it did.
        column::text("lines"),
        column::uuid("imported_by"),
        column::text("importer_name"),
        column::time("imported_at"),
    ];
    manager.create_table(table("payment_confirmations", columns)).await?;
    manager
        .create_index(
            index("payment_confirmations", &["batch_id", "sha256"])
                .name("payment_confirmations_once_of_batch")
                .unique()
                .to_owned(),
        )
        .await
}
