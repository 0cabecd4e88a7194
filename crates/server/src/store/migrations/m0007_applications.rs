//! Applications of companies to become partners.

use super::{column, index, table};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(table(
                "applications",
                [
                    column::id(),
                    column::text("reference").unique_key().to_owned(),
                    column::text("state"),
                    column::text("fields"),
                    column::text("progress"),
                    // What lists show, and how the company is recognised; the registrable domain, or as typed where there is none.
                    column::text("company"),
                    column::text("domain"),
                    column::text("name_key"),
                    column::text("country"),
                    column::text("region"),
                    // Empty in a draft that does not say.
                    column::text("partner_type"),
                    // The contact's, as sign-in addresses are compared.
                    column::text("email"),
                    // Language of mails to the contact, empty for the portal's own.
                    column::text("locale"),
                    column::small_null("score"),
                    column::text_null("score_detail"),
                    column::uuid_null("invited_by"),
                    column::text("invited_by_name"),
                    column::uuid_null("partner_id"),
                    column::time_null("submitted_at"),
                    column::time("updated_at"),
                    column::time("created_at"),
                    column::number("version"),
                ],
            ))
            .await?;
        for columns in INDEXES {
            manager.create_index(index("applications", columns)).await?;
        }
        Ok(())
    }
}

/// The same company by domain and by country, what has served its time, and all of one applicant's.
const INDEXES: &[&[&str]] = &[
    &["domain"],
    &["country", "name_key"],
    &["state", "region", "submitted_at", "id"],
    &["email"],
];
