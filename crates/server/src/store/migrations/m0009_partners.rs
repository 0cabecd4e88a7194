//! What partners say of themselves and hand in, signed agreements, the vendor's notes, and how journeys are followed.

use super::{column, index, table};
use chrono::NaiveDate;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement, Value};
use serde::Deserialize;
use serde::de::IgnoredAny;
use uuid::Uuid;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            // The profile as JSON; the name that people use stands in `display_name` and nowhere else.
            column::text("profile").default("{}").to_owned(),
            // What is known of the logo, as JSON, and where its picture and its drawing are kept.
            column::text_null("logo"),
            column::text_null("logo_key"),
            column::text_null("logo_drawing_key"),
            // What time to value is measured between.
            column::time_null("signed_at"),
            column::time_null("first_registered_at"),
            column::time_null("first_won_at"),
        ] {
            let altered = Table::alter().table("partners").add_column(column).to_owned();
            manager.alter_table(altered).await?;
        }
        for (column, found) in FIRSTS {
            let update = format!(
                "UPDATE partners SET {column} = found.first FROM ({found}) AS found WHERE found.partner_id = partners.id"
            );
            manager.get_connection().execute_unprepared(&update).await?;
        }

        for column in [
            // The day on which the partner was last reminded of what is late, and when the manager was asked to look.
            column::day_null("reminded_on"),
            column::time_null("flagged_at"),
            column::time_null("nudged_at"),
            // Code of the milestone where it is, which means the same in every version of the template, and of those that it has reached.
            column::text_null("milestone"),
            column::text("reached").default("").to_owned(),
            // The day that the vendor's most pressing task is due, and when the manager was told that it is late.
            column::day_null("vendor_due"),
            column::time_null("vendor_flagged_at"),
        ] {
            let altered = Table::alter().table("journeys").add_column(column).to_owned();
            manager.alter_table(altered).await?;
        }
        locate(manager).await?;
        let counted = ["template", "milestone", "reached", "region", "partner_id"];
        manager.create_index(index("journeys", &counted)).await?;
        // Those whose journeys rest are few, and found by this.
        manager.create_index(index("partners", &["status", "id"])).await?;
        // All that the list filters and sorts by, so that it reads the journeys themselves of one page only. A name of its own: that of
        // its columns would be longer than PostgreSQL's 63 bytes.
        let followed = [
            "next_due",
            "partner_id",
            "region",
            "template",
            "milestone",
            "vendor_due",
            "stage",
            "stage_since",
            "progress_per_mille",
            "started_at",
            "completed_at",
        ];
        let followed = index("journeys", &followed).name("journeys_followed").to_owned();
        manager.create_index(followed).await?;

        manager
            .create_table(table(
                "agreement_signatures",
                [
                    column::id(),
                    column::uuid("partner_id"),
                    column::text("title"),
                    // The text whole, as it was shown.
                    column::text("text"),
                    column::text("sha256"),
                    column::uuid("signer_id"),
                    column::text("signer_name"),
                    column::text("typed_name"),
                    column::text("job_title"),
                    column::text("address"),
                    column::time("signed_at"),
                    // The signer's language, in which the PDF says what stands around the text.
                    column::text("locale"),
                ],
            ))
            .await?;
        // A partner signs a text once, whoever presses when.
        manager
            .create_index(
                index("agreement_signatures", &["partner_id", "sha256"])
                    .unique()
                    .to_owned(),
            )
            .await?;

        manager
            .create_table(table(
                "tax_forms",
                [
                    column::uuid("partner_id").primary_key().to_owned(),
                    column::text("name"),
                    column::text("media_type"),
                    column::number("size"),
                    // Where the encrypted content is kept.
                    column::text("object_key"),
                    column::uuid("uploaded_by"),
                    column::text("uploader_name"),
                    column::time("uploaded_at"),
                ],
            ))
            .await?;

        manager
            .create_table(table(
                "partner_notes",
                [
                    column::id(),
                    column::uuid("partner_id"),
                    column::uuid("author_id"),
                    column::text("author_name"),
                    column::text("body"),
                    column::time("created_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("partner_notes", &["partner_id", "created_at", "id"]))
            .await?;

        // What happened to a partner besides its deals, which have timelines of their own: so few rows that the index costs deals nothing.
        manager
            .create_index(
                index("audit", &["partner_id", "at", "id"])
                    .and_where(Expr::col("subject_kind").ne(Expr::cust("'deal'")))
                    .to_owned(),
            )
            .await
    }
}

/// Says of journeys from before where they are and what is due of the vendor.
async fn locate(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let backend = manager.get_database_backend();
    let all = Statement::from_string(backend, "SELECT partner_id, journey FROM journeys");
    for row in connection.query_all_raw(all).await? {
        let partner: Uuid = row.try_get("", "partner_id")?;
        let journey: String = row.try_get("", "journey")?;
        let journey: Journey = serde_json::from_str(&journey).map_err(|error| DbErr::Custom(error.to_string()))?;
        let values: [Value; 4] = [
            journey.milestone().into(),
            journey.reached().into(),
            journey.vendor_due().into(),
            partner.into(),
        ];
        let update = "UPDATE journeys SET milestone = $1, reached = $2, vendor_due = $3 WHERE partner_id = $4";
        connection
            .execute_raw(Statement::from_sql_and_values(backend, update, values))
            .await?;
    }
    Ok(())
}

/// A journey as it was kept when this migration was written. The rules of journeys move on; what a migration writes must not.
#[derive(Deserialize)]
struct Journey {
    milestones: Vec<Milestone>,
}

#[derive(Deserialize)]
struct Milestone {
    code: String,
    reached_at: Option<IgnoredAny>,
    tasks: Vec<Task>,
}

#[derive(Deserialize)]
struct Task {
    code: String,
    owner: String,
    due_on: NaiveDate,
    blocked_by: Vec<String>,
    done: Option<IgnoredAny>,
}

impl Journey {
    /// Code of the first milestone that is not reached.
    fn milestone(&self) -> Option<String> {
        let here = self.milestones.iter().find(|milestone| milestone.reached_at.is_none());
        here.map(|milestone| milestone.code.clone())
    }

    /// Codes of the milestones that are reached, with a space between them.
    fn reached(&self) -> String {
        let reached = self
            .milestones
            .iter()
            .filter(|milestone| milestone.reached_at.is_some());
        let codes: Vec<&str> = reached.map(|milestone| milestone.code.as_str()).collect();
        codes.join(" ")
    }

    /// The day that the vendor's most pressing task is due which nothing blocks.
    fn vendor_due(&self) -> Option<NaiveDate> {
        let open: Vec<&Task> = self
            .milestones
            .iter()
            .flat_map(|milestone| &milestone.tasks)
            .filter(|task| task.done.is_none())
            .collect();
        let blocks = |code: &String| open.iter().any(|task| task.code == *code);
        let ready = open
            .iter()
            .filter(|task| task.owner == "vendor" && !task.blocked_by.iter().any(blocks));
        ready.map(|task| task.due_on).min()
    }
}

/// Where the first deals of partners from before are found.
const FIRSTS: [(&str, &str); 2] = [
    (
        "first_registered_at",
        "SELECT partner_id, MIN(submitted_at) AS first FROM deals WHERE state <> 'draft' GROUP BY partner_id",
    ),
    (
        "first_won_at",
        "SELECT partner_id, MIN(at) AS first FROM audit WHERE kind = 'deal.won' GROUP BY partner_id",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The kick-off was held; training and plan wait for the vendor, who is to plan only once training is over.
    const JOURNEY: &str = r#"{
        "template": "selling", "template_version": 1, "started_on": "2026-11-02", "achieved": {},
        "milestones": [
            { "code": "welcome", "name": "Welcome", "due_on": "2026-11-09", "reached_at": "2026-11-05T09:00:00Z", "tasks": [
                { "code": "call", "kind": "other", "name": "Call", "help": "", "count": 1, "owner": "partner", "due_on": "2026-11-09",
                  "weight": 1, "blocked_by": [],
                  "done": { "at": "2026-11-05T09:00:00Z", "by": { "id": null, "name": "Ada" }, "note": "Held" } }
            ] },
            { "code": "set-up", "name": "Set up", "due_on": "2026-12-12", "tasks": [
                { "code": "plan", "kind": "other", "name": "Plan", "help": "", "count": 1, "owner": "vendor", "due_on": "2026-11-16",
                  "weight": 1, "blocked_by": ["call", "training"] },
                { "code": "training", "kind": "finish_training", "name": "", "help": "", "count": 1, "owner": "vendor",
                  "due_on": "2026-12-12", "weight": 1, "blocked_by": ["call"] },
                { "code": "profile", "kind": "complete_profile", "name": "", "help": "", "count": 1, "owner": "partner",
                  "due_on": "2026-11-12", "weight": 1, "blocked_by": [] }
            ] }
        ]
    }"#;

    #[test]
    fn a_journey_from_before_is_located() -> Result<(), Box<dyn std::error::Error>> {
        let journey: Journey = serde_json::from_str(JOURNEY)?;
        assert_eq!(journey.milestone().as_deref(), Some("set-up"));
        assert_eq!(journey.reached(), "welcome");
        assert_eq!(journey.vendor_due(), NaiveDate::from_ymd_opt(2026, 12, 12));
        Ok(())
    }
}
