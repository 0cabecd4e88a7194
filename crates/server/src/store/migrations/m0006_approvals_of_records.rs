//! Items of the queue about other records than deals: applications, which no partner stands behind yet.

use super::rebuild::rebuild;
use super::{column, index, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing: SQLite's table goes away in between.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DatabaseBackend::Sqlite => rebuild_approvals(manager).await?,
            _ => alter(manager).await?,
        }
        // An application waits for one decision at a time. Items of deals are not in it and cost nothing.
        manager
            .create_index(
                index("approvals", &["application_id"])
                    .name("approvals_open_once_of_application")
                    .unique()
                    .and_where(Expr::col("state").eq(Expr::cust("'open'")))
                    .and_where(Expr::col("application_id").is_not_null())
                    .to_owned(),
            )
            .await
    }
}

/// An item is about exactly one record.
const ONE_RECORD: &str = "(deal_id IS NULL) <> (application_id IS NULL)";

async fn alter(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statement = format!(
        "ALTER TABLE approvals ALTER COLUMN deal_id DROP NOT NULL, ALTER COLUMN partner_id DROP NOT NULL, \
         ADD COLUMN application_id uuid NULL, ADD COLUMN score integer NULL, \
         ADD CONSTRAINT approvals_of_one_record CHECK ({ONE_RECORD})"
    );
    manager.get_connection().execute_unprepared(&statement).await?;
    Ok(())
}

/// SQLite can't take NOT NULL from a column.
async fn rebuild_approvals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let name = "approvals_of_records";
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
        ],
    )
    .check(Expr::cust(ONE_RECORD))
    .to_owned();
    let kept = "id, kind, deal_id, partner_id, region, subject, amount_currency, amount_minor, submitted_at, due_at, assignee_id, \
         assignee_name, flags, state, request, decided_by, decided_by_name, decided_at, rule, version, reversal";
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

    #[tokio::test]
    async fn items_and_indexes_survive_the_rebuilding_of_their_table() -> Result<(), DbErr> {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let db = Database::connect(options).await?;
        Migrator::up(&db, Some(5)).await?;
        let insert = "INSERT INTO approvals (id, kind, deal_id, partner_id, region, subject, amount_currency, amount_minor, submitted_at, \
             due_at, assignee_name, flags, state, request, decided_by_name, version, reversal) VALUES \
             (x'01', 'deal_registration', x'02', x'03', 'dach', 'Blauwerk', 'EUR', 5, '2026-03-02', '2026-03-04', '', 'conflict', \
             'open', '', '', 7, '{}')";
        db.execute_unprepared(insert).await?;
        let indexes = "SELECT sql AS text FROM sqlite_master WHERE type = 'index' AND tbl_name = 'approvals' AND sql IS NOT NULL ORDER BY name";
        let before = texts(&db, indexes).await?;
        assert!(before.len() > 8, "{before:?}");
        Migrator::up(&db, Some(1)).await?;
        let after = texts(&db, indexes).await?;
        assert!(before.iter().all(|index| after.contains(index)), "{after:#?}");
        assert_eq!(after.len(), before.len() + 1);
        let row = "SELECT hex(id) || hex(deal_id) || region || subject || version || reversal AS text FROM approvals \
             WHERE application_id IS NULL AND score IS NULL";
        assert_eq!(texts(&db, row).await?, ["0102dachBlauwerk7{}"]);

        // About one record, neither none nor two; and an application waits for one decision at a time.
        let about = |id: &str, deal: &str, application: &str| {
            insert
                .replace("reversal) VALUES", "reversal, application_id) VALUES")
                .replace("'{}')", &format!("'{{}}', {application})"))
                .replace("x'01'", id)
                .replace("x'02'", deal)
        };
        assert!(db.execute_unprepared(&about("x'04'", "NULL", "NULL")).await.is_err());
        assert!(db.execute_unprepared(&about("x'04'", "x'05'", "x'06'")).await.is_err());
        db.execute_unprepared(&about("x'04'", "NULL", "x'06'")).await?;
        assert!(db.execute_unprepared(&about("x'07'", "NULL", "x'06'")).await.is_err());
        Ok(())
    }
}
