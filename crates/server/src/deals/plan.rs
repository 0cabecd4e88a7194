//! How a page of the list is found.
//!
//! SQLite's planner knows nothing of how many rows a filter leaves, so the plan is chosen here. Usually the index that the list is
//! sorted by is walked and rows that don't fit are passed over. Where what is wanted lies in one end of that index (old
//! registrations are decided ones, currencies go with regions) each state or region is walked by itself and the beginnings are put
//! together. A word, product or country that few deals have is looked up, and what is found is sorted: walking is quick when
//! many fit, looking up when few do; [`FEW`] is where they meet.
//! Where a page begins and in which order it stands is for [`super::order`] to say.

use super::list::Place;
use super::order::{Stretch, push_sorted, push_walk};
use super::query::{Closing, Filters, Sort};
use super::record::SUMMARY_COLUMNS;
use super::search;
use crate::auth::Scope;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, Days, NaiveDate, Utc};
use entente_model::deals::DealState;
use sea_orm::{ConnectionTrait, DatabaseBackend};
use uuid::Uuid;

/// Most deals of a product or country that are looked up rather than walked to.
const FEW: i64 = 2_000;
/// Most deals with a word: they lie together in the order of a list or far apart, so that walking to them may take ten times as long as
/// looking them up. Measured with 1,000,000 deals.
const FEW_WITH_WORD: i64 = 5_000;

/// What is asked for, by whom and from where on.
pub struct View<'a> {
    /// By whom.
    pub scope: &'a Scope,
    /// What.
    pub filters: &'a Filters,
    /// When.
    pub now: DateTime<Utc>,
    /// Most rows.
    pub limit: i64,
    /// After which row.
    pub place: Option<&'a Place>,
}

/// How it is found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Plan {
    /// The index of the sort is walked.
    Walk,
    /// Parts of it, put together.
    Parts(Vec<Part>),
}

/// Rows that an index leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Those of a region, in order.
    Region(String),
    /// Those in a state, in order.
    State(DealState),
    /// Those with the word of the search at that place.
    Word(usize),
    /// Those with the product.
    Product,
    /// Those of the country.
    Country,
    /// Those of the partner in the states wanted.
    PartnersStates,
}

impl Plan {
    /// The plan for a view; counts what few deals may have.
    pub async fn choose(database: &Database, scope: &Scope, filters: &Filters) -> Result<Plan, StoreError> {
        if let Some(part) = rarest(database, scope, filters).await? {
            return Ok(Plan::Parts(vec![part]));
        }
        Ok(Plan::in_order(scope, filters))
    }

    /// The plan when nothing is rare.
    pub fn in_order(scope: &Scope, filters: &Filters) -> Plan {
        if one_partner(scope, filters).is_some() {
            return Plan::Walk;
        }
        let states = wanted_states(filters);
        let by_time = matches!(filters.sort, Sort::Updated | Sort::Submitted | Sort::ExpectedClose);
        if by_time && !states.is_empty() {
            return Plan::Parts(states.into_iter().map(Part::State).collect());
        }
        match scope.regions() {
            Some(regions) if filters.sort == Sort::Value && !regions.is_empty() => {
                Plan::Parts(regions.iter().cloned().map(Part::Region).collect())
            }
            _ => Plan::Walk,
        }
    }

