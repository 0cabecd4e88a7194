//! Requests for market development money, claims for what activities cost, and their items in the queue.

use super::rebuild::rebuild;
use super::{column, index, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing: SQLite's table of approvals goes away in between.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        requests(manager).await?;
        claims(manager).await?;
        approvals(manager).await?;
        // What a file of a claim proves; nothing for files of other records.
        let proof = Table::alter()
            .table("attachments")
            .add_column(column::text_null("proof"))
            .to_owned();
        manager.alter_table(proof).await
    }
}

async fn requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table(
                "fund_requests",
                [
                    column::id(),
                    column::text("reference").unique_key().to_owned(),
                    // Nothing in a draft that names no fund of the partner's.
                    column::uuid_null("fund_id"),
                    column::uuid("partner_id"),
                    column::text("region"),
                    column::uuid("owner_id"),
                    column::text("owner_name"),
                    column::text("state"),
                    // Empty in a draft that does not say; days are 31 December 9999 then.
                    column::text("activity"),
                    column::text("title"),
                    // The words that it is found by, with a space between them.
                    column::text("search"),
                    column::day("starts_on"),
                    column::day("ends_on"),
                    column::text("currency"),
                    column::number("asked_minor"),
                    column::text("fields"),
                    column::text("progress"),
                    // The version of the settings by which it was approved: claims are held to that.
                    column::uuid_null("settings_id"),
                    // What the fund holds for it, in the fund's currency.
                    column::number("reserved_minor"),
                    column::number("payable_minor"),
                    column::number("paid_minor"),
                    column::time_null("due_at"),
                    column::day("claim_deadline"),
                    column::time("submitted_at"),
                    column::time("updated_at"),
                    column::time("created_at"),
                    column::number("version"),
                ],
            )
            .check(Expr::cust(
                "reserved_minor >= 0 AND payable_minor >= 0 AND paid_minor >= 0",
            ))
            .to_owned(),
        )
        .await?;
    for columns in REQUESTS {
        manager.create_index(index("fund_requests", columns)).await?;
    }
    Ok(())
}

/// The orders in which requests are listed, what a partner's other activities are found by, and those that wait in a fund.
const REQUESTS: &[&[&str]] = &[
    &["partner_id", "updated_at", "id"],
    &["partner_id", "starts_on", "id"],
    &["updated_at", "id"],
    &["state", "updated_at", "id"],
    &["fund_id", "state", "updated_at", "id"],
];

async fn claims(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(table(
            "fund_claims",
            [
                column::id(),
                column::text("reference").unique_key().to_owned(),
                column::uuid("request_id"),
                column::uuid("fund_id"),
                column::uuid("partner_id"),
                column::text("region"),
                column::uuid("owner_id"),
                column::text("owner_name"),
                column::text("state"),
                // What it comes to, in the fund's currency.
                column::number("minor"),
                column::text("fields"),
                column::text("progress"),
                column::time_null("due_at"),
                column::time("submitted_at"),
                column::time("updated_at"),
                column::time("created_at"),
                column::number("version"),
            ],
        ))
        .await?;
    for columns in [&["request_id", "created_at"] as &[_], &["state", "updated_at", "id"]] {
        manager.create_index(index("fund_claims", columns)).await?;
    }
    // A request has one claim at a time: another may be made once it was rejected.
    manager
        .create_index(
            index("fund_claims", &["request_id"])
                .name("fund_claims_once_of_request")
                .unique()
                .and_where(Expr::col("state").ne(Expr::cust("'rejected'")))
                .to_owned(),
        )
        .await?;

    // Invoices of claims that were handed in and not rejected: number and sender as they are compared, without case and punctuation.
    manager
        .create_table(
            table(
                "claim_invoices",
                [
                    column::uuid("partner_id"),
                    column::text("number"),
                    column::text("supplier"),
                    column::day("invoiced_on"),
                    column::uuid("claim_id"),
                ],
            )
            .primary_key(
                Index::create()
                    .col("partner_id")
                    .col("number")
                    .col("supplier")
                    .col("invoiced_on")
                    .col("claim_id"),
            )
            .to_owned(),
        )
        .await?;
    manager.create_index(index("claim_invoices", &["claim_id"])).await
}

/// An item is about exactly one record.
const ONE_RECORD: &str = "(CASE WHEN deal_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN application_id IS NULL THEN 0 ELSE 1 END) \
     + (CASE WHEN fund_request_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fund_claim_id IS NULL THEN 0 ELSE 1 END) = 1";

