//! People, partner companies, sessions and what guards them.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(table(
                "partners",
                [
                    column::id(),
                    column::text("legal_name"),
                    column::text("display_name"),
                    column::text("domain").unique_key().to_owned(),
                    column::text("country"),
                    column::text("region"),
                    column::text("partner_type"),
                    column::text("tier"),
                    column::text("status"),
                    column::flag("certified"),
                    column::number("version"),
                    column::time("created_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("partners", &["region", "display_name"]))
            .await?;
        manager.create_index(index("partners", &["display_name", "id"])).await?;

        manager
            .create_table(table(
                "users",
                [
                    column::id(),
                    column::text("email").unique_key().to_owned(),
                    column::text("name"),
                    column::text("role"),
                    column::uuid_null("partner_id"),
                    column::text("regions"),
                    column::text_null("password_hash"),
                    column::text("locale"),
                    column::time_null("disabled_at"),
                    column::time_null("last_seen_at"),
                    column::number("version"),
                    column::time("created_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("users", &["partner_id", "name", "id"]))
            .await?;
        manager.create_index(index("users", &["role"])).await?;

        manager
            .create_table(table(
                "sessions",
                [
                    column::bytes("token_hash").primary_key().to_owned(),
                    column::uuid("user_id"),
                    column::time("created_at"),
                    column::time("last_seen_at"),
                    column::time("expires_at"),
                ],
            ))
            .await?;
        manager.create_index(index("sessions", &["user_id"])).await?;
        manager.create_index(index("sessions", &["expires_at"])).await?;

        manager
            .create_table(table(
                "invitations",
                [
                    column::id(),
                    column::text("email"),
                    column::text("name"),
                    column::text("role"),
                    column::uuid_null("partner_id"),
                    column::text("regions"),
                    column::uuid("invited_by"),
                    column::time("created_at"),
                    column::time("expires_at"),
                    column::time_null("accepted_at"),
                    column::time_null("withdrawn_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("invitations", &["partner_id", "created_at", "id"]))
            .await?;

        manager
            .create_table(table(
                "tokens",
                [
                    column::bytes("token_hash").primary_key().to_owned(),
                    column::text("kind"),
                    column::uuid_null("user_id"),
                    column::uuid_null("invitation_id"),
                    column::time("expires_at"),
                    column::time_null("used_at"),
                ],
            ))
            .await?;
        manager.create_index(index("tokens", &["user_id"])).await?;
        manager.create_index(index("tokens", &["invitation_id"])).await?;

        manager
            .create_table(table(
                "throttles",
                [
                    column::text("key").primary_key().to_owned(),
                    column::small("failures"),
                    column::time_null("blocked_until"),
                    column::time("updated_at"),
                ],
            ))
            .await
    }
}