    /// What is to be read one after the other, until a page is full.
    pub fn stretches(&self, view: &View<'_>) -> &'static [Stretch] {
        match self {
            Plan::Parts(parts) if !parts.iter().all(Part::is_in_order) => &[Stretch::Whole],
            _ => Stretch::after(view),
        }
    }

    /// The statement of a page, within a stretch.
    pub fn statement(&self, backend: DatabaseBackend, view: &View<'_>, stretch: Stretch) -> Sql {
        let mut sql = Sql::new(backend, "SELECT ");
        sql.push(SUMMARY_COLUMNS).push(" FROM deals d WHERE ");
        match self {
            Plan::Walk => {
                push_conditions(&mut sql, view, None);
                push_walk(&mut sql, view, stretch);
            }
            Plan::Parts(parts) => {
                // Ids first: what is sorted is narrow, and the rest of a row is read for the page alone.
                sql.push("d.id IN (");
                for (at, part) in parts.iter().enumerate() {
                    sql.push(if at > 0 { " UNION ALL " } else { "" });
                    sql.push("SELECT id FROM (SELECT d.id FROM deals d WHERE ");
                    push_conditions(&mut sql, view, Some(part));
                    if part.is_in_order() {
                        push_walk(&mut sql, view, stretch);
                    } else {
                        push_sorted(&mut sql, view, view.place);
                    }
                    // PostgreSQL below 16 asks for the name.
                    sql.push(" LIMIT ").bind(view.limit).push(&format!(") AS part{at}"));
                }
                sql.push(")");
                push_sorted(&mut sql, view, None);
            }
        }
        sql.push(" LIMIT ").bind(view.limit);
        sql
    }
}

impl Part {
    /// Whether the index that leads to its rows has them in the list's order.
    fn is_in_order(&self) -> bool {
        matches!(self, Part::Region(_) | Part::State(_))
    }
}

/// The partner whose deals alone are wanted.
fn one_partner(scope: &Scope, filters: &Filters) -> Option<Uuid> {
    let own = scope
        .is_partner()
        .then(|| scope.partner_id().map_or(Uuid::nil(), |id| id.0));
    own.or(filters.partner.map(|id| id.0))
}

/// The states that a row may be in; none when any will do.
fn wanted_states(filters: &Filters) -> Vec<DealState> {
    let fits = |state: &DealState| {
        (filters.states.is_empty() || filters.states.contains(state))
            && (filters.closing.is_none() || !state.is_final())
    };
    if filters.states.is_empty() && filters.closing.is_none() {
        return Vec::new();
    }
    DealState::ALL.iter().copied().filter(fits).collect()
}

/// The filter that leaves the fewest deals, if those are few.
async fn rarest(database: &Database, scope: &Scope, filters: &Filters) -> Result<Option<Part>, StoreError> {
    let mut best: Option<(i64, Part)> = None;
    let mut consider = |count: i64, part: Part| {
        let few = if matches!(part, Part::Word(_)) {
            FEW_WITH_WORD
        } else {
            FEW
        };
        if count <= few && best.as_ref().is_none_or(|(least, _)| count < *least) {
            best = Some((count, part));
        }
    };
    for (at, word) in filters.words.iter().enumerate() {
        let mut sql = Sql::new(database.backend(), "deal_terms WHERE ");
        search::push_range(&mut sql, "term", word);
        consider(count(database, sql, FEW_WITH_WORD).await?, Part::Word(at));
    }
    if let Some(partner) = one_partner(scope, filters) {
        let states = wanted_states(filters);
        // The index of the partner's last changes has states in it; for the other orders what is in them is counted.
        if !states.is_empty() && matches!(filters.sort, Sort::Submitted | Sort::ExpectedClose) {
            let mut sql = Sql::new(database.backend(), "deals WHERE partner_id = ");
            sql.bind(partner).push(" AND state IN ");
            sql.bind_list(states.iter().map(|state| state.as_str()));
            consider(count(database, sql, FEW).await?, Part::PartnersStates);
        }
        return Ok(best.map(|(_, part)| part));
    }
    if let Some(code) = &filters.product {
        let mut sql = Sql::new(database.backend(), "deal_products WHERE code = ");
        sql.bind(code.clone());
        consider(count(database, sql, FEW).await?, Part::Product);
    }
    if let Some(country) = &filters.country {
        let mut sql = Sql::new(database.backend(), "deals WHERE customer_country = ");
        sql.bind(country.clone());
        consider(count(database, sql, FEW).await?, Part::Country);
    }
    Ok(best.map(|(_, part)| part))
}

/// How many rows there are of it, counted no further than one beyond `most`.
async fn count(database: &Database, rows: Sql, most: i64) -> Result<i64, StoreError> {
    let mut sql = rows;
    sql.before("SELECT count(*) AS n FROM (SELECT 1 FROM ");
    sql.push(" LIMIT ").bind(most + 1).push(") AS counted");
    let row = database.read().query_one_raw(sql.statement()).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0))
}

/// Adds a column that its index may be used for, or not.
pub(super) fn push_column(sql: &mut Sql, column: &str, indexed: bool) {
    if indexed {
        sql.push(column);
    } else {
        sql.unindexed(column);
    }
}

fn push_conditions(sql: &mut Sql, view: &View<'_>, part: Option<&Part>) {
    push_tenant(sql, view, part);
    push_states(sql, view, part);
    push_filters(sql, view, part);
}

