//! Deals, who holds which account, approvals, comments and attachments.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        manager
            .create_table(table(
                "deals",
                [
                    column::id(),
                    column::text("reference").unique_key().to_owned(),
                    column::uuid("partner_id"),
                    column::text("region"),
                    column::uuid("owner_id"),
                    column::text("state"),
                    column::text_null("stage"),
                    column::text("customer_name"),
                    column::text("customer_domain"),
                    column::text("customer_country"),
                    // What lists sort by is never NULL: the two databases place NULL differently.
                    column::plain_order("customer_sort", backend),
                    column::text("value_currency"),
                    column::number("value_minor"),
                    column::day("closes_on"),
                    column::time("submitted_at"),
                    column::time("updated_at"),
                    column::time("created_at"),
                    column::time_null("due_at"),
                    column::time_null("protected_until"),
                    column::time_null("activity_due"),
                    column::flag("holds_account"),
                    // How the account is recognised; empty in a draft.
                    column::text("account_domain"),
                    column::text("account_name"),
                    column::text("account_block"),
                    column::text("products"),
                    column::text("fields"),
                    column::text("progress"),
                    column::number("version"),
                ],
            ))
            .await?;
        for columns in PARTNERS_LISTS {
            manager.create_index(index("deals", columns)).await?;
        }
        for columns in VENDORS_LISTS {
            let passed_over = PASSED_OVER.iter().filter(|column| !columns.contains(column));
            let columns: Vec<&str> = columns.iter().chain(passed_over).copied().collect();
            manager.create_index(index("deals", &columns)).await?;
        }
        manager
            .create_index(index("deals", &["customer_country", "id"]))
            .await?;
        manager.create_index(index("deals", &["account_domain"])).await?;
        manager
            .create_index(index("deals", &["account_name", "customer_country"]))
            .await?;
        // With the name, so that names alike are found without touching the rows.
        manager
            .create_index(index("deals", &["account_block", "customer_country", "account_name"]))
            .await?;

        manager
            .create_table(
                table("deal_products", [column::uuid("deal_id"), column::text("code")])
                    .primary_key(Index::create().col("deal_id").col("code"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("deal_products", &["code", "deal_id"]))
            .await?;

        // The words that a deal is found by.
        manager
            .create_table(
                table(
                    "deal_terms",
                    [column::plain_order("term", backend), column::uuid("deal_id")],
                )
                .primary_key(Index::create().col("term").col("deal_id"))
                .to_owned(),
            )
            .await?;
        manager.create_index(index("deal_terms", &["deal_id", "term"])).await?;

        // One row for each way to name an account and each product: its primary key is what makes holding atomic.
        manager
            .create_table(
                table(
                    "account_holds",
                    [
                        column::text("account_key"),
                        column::text("product"),
                        column::uuid("deal_id"),
                    ],
                )
                .primary_key(Index::create().col("account_key").col("product"))
                .to_owned(),
            )
            .await?;
        manager.create_index(index("account_holds", &["deal_id"])).await?;

        manager
            .create_table(table(
                "approvals",
                [
                    column::id(),
                    column::text("kind"),
                    column::uuid("deal_id"),
                    column::uuid("partner_id"),
                    column::text("region"),
                    column::text("subject"),
                    column::text("amount_currency"),
                    column::number("amount_minor"),
                    column::time("submitted_at"),
                    column::time("due_at"),
                    column::uuid_null("assignee_id"),
                    column::text("assignee_name"),
                    column::text("flags"),
                    column::text("state"),
                    column::text("request"),
                    column::uuid_null("decided_by"),
                    column::text("decided_by_name"),
                    column::time_null("decided_at"),
                    column::text_null("rule"),
                    column::number("version"),
                ],
            ))
            .await?;
        manager
            .create_index(index("approvals", &["region", "amount_currency", "amount_minor", "id"]))
            .await?;
        for columns in QUEUES {
            manager.create_index(index("approvals", columns)).await?;
            // Few items wait among all that were ever decided.
            let waiting = format!("approvals_waiting_by_{}", columns.join("_"));
            let is_open = Expr::col("state").eq(Expr::cust("'open'"));
            manager
                .create_index(index("approvals", columns).name(waiting).and_where(is_open).to_owned())
                .await?;
        }
        manager.create_index(index("approvals", &["deal_id", "kind"])).await?;
        // A deal waits for one decision of a kind at a time.
        manager
            .create_index(
                index("approvals", &["deal_id", "kind"])
                    .name("approvals_open_once")
                    .unique()
                    .and_where(Expr::col("state").eq(Expr::cust("'open'")))
                    .to_owned(),
            )
            .await?;

        manager
            .create_table(table(
                "comments",
                [
                    column::id(),
                    column::uuid("subject_id"),
                    column::uuid("partner_id"),
                    column::uuid("author_id"),
                    column::text("author_name"),
                    column::text("side"),
                    column::text("body"),
                    column::flag("internal"),
                    column::time("created_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("comments", &["subject_id", "created_at", "id"]))
            .await?;

        manager
            .create_table(table(
                "attachments",
                [
                    column::id(),
                    column::uuid("subject_id"),
                    column::uuid("partner_id"),
                    column::text("name"),
                    column::text("media_type"),
                    column::number("size"),
                    column::text("object_key").unique_key().to_owned(),
                    column::uuid("author_id"),
                    column::text("author_name"),
                    column::text("side"),
                    column::time("created_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("attachments", &["subject_id", "created_at"]))
            .await
    }
}

/// The orders in which a partner's deals are listed.
const PARTNERS_LISTS: &[&[&str]] = &[
    &["partner_id", "updated_at", "id"],
    &["partner_id", "state", "updated_at", "id"],
    &["partner_id", "customer_sort", "id"],
    &["partner_id", "value_currency", "value_minor", "id"],
    &["partner_id", "closes_on", "id"],
    &["partner_id", "submitted_at", "id"],
];

/// The orders in which the deals of all partners are listed.
const VENDORS_LISTS: &[&[&str]] = &[
    &["updated_at", "id"],
    &["state", "updated_at", "id"],
    &["customer_sort", "id"],
    &["value_currency", "value_minor", "id"],
    &["closes_on", "id"],
    &["submitted_at", "id"],
    // Old registrations are decided ones, so what waits stands at one end of these orders.
    &["state", "submitted_at", "id"],
    &["state", "closes_on", "id"],
    // Currencies go with regions, the other orders don't.
    &["region", "value_currency", "value_minor", "id"],
];

/// What rows are passed over by while an order is walked: in the index, so that a row that is not wanted is not read. Neither changes once
/// a registration was handed in.
const PASSED_OVER: &[&str] = &["region", "customer_country"];

/// The orders in which approvals are listed.
const QUEUES: &[&[&str]] = &[
    &["due_at", "id"],
    &["submitted_at", "id"],
    &["amount_currency", "amount_minor", "id"],
];
