//! Applications as the vendor's people look through them. Drafts are their applicant's alone, but for those that the vendor invited.

use super::row::{self, WholeApplication};
use crate::auth::Scope;
use crate::deals::search;
use crate::http::{Binding, Refusal};
use crate::store::entities::applications::{Column, Entity};
use crate::store::search::contains;
use crate::store::{Database, StoreError};
use entente_model::ids::ApplicationId;
use entente_model::onboarding::{ApplicationState, ApplicationSummary};
use entente_model::page::Page;
use entente_model::people::Side;
use entente_model::problem::Code;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// What is looked for.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub(super) struct Filters {
    /// Part of its names, domain or reference.
    pub search: String,
    /// In one of these states; all when empty.
    pub states: Vec<ApplicationState>,
}

/// A page of the applications that a reader looks after, last begun first.
pub(super) async fn page(
    database: &Database,
    scope: &Scope,
    filters: &Filters,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<ApplicationSummary>, Refusal> {
    let binding = Binding::new("applications", filters)?;
    let mut query = Entity::find()
        .filter(visible(scope))
        .order_by_desc(Column::Id)
        .limit(u64::from(limit) + 1);
    if !filters.states.is_empty() {
        query = query.filter(Column::State.is_in(filters.states.iter().map(|state| state.as_str())));
    }
    if !filters.search.is_empty() {
        query = query.filter(contains(Column::Search, &search::joined(&[&filters.search])));
    }
    if let Some(id) = binding.decode_optional::<Uuid>(cursor)? {
        query = query.filter(Column::Id.lt(id));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(rows, limit, |row| row.id, row::summary)?)
}

/// An application as far as the reader may know of it: 404 otherwise.
pub(super) async fn find(
    database: &Database,
    scope: &Scope,
    id: ApplicationId,
) -> Result<WholeApplication, StoreError> {
    let row = Entity::find_by_id(id.0)
        .filter(visible(scope))
        .one(database.read())
        .await?;
    WholeApplication::of(row.ok_or(Code::NotFound)?)
}

fn visible(scope: &Scope) -> Condition {
    let handed_in = Condition::any()
        .add(Column::State.ne(ApplicationState::Draft.as_str()))
        .add(Column::InvitedBy.is_not_null());
    let condition = Condition::all().add(handed_in);
    match (scope.side(), scope.regions()) {
        // No partner's person has the permission; should one ask, they see nothing.
        (Some(Side::Partner), _) => condition.add(Expr::val(1).eq(0)),
        (_, Some(regions)) => condition.add(Column::Region.is_in(regions.to_vec())),
        (_, None) => condition,
    }
}
