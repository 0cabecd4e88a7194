//! The queue: one statement a page, walked along the index of its sort; what waits has indexes of its own.

use super::item::{SUMMARY_COLUMNS, SummaryRow};
use super::kinds;
use crate::auth::Scope;
use crate::deals::search;
use crate::http::{Binding, Refusal};
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalSummary, RiskFlag};
use entente_model::ids::UserId;
use entente_model::page::Page;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What decides which items come, in which order. The default is what waits, the most pressing first.
#[derive(Clone, Debug, Serialize, Default)]
pub struct Filters {
    /// Those decided or cancelled rather than those that wait.
    pub decided: bool,
    /// Kind.
    pub kind: Option<ApprovalKind>,
    /// A flag that it carries.
    pub flag: Option<RiskFlag>,
    /// Who has taken it.
    pub assignee: Option<Assignee>,
    /// Region.
    pub region: Option<String>,
    /// Beginnings of words that its record is found by.
    pub words: Vec<String>,
    /// Order.
    pub sort: Sort,
    /// Largest first.
    pub descending: bool,
}

/// Who has taken an item.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
pub enum Assignee {
    /// The reader.
    Me,
    /// Nobody.
    Nobody,
    /// Somebody.
    Person(UserId),
}

/// What the queue is sorted by.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Default)]
pub enum Sort {
    /// When a decision is due.
    #[default]
    Due,
    /// When it began to wait.
    Submitted,
    /// Currency, then minor units.
    Amount,
    /// When it was decided or went away; of what is decided only.
    Decided,
}

#[derive(Serialize, Deserialize)]
struct Place {
    at: Key,
    id: Uuid,
}

#[derive(Serialize, Deserialize)]
enum Key {
    Time(DateTime<Utc>),
    Money(String, i64),
}

impl Place {
    fn of(row: &SummaryRow, sort: Sort) -> Place {
        let at = match sort {
            Sort::Due => Key::Time(row.due_at),
            Sort::Submitted => Key::Time(row.submitted_at),
            Sort::Amount => Key::Money(row.amount_currency.clone(), row.amount_minor),
            // What no longer waits always has it.
            Sort::Decided => Key::Time(row.decided_at.unwrap_or(row.submitted_at)),
        };
        Place { at, id: row.id }
    }
}

