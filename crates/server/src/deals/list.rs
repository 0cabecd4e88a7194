//! The list of deals: one statement a page. How it is found is for [`super::plan`] to say.

use super::plan::{Plan, View};
use super::query::{Filters, Sort};
use super::record::{SummaryRow, no_day};
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::store::{Database, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::deals::DealSummary;
use entente_model::page::Page;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a page ended: what the list is sorted by, and the id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Of what the list is sorted by.
    pub at: Key,
    /// The id, which tells rows apart that are sorted alike.
    pub id: Uuid,
}

/// A value that lists are sorted by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Key {
    /// Last change, or handed in.
    Time(DateTime<Utc>),
    /// The customer's name.
    Text(String),
    /// Currency and minor units.
    Money(String, i64),
    /// Expected close.
    Day(NaiveDate),
}

impl Key {
    /// Whether it stands for a value that the deal lacks; such deals come last.
    pub fn is_missing(&self) -> bool {
        match self {
            Key::Time(_) => false,
            Key::Text(text) => text.is_empty(),
            Key::Money(currency, _) => currency.is_empty(),
            Key::Day(day) => *day >= no_day(),
        }
    }
}

impl Place {
    fn of(row: &SummaryRow, sort: Sort) -> Place {
        let at = match sort {
            Sort::Updated => Key::Time(row.updated_at),
            Sort::Submitted => Key::Time(row.submitted_at),
            Sort::Customer => Key::Text(row.customer_sort.clone()),
            Sort::Value => Key::Money(row.value_currency.clone(), row.value_minor),
            Sort::ExpectedClose => Key::Day(row.closes_on),
        };
        Place { at, id: row.id }
    }
}

/// A page of the deals that the reader may see.
pub async fn page(
    database: &Database,
    scope: &Scope,
    filters: &Filters,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<DealSummary>, Refusal> {
    let binding = Binding::new("deals", filters)?;
    let place = binding.decode_optional::<Place>(cursor)?;
    let rows = rows(database, scope, filters, u64::from(limit) + 1, place.as_ref()).await?;
    Ok(binding.page(rows, limit, |row| Place::of(row, filters.sort), SummaryRow::summary)?)
}

/// Rows after a place, for streams; answers also where they end.
pub async fn rows_after(
    database: &Database,
    scope: &Scope,
    filters: &Filters,
    limit: u64,
    place: Option<&Place>,
) -> Result<(Vec<SummaryRow>, Option<Place>), StoreError> {
    let rows = rows(database, scope, filters, limit, place).await?;
    let end = rows.last().map(|row| Place::of(row, filters.sort));
    Ok((rows, end))
}

async fn rows(
    database: &Database,
    scope: &Scope,
    filters: &Filters,
    limit: u64,
    place: Option<&Place>,
) -> Result<Vec<SummaryRow>, StoreError> {
    let plan = Plan::choose(database, scope, filters).await?;
    let mut view = View {
        scope,
        filters,
        now: database.now(),
        limit: i64::try_from(limit).unwrap_or(i64::MAX),
        place,
    };
    let mut rows = Vec::new();
    for stretch in plan.stretches(&view) {
        let sql = plan.statement(database.backend(), &view, *stretch);
        for row in database.read().query_all_raw(sql.statement()).await? {
            rows.push(SummaryRow::from_query_result(&row, "")?);
            view.limit -= 1;
        }
        if view.limit == 0 {
            break;
        }
    }
    Ok(rows)
}
