//! The list of journeys: the ids of a page by statements that an index with all that is filtered and sorted by answers, then the rows
//! of those alone.

use super::following;
use super::risk::Today;
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::settings::InEffect;
use crate::store::search::containing;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::onboarding::{JourneyRisk, JourneySummary};
use entente_model::page::Page;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What decides which journeys come, in which order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Filters {
    /// Part of the partner's name or domain.
    pub search: String,
    /// Code of its template.
    pub template: Option<String>,
    /// Code of the milestone where it is.
    pub milestone: Option<String>,
    /// Going like one of these; all when empty.
    pub risks: Vec<JourneyRisk>,
    /// Region.
    pub region: Option<String>,
    /// Order.
    pub sort: Sort,
    /// Largest first.
    pub descending: bool,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Sort {
    /// The day that the partner's most pressing task is due; those without one last.
    #[default]
    Due,
    /// Since when it is at its milestone; those that have reached all last.
    InStage,
    /// How far it has come.
    Progress,
    /// When it began.
    Started,
}

impl Sort {
    fn column(self) -> &'static str {
        match self {
            Sort::Due => "j.next_due",
            Sort::InStage => "j.stage_since",
            Sort::Progress => "j.progress_per_mille",
            Sort::Started => "j.started_at",
        }
    }

    /// The column whose absence says that a journey has nothing to be sorted by.
    fn missing(self) -> Option<&'static str> {
        match self {
            Sort::Due => Some("j.next_due"),
            Sort::InStage => Some("j.stage"),
            Sort::Progress | Sort::Started => None,
        }
    }
}

/// Part of the list: first what has a value to be sorted by, then what has none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Present,
    Missing,
}

/// Where a page ended.
#[derive(Serialize, Deserialize)]
struct Place {
    at: Key,
    id: Uuid,
}

/// A value that the list is sorted by.
#[derive(Serialize, Deserialize)]
enum Key {
    Day(NaiveDate),
    Time(DateTime<Utc>),
    Count(i32),
    Missing,
}

#[derive(FromQueryResult)]
struct Found {
    partner_id: Uuid,
    next_due: Option<NaiveDate>,
    stage: Option<i32>,
    stage_since: DateTime<Utc>,
    progress_per_mille: i32,
    started_at: DateTime<Utc>,
}

impl Place {
    fn of(row: &Found, sort: Sort) -> Place {
        let at = match sort {
            Sort::Due => row.next_due.map_or(Key::Missing, Key::Day),
            Sort::InStage if row.stage.is_none() => Key::Missing,
            Sort::InStage => Key::Time(row.stage_since),
            Sort::Progress => Key::Count(row.progress_per_mille),
            Sort::Started => Key::Time(row.started_at),
        };
        Place { at, id: row.partner_id }
    }

    fn stretch(&self) -> Stretch {
        match self.at {
            Key::Missing => Stretch::Missing,
            _ => Stretch::Present,
        }
    }
}

