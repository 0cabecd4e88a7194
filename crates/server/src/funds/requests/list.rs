//! The list of requests: one statement a page, which walks along the index of its sort, of one partner or of all, and passes over what is
//! not asked for. Those of one fund are looked up and sorted. Drafts are their partner's alone.

use super::query::{Filters, Sort};
use super::views::{SUMMARY_COLUMNS, SummaryRow};
use crate::auth::Scope;
use crate::deals::search;
use crate::http::{Binding, Refusal};
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::funds::request::FundRequestSummary;
use entente_model::page::Page;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Place {
    at: Key,
    id: Uuid,
}

#[derive(Clone, Serialize, Deserialize)]
enum Key {
    Time(DateTime<Utc>),
    Day(NaiveDate),
    Money(String, i64),
}

impl Place {
    fn of(row: &SummaryRow, sort: Sort) -> Place {
        let at = match sort {
            Sort::Updated => Key::Time(row.updated_at),
            Sort::Submitted => Key::Time(row.submitted_at),
            Sort::Starts => Key::Day(row.starts_on),
            Sort::Deadline => Key::Day(row.claim_deadline),
            Sort::Asked => Key::Money(row.currency.clone(), row.asked_minor),
        };
        Place { at, id: row.id }
    }
}

/// A page of the requests that the reader may see.
pub(super) async fn page(
    database: &Database,
    scope: &Scope,
    filters: &Filters,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<FundRequestSummary>, Refusal> {
    let binding = Binding::new("fund_requests", filters)?;
    let place = binding.decode_optional::<Place>(cursor)?;
    let sql = statement(database.backend(), scope, filters, i64::from(limit) + 1, place.as_ref());
    let found = database.read().query_all_raw(sql.statement()).await?;
    let rows = found
        .iter()
        .map(|row| SummaryRow::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    let page = binding.page(rows, limit, |row| Place::of(row, filters.sort), SummaryRow::summary);
    Ok(page?)
}

/// What finds the rows after a place, along the index of the sort.
fn statement(backend: DatabaseBackend, scope: &Scope, filters: &Filters, rows: i64, place: Option<&Place>) -> Sql {
    let mut sql = Sql::new(backend, "SELECT ");
    sql.push(SUMMARY_COLUMNS).push(" FROM fund_requests r WHERE ");
    push_tenant(&mut sql, scope);
    push_filters(&mut sql, filters);
    push_order(&mut sql, filters, place);
    sql.push(" LIMIT ").bind(rows);
    sql
}

/// The partner's requests that were returned, earliest due first.
pub(crate) async fn returned(
    database: &Database,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<FundRequestSummary>, StoreError> {
    own(database, scope, limit, |sql| {
        sql.push("r.state = 'action_required' ORDER BY r.due_at, r.id");
    })
    .await
}

/// The partner's activities that were over before a day and whose time to claim ends from then until another, the earliest first.
pub(crate) async fn claims_wanted(
    database: &Database,
    scope: &Scope,
    (over_before, until): (NaiveDate, NaiveDate),
    limit: i64,
) -> Result<Vec<FundRequestSummary>, StoreError> {
    own(database, scope, limit, |sql| {
        sql.push("r.state IN ('approved', 'executing') AND r.ends_on < ")
            .bind(over_before)
            .push(" AND r.claim_deadline BETWEEN ")
            .bind(over_before)
            .push(" AND ")
            .bind(until)
            .push(" ORDER BY r.claim_deadline, r.id");
    })
    .await
}

/// The partner's requests that the rest of the statement picks and orders.
async fn own(
    database: &Database,
    scope: &Scope,
    limit: i64,
    pick: impl FnOnce(&mut Sql),
) -> Result<Vec<FundRequestSummary>, StoreError> {
    let mut sql = Sql::new(database.backend(), "SELECT ");
    sql.push(SUMMARY_COLUMNS)
        .push(" FROM fund_requests r WHERE r.partner_id = ")
        .bind(scope.partner_id().map_or(Uuid::nil(), |id| id.0))
        .push(" AND ");
    pick(&mut sql);
    sql.push(" LIMIT ").bind(limit);
    let rows = database.read().query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| SummaryRow::from_query_result(row, "")?.summary())
        .collect()
}

fn push_tenant(sql: &mut Sql, scope: &Scope) {
    if scope.is_partner() {
        let own = scope.partner_id().map_or(Uuid::nil(), |id| id.0);
        sql.push("r.partner_id = ").bind(own);
    } else {
        sql.unindexed("r.state").push(" <> 'draft'");
        scope.push_tenant(sql, "r.partner_id", "r.region");
    }
}

fn push_filters(sql: &mut Sql, filters: &Filters) {
    if !filters.states.is_empty() {
        sql.push(" AND ").unindexed("r.state").push(" IN ");
        sql.bind_list(filters.states.iter().map(|state| state.as_str()));
    }
    if let Some(fund) = filters.fund {
        sql.push(" AND r.fund_id = ").bind(fund.0);
    }
    if let Some(activity) = filters.activity {
        sql.push(" AND r.activity = ").bind(activity.as_str());
    }
    if let Some(partner) = filters.partner {
        sql.push(" AND r.partner_id = ").bind(partner.0);
    }
    for word in &filters.words {
        sql.push(" AND ");
        search::push_among(sql, "r.search", word);
    }
}

fn push_order(sql: &mut Sql, filters: &Filters, place: Option<&Place>) {
    let columns: &[&str] = match filters.sort {
        Sort::Updated => &["r.updated_at", "r.id"],
        Sort::Submitted => &["r.submitted_at", "r.id"],
        Sort::Starts => &["r.starts_on", "r.id"],
        Sort::Deadline => &["r.claim_deadline", "r.id"],
        Sort::Asked => &["r.currency", "r.asked_minor", "r.id"],
    };
    if let Some(place) = place {
        sql.push(" AND (")
            .push(&columns.join(", "))
            .push(if filters.descending { ") < (" } else { ") > (" });
        match &place.at {
            Key::Time(at) => sql.bind(*at),
            Key::Day(day) => sql.bind(*day),
            Key::Money(currency, minor) => sql.bind(currency.clone()).push(", ").bind(*minor),
        };
        sql.push(", ").bind(place.id).push(")");
    }
    let direction = if filters.descending { " DESC" } else { "" };
    let order: Vec<String> = columns.iter().map(|column| format!("{column}{direction}")).collect();
    sql.push(" ORDER BY ").push(&order.join(", "));
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