/// A page of the items that the reader may see.
pub async fn page(
    database: &Database,
    scope: &Scope,
    filters: &Filters,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<ApprovalSummary>, Refusal> {
    let binding = Binding::new("approvals", filters)?;
    let place = binding.decode_optional::<Place>(cursor)?;
    let mut sql = Sql::new(database.backend(), "SELECT ");
    sql.push(SUMMARY_COLUMNS).push(" FROM approvals a WHERE ");
    let limit_and_one = i64::from(limit) + 1;
    match scope.regions() {
        // As in the list of deals: who walks all amounts passes over whole currencies before a region begins.
        Some(regions) if filters.decided && filters.sort == Sort::Amount && !regions.is_empty() => {
            sql.push("a.id IN (");
            for (at, region) in regions.iter().enumerate() {
                let union = if at > 0 { " UNION ALL " } else { "" };
                sql.push(union)
                    .push("SELECT id FROM (SELECT a.id FROM approvals a WHERE a.region = ");
                sql.bind(region.clone()).push(" AND a.state <> 'open'");
                push_filters(&mut sql, scope, filters);
                push_order(&mut sql, filters, place.as_ref());
                sql.push(" LIMIT ").bind(limit_and_one).push(&format!(") AS r{at}"));
            }
            sql.push(")");
            push_order(&mut sql, filters, None);
        }
        _ => {
            // Literals, so that the indexes of what waits are found (values are not known when the statement is planned).
            sql.push(if filters.decided {
                "a.state <> 'open'"
            } else {
                "a.state = 'open'"
            });
            scope.push_tenant(&mut sql, "a.partner_id", "a.region");
            push_filters(&mut sql, scope, filters);
            push_order(&mut sql, filters, place.as_ref());
        }
    }
    sql.push(" LIMIT ").bind(limit_and_one);
    let found = database
        .read()
        .query_all_raw(sql.statement())
        .await
        .map_err(StoreError::from)?;
    let rows = found
        .iter()
        .map(|row| SummaryRow::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(binding.page(rows, limit, |row| Place::of(row, filters.sort), SummaryRow::summary)?)
}

fn push_filters(sql: &mut Sql, scope: &Scope, filters: &Filters) {
    kinds::push(sql, scope, filters.kind);
    if let Some(flag) = filters.flag {
        sql.push(" AND (',' || a.flags || ',') LIKE ")
            .bind(format!("%,{},%", flag.as_str()));
    }
    match filters.assignee {
        None => {}
        Some(Assignee::Nobody) => {
            sql.push(" AND a.assignee_id IS NULL");
        }
        Some(Assignee::Me) => {
            sql.push(" AND a.assignee_id = ")
                .bind(scope.user_id().map_or(Uuid::nil(), |id| id.0));
        }
        Some(Assignee::Person(id)) => {
            sql.push(" AND a.assignee_id = ").bind(id.0);
        }
    }
    if let Some(region) = &filters.region {
        sql.push(" AND ").unindexed("a.region").push(" = ").bind(region.clone());
    }
    for word in &filters.words {
        sql.push(" AND (EXISTS (SELECT 1 FROM deal_terms t WHERE t.deal_id = a.deal_id AND ");
        search::push_range(sql, "t.term", word);
        // Other records are few: their words are looked for in the row, not kept in a table.
        sql.push(") OR (a.application_id IS NOT NULL AND EXISTS (SELECT 1 FROM applications r WHERE r.id = a.application_id AND ");
        search::push_among(sql, "r.search", word);
        sql.push(")) OR (a.fund_request_id IS NOT NULL AND EXISTS (SELECT 1 FROM fund_requests q WHERE q.id = a.fund_request_id AND ");
        search::push_among(sql, "q.search", word);
        sql.push(")) OR (a.fund_claim_id IS NOT NULL AND EXISTS (SELECT 1 FROM fund_claims c JOIN fund_requests q ON q.id = c.request_id ")
            .push("WHERE c.id = a.fund_claim_id AND ");
        search::push_among(sql, "q.search || ' ' || replace(lower(c.reference), '-', ' ')", word);
        sql.push(")))");
    }
}

fn push_order(sql: &mut Sql, filters: &Filters, place: Option<&Place>) {
    let columns: &[&str] = match filters.sort {
        Sort::Due => &["a.due_at", "a.id"],
        Sort::Submitted => &["a.submitted_at", "a.id"],
        Sort::Amount => &["a.amount_currency", "a.amount_minor", "a.id"],
        Sort::Decided => &["a.decided_at", "a.id"],
    };
    if let Some(place) = place {
        sql.push(" AND (")
            .push(&columns.join(", "))
            .push(if filters.descending { ") < (" } else { ") > (" });
        match &place.at {
            Key::Time(at) => sql.bind(*at),
            Key::Money(currency, minor) => sql.bind(currency.clone()).push(", ").bind(*minor),
        };
        sql.push(", ").bind(place.id).push(")");
    }
    let direction = if filters.descending { " DESC" } else { "" };
    let order: Vec<String> = columns.iter().map(|column| format!("{column}{direction}")).collect();
    sql.push(" ORDER BY ").push(&order.join(", "));
}

/// How many items wait for the reader, and how many of them are late; counted up to `most`.
pub async fn waiting(database: &Database, scope: &Scope, most: u32) -> Result<(u32, u32), StoreError> {
    let mut sql = Sql::new(
        database.backend(),
        "SELECT count(*) AS n, coalesce(sum(late), 0) AS late FROM (SELECT CASE WHEN a.due_at < ",
    );
    sql.bind(database.now())
        .push(" THEN 1 ELSE 0 END AS late FROM approvals a WHERE a.state = 'open'");
    scope.push_tenant(&mut sql, "a.partner_id", "a.region");
    kinds::push(&mut sql, scope, None);
    // The most pressing are counted, so that what is late is counted first.
    sql.push(" ORDER BY a.due_at LIMIT ")
        .bind(i64::from(most))
        .push(") AS counted");
    let row = database.read().query_one_raw(sql.statement()).await?;
    let Some(row) = row else { return Ok((0, 0)) };
    let count = |name: &str| {
        row.try_get::<i64>("", name)
            .map(|count| u32::try_from(count).unwrap_or(u32::MAX))
    };
    Ok((count("n")?, count("late")?))
}