/// A page of the journeys that the reader looks after.
pub async fn page(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    filters: &Filters,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<JourneySummary>, Refusal> {
    let binding = Binding::new("journeys", filters)?;
    let place = binding.decode_optional::<Place>(cursor)?;
    let view = View {
        scope,
        filters,
        today: Today::of(settings, database.now()),
        place: place.as_ref(),
    };
    let found = view.rows(database, u64::from(limit) + 1).await?;
    let place = |row: &Found| Place::of(row, filters.sort);
    let ids = binding.page(found, limit, place, |row| Ok::<_, StoreError>(row.partner_id))?;
    Ok(Page {
        items: following::summaries(database.read(), &ids.items, settings, database.now()).await?,
        next_cursor: ids.next_cursor,
    })
}

/// How many journeys that the reader looks after are late by so much that the manager is asked.
pub(crate) async fn at_risk(database: &Database, scope: &Scope, settings: &InEffect) -> Result<u32, StoreError> {
    let mut sql = Sql::new(database.backend(), "SELECT count(*) AS n FROM journeys j WHERE ");
    Today::of(settings, database.now()).push_risk(&mut sql, JourneyRisk::AtRisk);
    scope.push_tenant(&mut sql, "j.partner_id", "j.region");
    let row = database.read().query_one_raw(sql.statement()).await?;
    let count = row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

struct View<'a> {
    scope: &'a Scope,
    filters: &'a Filters,
    today: Today,
    place: Option<&'a Place>,
}

impl View<'_> {
    async fn rows(&self, database: &Database, limit: u64) -> Result<Vec<Found>, StoreError> {
        let mut found: Vec<Found> = Vec::new();
        let from = self.place.map_or(Stretch::Present, Place::stretch);
        for stretch in [Stretch::Present, Stretch::Missing] {
            let passed = stretch != from && from == Stretch::Missing;
            let none = stretch == Stretch::Missing && self.filters.sort.missing().is_none();
            let left = limit.saturating_sub(found.len() as u64);
            if passed || none || left == 0 {
                continue;
            }
            let sql = self.statement(database, stretch, left);
            for row in database.read().query_all_raw(sql.statement()).await? {
                found.push(Found::from_query_result(&row, "")?);
            }
        }
        Ok(found)
    }

    fn statement(&self, database: &Database, stretch: Stretch, limit: u64) -> Sql {
        let columns = "SELECT j.partner_id, j.next_due, j.stage, j.stage_since, j.progress_per_mille, j.started_at FROM journeys j";
        let mut sql = Sql::new(database.backend(), columns);
        if !self.filters.search.is_empty() {
            sql.push(" JOIN partners p ON p.id = j.partner_id");
        }
        let sort = self.filters.sort;
        match (sort.missing(), stretch) {
            (Some(column), Stretch::Present) => sql.push(" WHERE ").push(column).push(" IS NOT NULL"),
            (Some(column), Stretch::Missing) => sql.push(" WHERE ").unindexed(column).push(" IS NULL"),
            (None, _) => sql.push(" WHERE 1 = 1"),
        };
        self.scope.push_tenant(&mut sql, "j.partner_id", "j.region");
        self.push_filters(&mut sql);
        self.push_place(&mut sql, stretch);
        let direction = if self.filters.descending { " DESC" } else { "" };
        sql.push(" ORDER BY ");
        match stretch {
            Stretch::Present => sql.push(sort.column()).push(direction).push(", j.partner_id"),
            // Else SQLite would look for what is missing among all journeys in the order of their ids, each read whole.
            Stretch::Missing => sql.unindexed("j.partner_id"),
        };
        sql.push(direction).push(" LIMIT ");
        sql.bind(i64::try_from(limit).unwrap_or(i64::MAX));
        sql
    }

    fn push_filters(&self, sql: &mut Sql) {
        let filters = self.filters;
        if let Some(template) = &filters.template {
            sql.push(" AND ").unindexed("j.template").push(" = ");
            sql.bind(template.clone());
        }
        if let Some(milestone) = &filters.milestone {
            sql.push(" AND ").unindexed("j.milestone").push(" = ");
            sql.bind(milestone.clone());
        }
        if let Some(region) = &filters.region {
            sql.push(" AND ").unindexed("j.region").push(" = ");
            sql.bind(region.clone());
        }
        if !filters.risks.is_empty() {
            sql.push(" AND (");
            for (at, risk) in filters.risks.iter().enumerate() {
                sql.push(if at > 0 { " OR " } else { "" });
                self.today.push_risk(sql, *risk);
            }
            sql.push(")");
        }
        if !filters.search.is_empty() {
            sql.push(" AND p.search LIKE ").bind(containing(&filters.search));
            sql.push(" ESCAPE '\\'");
        }
    }

    fn push_place(&self, sql: &mut Sql, stretch: Stretch) {
        let Some(place) = self.place.filter(|place| place.stretch() == stretch) else {
            return;
        };
        let beyond = if self.filters.descending { ") < (" } else { ") > (" };
        sql.push(" AND (");
        match stretch {
            Stretch::Present => sql.push(self.filters.sort.column()).push(", j.partner_id"),
            Stretch::Missing => sql.unindexed("j.partner_id"),
        };
        sql.push(beyond);
        match &place.at {
            Key::Day(day) => sql.bind(*day).push(", "),
            Key::Time(time) => sql.bind(*time).push(", "),
            Key::Count(count) => sql.bind(*count).push(", "),
            Key::Missing => sql,
        };
        sql.bind(place.id).push(")");
    }
}
