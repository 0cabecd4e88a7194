//! What tests of SQLite's plans share: who asks, a database, and what the planner says.

use super::sql::Sql;
use super::{Database, Location, Options};
use crate::auth::scope::{SessionKey, SignedIn};
use crate::auth::{PartnerScope, Scope};
use crate::clock::SystemClock;
use chrono::DateTime;
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::{PartnerStatus, PartnerSummary, PartnerType, Role, Tier};
use sea_orm::{ConnectionTrait, Statement};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// How such tests end.
pub(crate) type TestResult<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Somebody of that role who looks after these regions, or of a partner whose id is all zeros.
pub(crate) fn scope(role: Role, regions: &[&str]) -> Scope {
    let partner = PartnerSummary {
        id: PartnerId(Uuid::nil()),
        display_name: String::new(),
        domain: String::new(),
        country: String::new(),
        region: "dach".to_owned(),
        partner_type: PartnerType::Var,
        tier: Tier::Gold,
        status: PartnerStatus::Active,
    };
    Scope::person(SignedIn {
        user_id: UserId(Uuid::nil()),
        name: String::new(),
        email: String::new(),
        role,
        locale: String::new(),
        version: 1,
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        partner: Some(PartnerScope {
            summary: partner,
            certified: true,
        }),
        session: SessionKey {
            token_hash: Vec::new(),
            expires_at: DateTime::UNIX_EPOCH,
        },
    })
}

/// A database without rows.
pub(crate) async fn empty(folder: &Path) -> TestResult<Database> {
    let location = Location::Sqlite(folder.join("plans.db"));
    let connections = 1;
    let database = Database::open(&Options { location, connections }, Arc::new(SystemClock)).await?;
    database.migrate().await?;
    Ok(database)
}

/// How SQLite finds what a statement asks for, a line a step.
pub(crate) async fn explain(database: &Database, sql: Sql) -> TestResult<String> {
    let statement = sql.statement();
    let values = statement.values.map(|values| values.0).unwrap_or_default();
    let explain = Statement::from_sql_and_values(
        database.backend(),
        format!("EXPLAIN QUERY PLAN {}", statement.sql),
        values,
    );
    let rows = database.read().query_all_raw(explain).await?;
    let lines: Result<Vec<String>, _> = rows.iter().map(|row| row.try_get("", "detail")).collect();
    Ok(lines?.join("\n"))
}