async fn approvals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DatabaseBackend::Sqlite => rebuild_approvals(manager).await?,
        _ => alter_approvals(manager).await?,
    }
    // A request, and a claim, waits for one decision at a time. Other items are not in it and cost nothing.
    for (column, name) in [
        ("fund_request_id", "approvals_open_once_of_fund_request"),
        ("fund_claim_id", "approvals_open_once_of_fund_claim"),
    ] {
        manager
            .create_index(
                index("approvals", &[column])
                    .name(name)
                    .unique()
                    .and_where(Expr::col("state").eq(Expr::cust("'open'")))
                    .and_where(Expr::col(column).is_not_null())
                    .to_owned(),
            )
            .await?;
    }
    // Finance reads claims alone, which are few among all that is decided.
    let is_claim = || Expr::col("kind").eq(Expr::cust("'fund_claim'"));
    manager
        .create_index(
            index("approvals", &["due_at", "id"])
                .name("approvals_claims_waiting")
                .and_where(Expr::col("state").eq(Expr::cust("'open'")))
                .and_where(is_claim())
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            index("approvals", &["decided_at", "id"])
                .name("approvals_claims_decided")
                .and_where(is_claim())
                .to_owned(),
        )
        .await
}

async fn alter_approvals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statement = format!(
        "ALTER TABLE approvals ADD COLUMN fund_request_id uuid NULL, ADD COLUMN fund_claim_id uuid NULL, \
         ADD COLUMN agreed_by uuid NULL, ADD COLUMN agreed_by_name text NULL, ADD COLUMN agreed_at timestamp with time zone NULL, \
         DROP CONSTRAINT approvals_of_one_record, ADD CONSTRAINT approvals_of_one_record CHECK ({ONE_RECORD})"
    );
    manager.get_connection().execute_unprepared(&statement).await?;
    Ok(())
}

/// SQLite can't change a CHECK.
async fn rebuild_approvals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let name = "approvals_of_all_records";
    let anew = table(
        name,
        [
            column::id(),
            column::text("kind"),
            column::uuid_null("deal_id"),
            column::uuid_null("partner_id"),
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
            column::text_null("reversal"),
            column::uuid_null("application_id"),
            column::small_null("score"),
            column::uuid_null("fund_request_id"),
            column::uuid_null("fund_claim_id"),
            // Who has agreed first to pay a claim, and when.
            column::uuid_null("agreed_by"),
            column::text_null("agreed_by_name"),
            column::time_null("agreed_at"),
        ],
    )
    .check(Expr::cust(ONE_RECORD))
    .to_owned();
    let kept = "id, kind, deal_id, partner_id, region, subject, amount_currency, amount_minor, submitted_at, due_at, assignee_id, \
         assignee_name, flags, state, request, decided_by, decided_by_name, decided_at, rule, version, reversal, application_id, score";
    rebuild(manager, "approvals", (name, anew), kept).await
}

#[cfg(test)]
mod tests {
    use super::super::Migrator;
    use sea_orm_migration::MigratorTrait;
    use sea_orm_migration::sea_orm::{
        ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DbErr, Statement,
    };

    async fn texts(db: &DatabaseConnection, sql: &str) -> Result<Vec<String>, DbErr> {
        let rows = db
            .query_all_raw(Statement::from_string(DatabaseBackend::Sqlite, sql))
            .await?;
        rows.iter().map(|row| row.try_get("", "text")).collect()
    }

    const INSERT: &str = "INSERT INTO approvals (id, kind, region, subject, amount_currency, amount_minor, submitted_at, due_at, \
         assignee_name, flags, state, request, decided_by_name, version, ";

    #[tokio::test]
    async fn an_item_is_about_one_record_and_a_request_waits_once() -> Result<(), DbErr> {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let db = Database::connect(options).await?;
        Migrator::up(&db, Some(11)).await?;
        let item = |id: &str, columns: &str, values: &str| {
            format!(
                "{INSERT}{columns}) VALUES (x'{id}', 'deal_registration', 'dach', 'Blauwerk', 'EUR', 5, '2026-03-02', '2026-03-04', '', \
                 'conflict', 'open', '', '', 7, {values})"
            )
        };
        db.execute_unprepared(&item("01", "deal_id, reversal", "x'02', '{}'"))
            .await?;
        let indexes = "SELECT sql AS text FROM sqlite_master WHERE type = 'index' AND tbl_name = 'approvals' AND sql IS NOT NULL ORDER BY name";
        let before = texts(&db, indexes).await?;
        Migrator::up(&db, Some(1)).await?;
        let after = texts(&db, indexes).await?;
        assert!(before.iter().all(|index| after.contains(index)), "{after:#?}");
        assert_eq!(after.len(), before.len() + 4);
        let row = "SELECT hex(id) || hex(deal_id) || region || subject || version || reversal AS text FROM approvals \
             WHERE fund_request_id IS NULL AND agreed_by IS NULL";
        assert_eq!(texts(&db, row).await?, ["0102dachBlauwerk7{}"]);

        for (columns, values) in [
            ("fund_request_id, fund_claim_id", "x'05', x'06'"),
            ("deal_id, fund_claim_id", "x'05', x'06'"),
            ("reversal", "NULL"),
        ] {
            assert!(
                db.execute_unprepared(&item("04", columns, values)).await.is_err(),
                "{columns}"
            );
        }
        for column in ["fund_request_id", "fund_claim_id"] {
            let id = if column == "fund_request_id" { "07" } else { "08" };
            db.execute_unprepared(&item(id, column, "x'09'")).await?;
            assert!(db.execute_unprepared(&item("0a", column, "x'09'")).await.is_err());
        }
        Ok(())
    }
}
