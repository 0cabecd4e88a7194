//! What came of activities: told by partners, or by the deals that are linked with them; and what reports measure, in columns of its own,
//! so that ten thousand requests are summed up without reading what was written in each.

use super::{column, index, table};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing; also, rows that are written one by one are synced once.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let altered = Table::alter().table("fund_requests").add_column(column).to_owned();
            manager.alter_table(altered).await?;
        }
        manager
            .create_table(table(
                "fund_request_deals",
                [
                    // A deal counts for one activity.
                    column::uuid("deal_id").primary_key().to_owned(),
                    column::uuid("request_id"),
                    column::time("linked_at"),
                ],
            ))
            .await?;
        manager
            .create_index(index("fund_request_deals", &["request_id", "linked_at"]))
            .await?;
        // Reports of a span of days.
        manager
            .create_index(index("fund_requests", &["starts_on", "id"]))
            .await?;
        let tiers = "UPDATE fund_requests SET tier = \
             coalesce((SELECT p.tier FROM partners p WHERE p.id = fund_requests.partner_id), 'registered')";
        manager.get_connection().execute_unprepared(tiers).await?;
        fill_requests(manager).await?;
        fill_from_claims(manager).await
    }
}

fn columns() -> Vec<ColumnDef> {
    let or = |mut column: ColumnDef, value: &'static str| column.default(value).to_owned();
    let or_zero = |mut column: ColumnDef| column.default(0).to_owned();
    vec![
        // What the partner told, as JSON; the columns below hold the same to be summed up.
        or(column::text("results"), "{}"),
        // The partner's tier when the request was handed in last.
        or(column::text("tier"), "registered"),
        column::day_null("approved_on"),
        // Whole days that the decision took, and those from the first hand-in of the claim to its payment.
        column::small_null("decision_days"),
        column::small_null("payment_days"),
        or_zero(column::number("leads")),
        // Empty when nothing is told.
        or(column::text("pipeline_currency"), ""),
        or_zero(column::number("pipeline_minor")),
        or(column::text("won_currency"), ""),
        or_zero(column::number("won_minor")),
    ]
}

/// What of a request's progress is measured.
#[derive(Deserialize)]
struct Progress {
    handed_in_at: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    approved_on: Option<NaiveDate>,
}

async fn fill_requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statement = "SELECT id, progress FROM fund_requests WHERE state <> 'draft'";
    for row in all(manager, statement).await? {
        let id: Uuid = row.try_get("", "id")?;
        let progress: Progress = read(&row.try_get::<String>("", "progress")?)?;
        let decided = progress.decided_at.filter(|at| Some(*at) >= progress.handed_in_at);
        write(
            manager,
            "UPDATE fund_requests SET approved_on = $1, decision_days = $2 WHERE id = $3",
            vec![
                progress.approved_on.into(),
                days(progress.handed_in_at, decided).into(),
                id.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// What of a claim's progress is measured.
#[derive(Deserialize)]
struct ClaimProgress {
    submitted_at: Option<DateTime<Utc>>,
    paid_at: Option<DateTime<Utc>>,
}

/// What a claim says that came of the activity.
#[derive(Serialize, Deserialize)]
struct Results {
    #[serde(skip_serializing_if = "Option::is_none")]
    leads: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pipeline: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    won: Option<Amount>,
}

#[derive(Serialize, Deserialize)]
struct Amount {
    minor: i64,
    currency: String,
}

/// The claim that was begun last says it best.
async fn fill_from_claims(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statement =
        "SELECT request_id, fields, progress FROM fund_claims WHERE state <> 'draft' ORDER BY created_at, id";
    for row in all(manager, statement).await? {
        let request: Uuid = row.try_get("", "request_id")?;
        let results: Results = read(&row.try_get::<String>("", "fields")?)?;
        let progress: ClaimProgress = read(&row.try_get::<String>("", "progress")?)?;
        let text = serde_json::to_string(&results).map_err(|error| DbErr::Custom(error.to_string()))?;
        let (pipeline, won) = (parts(results.pipeline), parts(results.won));
        write(
            manager,
            "UPDATE fund_requests SET results = $1, payment_days = $2, leads = $3, pipeline_currency = $4, pipeline_minor = $5, \
             won_currency = $6, won_minor = $7 WHERE id = $8",
            vec![
                text.into(),
                days(progress.submitted_at, progress.paid_at).into(),
                i64::from(results.leads.unwrap_or(0)).into(),
                pipeline.0.into(),
                pipeline.1.into(),
                won.0.into(),
                won.1.into(),
                request.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

fn parts(amount: Option<Amount>) -> (String, i64) {
    amount.map_or_else(Default::default, |amount| (amount.currency, amount.minor))
}

/// Whole days between two moments, when both have come.
fn days(from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> Option<i32> {
    let days = (to? - from?).num_days();
    days.clamp(0, i64::from(i32::MAX)).try_into().ok()
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Custom(error.to_string()))
}

async fn all(manager: &SchemaManager<'_>, statement: &str) -> Result<Vec<QueryResult>, DbErr> {
    let statement = Statement::from_string(manager.get_database_backend(), statement);
    manager.get_connection().query_all_raw(statement).await
}

async fn write(manager: &SchemaManager<'_>, statement: &str, values: Vec<Value>) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(manager.get_database_backend(), statement, values);
    manager.get_connection().execute_raw(statement).await?;
    Ok(())
}
