//! Funds of market development money and their books. Entries are never changed; what an account holds is kept beside them, so that
//! a conditional update decides who gets the last of it.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(table(
                "funds",
                [
                    column::id(),
                    column::text("name"),
                    column::text("currency"),
                    column::day("starts_on"),
                    column::day("ends_on"),
                    column::text("state"),
                    // How it is allocated, as JSON.
                    column::text("rule"),
                    column::time_null("closed_at"),
                    column::time("created_at"),
                    column::number("version"),
                ],
            ))
            .await?;
        manager.create_index(index("funds", &["starts_on", "id"])).await?;

        // `partner_id` is all zeros for the fund's own accounts: a primary key can't hold NULL.
        manager
            .create_table(
                table(
                    "fund_accounts",
                    [
                        column::uuid("fund_id"),
                        column::uuid("partner_id"),
                        column::text("kind"),
                        column::number("balance"),
                    ],
                )
                .primary_key(Index::create().col("fund_id").col("partner_id").col("kind"))
                .check(Expr::cust("balance >= 0 OR kind = 'budget'"))
                .to_owned(),
            )
            .await?;
        manager
            .create_index(index("fund_accounts", &["partner_id", "fund_id"]))
            .await?;

        manager
            .create_table(table(
                "ledger_transactions",
                [
                    column::id(),
                    column::uuid("fund_id"),
                    column::uuid_null("partner_id"),
                    column::uuid_null("request_id"),
                    // What is booked, as JSON: the cause that its entries name.
                    column::text("posting"),
                    column::number("minor"),
                    // What the amount was before it was converted, and the rate, as JSON.
                    column::text_null("origin"),
                    column::text("note"),
                    column::uuid_null("actor_id"),
                    column::text("actor_name"),
                    column::time("at"),
                ],
            ))
            .await?;

        manager
            .create_table(
                table(
                    "ledger_entries",
                    [
                        column::uuid("transaction_id"),
                        column::text("account"),
                        column::uuid("fund_id"),
                        column::uuid("partner_id"),
                        column::uuid_null("request_id"),
                        column::text("counterpart"),
                        column::number("minor"),
                    ],
                )
                .primary_key(Index::create().col("transaction_id").col("account"))
                .to_owned(),
            )
            .await?;
        // Statements: of an account, of a partner, of a fund, newest first. Ids of transactions are in the order of their making.
        for columns in [
            &["fund_id", "partner_id", "account", "transaction_id"] as &[_],
            &["fund_id", "partner_id", "transaction_id"],
            &["fund_id", "account", "transaction_id"],
            &["fund_id", "transaction_id"],
            &["request_id", "transaction_id"],
        ] {
            manager.create_index(index("ledger_entries", columns)).await?;
        }
        Ok(())
    }
}
