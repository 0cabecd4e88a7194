//! What every write leaves behind: audit, jobs, live events, answers to repeat; and the settings.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table(
                    "idempotency_keys",
                    [
                        column::text("owner"),
                        column::text("key"),
                        column::bytes("fingerprint"),
                        column::small("status"),
                        column::text("headers"),
                        column::bytes("body"),
                        column::time("created_at"),
                    ],
                )
                .primary_key(Index::create().col("owner").col("key"))
                .to_owned(),
            )
            .await?;
        manager.create_index(index("idempotency_keys", &["created_at"])).await?;

        manager
            .create_table(table(
                "audit",
                [
                    column::id(),
                    column::time("at"),
                    column::uuid_null("actor_id"),
                    column::text("actor_name"),
                    column::text_null("side"),
                    column::text("kind"),
                    column::text("subject_kind"),
                    column::uuid("subject_id"),
                    column::uuid_null("partner_id"),
                    column::flag("internal"),
                    column::text("params"),
                ],
            ))
            .await?;
        manager
            .create_index(index("audit", &["subject_id", "at", "id"]))
            .await?;

        manager
            .create_table(table(
                "jobs",
                [
                    column::id(),
                    column::text("kind"),
                    column::text("payload"),
                    column::time("run_at"),
                    column::small("attempts"),
                    column::text("state"),
                    column::text("last_error"),
                    column::time_null("locked_until"),
                    column::uuid_null("subject_id"),
                    column::time("created_at"),
                ],
            ))
            .await?;
        manager.create_index(index("jobs", &["state", "run_at"])).await?;
        manager.create_index(index("jobs", &["subject_id"])).await?;

        manager
            .create_table(table(
                "live_events",
                [
                    ColumnDef::new("id")
                        .big_integer()
                        .not_null()
                        .auto_increment()
                        .primary_key()
                        .to_owned(),
                    column::time("at"),
                    column::text("event"),
                    column::uuid_null("partner_id"),
                    column::text_null("region"),
                    column::flag("vendor_only"),
                ],
            ))
            .await?;
        manager.create_index(index("live_events", &["at"])).await?;

        manager
            .create_table(table(
                "settings_versions",
                [
                    column::id(),
                    column::number("number").unique_key().to_owned(),
                    column::time("effective_from"),
                    column::uuid_null("author_id"),
                    column::text("author_name"),
                    column::time("created_at"),
                    column::text("note"),
                    column::text("settings"),
                ],
            ))
            .await?;
        manager
            .create_index(index("settings_versions", &["effective_from", "number"]))
            .await
    }
}
