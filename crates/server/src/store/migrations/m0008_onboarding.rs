//! Links to applications, and the journeys of partners.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let application = Table::alter()
            .table("tokens")
            .add_column(column::uuid_null("application_id"))
            .to_owned();
        manager.alter_table(application).await?;
        manager.create_index(index("tokens", &["application_id"])).await?;

        manager
            .create_table(table(
                "journeys",
                [
                    column::uuid("partner_id").primary_key().to_owned(),
                    column::text("region"),
                    column::text("template"),
                    // The journey whole, as the model has it; the columns after it are what lists filter and sort by.
                    column::text("journey"),
                    column::small("progress_per_mille"),
                    column::small_null("stage"),
                    column::time("stage_since"),
                    column::day_null("next_due"),
                    column::time("started_at"),
                    column::time_null("completed_at"),
                    column::time("updated_at"),
                    column::number("version"),
                ],
            ))
            .await?;
        manager
            .create_index(index("journeys", &["stage", "next_due", "partner_id"]))
            .await?;
        manager
            .create_index(index("journeys", &["region", "stage", "next_due", "partner_id"]))
            .await?;

        // One row for each milestone that a journey has reached, for the funnel.
        manager
            .create_table(
                table(
                    "journey_milestones",
                    [
                        column::uuid("partner_id"),
                        column::text("milestone"),
                        column::text("region"),
                        column::text("template"),
                        column::small("days"),
                        column::time("reached_at"),
                    ],
                )
                .primary_key(Index::create().col("partner_id").col("milestone"))
                .to_owned(),
            )
            .await?;
        manager
            .create_index(index(
                "journey_milestones",
                &["template", "milestone", "days", "region"],
            ))
            .await
    }
}