/// Whose deals: the rule of [`Scope::tenant`] and the filter by partner.
fn push_tenant(sql: &mut Sql, view: &View<'_>, part: Option<&Part>) {
    let indexed = matches!(part, None | Some(Part::PartnersStates));
    if view.scope.is_partner() {
        push_column(sql, "d.partner_id", indexed);
        sql.push(" = ")
            .bind(view.scope.partner_id().map_or(Uuid::nil(), |id| id.0));
    } else {
        sql.unindexed("d.state").push(" <> 'draft'");
        push_regions(sql, view.scope, part);
    }
    if let Some(partner) = view.filters.partner {
        sql.push(" AND ");
        push_column(sql, "d.partner_id", indexed && !view.scope.is_partner());
        sql.push(" = ").bind(partner.0);
    }
}

fn push_regions(sql: &mut Sql, scope: &Scope, part: Option<&Part>) {
    match (scope.regions(), part) {
        (Some(_), Some(Part::Region(region))) => {
            sql.push(" AND d.region = ").bind(region.clone());
        }
        (Some([]), _) => {
            sql.push(" AND 1 = 0");
        }
        (Some(regions), _) => {
            sql.push(" AND ")
                .unindexed("d.region")
                .push(" IN ")
                .bind_list(regions.iter().cloned());
        }
        (None, _) => {}
    }
}

fn push_states(sql: &mut Sql, view: &View<'_>, part: Option<&Part>) {
    let states = wanted_states(view.filters);
    let limits = !view.filters.states.is_empty() || view.filters.closing.is_some();
    match (part, states.as_slice()) {
        (Some(Part::State(state)), _) => {
            sql.push(" AND d.state = ").bind(state.as_str());
        }
        (_, []) if limits => {
            sql.push(" AND 1 = 0");
        }
        (_, []) => {}
        // A partner's deals in one state stand in the order of their last change.
        (None, [state]) if view.filters.sort == Sort::Updated => {
            sql.push(" AND d.state = ").bind(state.as_str());
        }
        (part, states) => {
            sql.push(" AND ");
            push_column(sql, "d.state", part == Some(&Part::PartnersStates));
            sql.push(" IN ").bind_list(states.iter().map(|state| state.as_str()));
        }
    }
}

fn push_filters(sql: &mut Sql, view: &View<'_>, part: Option<&Part>) {
    let filters = view.filters;
    if filters.mine {
        sql.push(" AND d.owner_id = ")
            .bind(view.scope.user_id().map_or(Uuid::nil(), |id| id.0));
    }
    if let Some(country) = &filters.country {
        sql.push(" AND ");
        push_column(sql, "d.customer_country", part == Some(&Part::Country));
        sql.push(" = ").bind(country.clone());
    }
    if let Some(code) = &filters.product {
        sql.push(match part {
            Some(Part::Product) => " AND d.id IN (SELECT x.deal_id FROM deal_products x WHERE x.code = ",
            _ => " AND EXISTS (SELECT 1 FROM deal_products x WHERE x.deal_id = d.id AND x.code = ",
        });
        sql.bind(code.clone()).push(")");
    }
    for (at, word) in filters.words.iter().enumerate() {
        sql.push(match part {
            Some(Part::Word(rarest)) if *rarest == at => " AND d.id IN (SELECT t.deal_id FROM deal_terms t WHERE ",
            _ => " AND EXISTS (SELECT 1 FROM deal_terms t WHERE t.deal_id = d.id AND ",
        });
        search::push_range(sql, "t.term", word);
        sql.push(")");
    }
    if let Some(closing) = filters.closing {
        let in_order = part.is_none_or(Part::is_in_order);
        push_closing(
            sql,
            closing,
            in_order && filters.sort == Sort::ExpectedClose,
            view.now.date_naive(),
        );
    }
}

fn push_closing(sql: &mut Sql, closing: Closing, indexed: bool, today: NaiveDate) {
    sql.push(" AND ");
    push_column(sql, "d.closes_on", indexed);
    match closing {
        Closing::Overdue => {
            sql.push(" < ").bind(today);
        }
        Closing::Within(days) => {
            let last = today
                .checked_add_days(Days::new(u64::from(days)))
                .unwrap_or(NaiveDate::MAX);
            sql.push(" >= ").bind(today).push(" AND ");
            push_column(sql, "d.closes_on", indexed);
            sql.push(" <= ").bind(last);
        }
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
