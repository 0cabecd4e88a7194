//! People of one's own side over HTTP.

use crate::auth::{Permitted, Scope, can, invitations, people, session};
use crate::http::{AppState, Binding, Body, IfMatch, Path, Query, Refusal, Reply, page_limit, stale};
use crate::store::entities::users::{self, Column, Entity};
use crate::store::search::contains;
use crate::store::{AuditEntry, StoreError, Tx};
use axum::extract::State;
use entente_model::ids::{PartnerId, UserId};
use entente_model::page::Page;
use entente_model::people::{Role, User, UserChange};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(change))
}

/// Most characters of a search.
const SEARCH: usize = 100;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Part of the name or address.
    search: Option<String>,
    /// Rows of a page, 1 to 100.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// People of one's own side, by name.
#[utoipa::path(get, path = "/users", operation_id = "list_users", tag = "people", security(("session" = [])),
    params(ListQuery), responses((status = 200, body = Page<User>)))]
async fn list(
    scope: Permitted<can::ManagePeople>,
    State(state): State<AppState>,
    Query(query): Query<ListQuery>,
) -> Result<Reply, Refusal> {
    let search = query.search.unwrap_or_default();
    let search = search.trim();
    if search.chars().count() > SEARCH {
        return Err(Problem::new(Code::MalformedRequest)
            .detail(format!("search is at most {SEARCH} characters"))
            .into());
    }
    let limit = page_limit(query.limit)?;
    let binding = Binding::new("users", &search)?;
    let mut whose = own_side(&scope);
    if !search.is_empty() {
        whose = whose.add(contains(Column::Search, search));
    }
    let page = people::by_name(&state.database, &binding, whose, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// A partner's people are those of one's company, the vendor's those of none.
fn own_side(scope: &Scope) -> Condition {
    Condition::all().add(match scope.partner_id() {
        Some(partner) => Column::PartnerId.eq(partner.0),
        None => Column::PartnerId.is_null(),
    })
}

/// Changes somebody's role or regions, or whether they may sign in. Takes effect at once.
#[utoipa::path(patch, path = "/users/{id}", operation_id = "change_user", tag = "people", security(("session" = [])),
    params(("id" = UserId, Path), ("If-Match" = String, Header, description = "Version of the user in quotes")),
    request_body = UserChange, responses((status = 200, body = User)))]
async fn change(
    scope: Permitted<can::ManagePeople>,
    State(state): State<AppState>,
    Path(id): Path<UserId>,
    IfMatch(version): IfMatch,
    Body(change): Body<UserChange>,
) -> Result<Reply, Refusal> {
    // What is not of one's side is not there, whatever is asked of it.
    let current = Entity::find_by_id(id.0)
        .filter(own_side(&scope))
        .one(state.database.read())
        .await?;
    let current = current.ok_or(Code::NotFound)?;
    if scope.user_id() == Some(id) {
        return Err(Problem::new(Code::InvalidState)
            .detail("Somebody else has to change your role")
            .into());
    }
    let role: Role = session::word(&current.role)?;
    let wanted = change.role.unwrap_or(role);
    let mut errors = Vec::new();
    if wanted.side() != role.side() {
        errors.push(FieldError::new("/role", FieldCode::UnknownValue));
    }
    let regions = match &change.regions {
        Some(regions) => regions.clone(),
        None if wanted == Role::ChannelManager => serde_json::from_str(&current.regions)?,
        None => Vec::new(),
    };
    invitations::check_regions(&state, wanted, &regions, &mut errors).await?;
    Refusal::unless_empty(errors)?;
    let input = Change {
        id: current.id,
        version,
        role: wanted,
        regions,
        disabled: change.disabled,
    };
    let user = state
        .database
        .write(&scope, input, |tx, change| Box::pin(apply(tx, change)))
        .await?;
    Ok(Reply::ok(&user)?.version(user.version))
}

struct Change {
    id: Uuid,
    version: i64,
    role: Role,
    regions: Vec<String>,
    disabled: Option<bool>,
}

async fn apply(tx: &Tx, change: &Change) -> Result<User, StoreError> {
    let before = Entity::find_by_id(change.id)
        .filter(own_side(tx.scope()))
        .lock_exclusive()
        .one(tx.db())
        .await?;
    let before = before.ok_or(Code::NotFound)?;
    if before.version != change.version {
        return Err(stale(&people::on_wire(before)?).into());
    }
    if before.role != change.role.as_str() || change.disabled == Some(true) {
        people::keep_an_admin(tx, &before).await?;
    }
    let disabled_at = match change.disabled {
        Some(true) => before.disabled_at.or(Some(tx.now())),
        Some(false) => None,
        None => before.disabled_at,
    };
    let after = users::Model {
        role: change.role.as_str().to_owned(),
        regions: serde_json::to_string(&change.regions)?,
        disabled_at,
        version: before.version + 1,
        ..before.clone()
    };
    let updated = Entity::update_many()
        .col_expr(Column::Role, Expr::value(after.role.as_str()))
        .col_expr(Column::Regions, Expr::value(after.regions.as_str()))
        .col_expr(Column::DisabledAt, Expr::value(after.disabled_at))
        .col_expr(Column::Version, Expr::value(after.version))
        .filter(Column::Id.eq(after.id))
        .filter(Column::Version.eq(before.version))
        .exec(tx.db())
        .await?;
    if updated.rows_affected == 0 {
        return Err(StoreError::Conflict("the user was changed at once".to_owned()));
    }
    if after.disabled_at.is_some() && before.disabled_at.is_none() {
        session::end_all(tx, UserId(after.id), None).await?;
    }
    let kind = match (before.disabled_at.is_some(), after.disabled_at.is_some()) {
        (false, true) => "user.disabled",
        (true, false) => "user.enabled",
        _ => "user.changed",
    };
    tx.audit(
        AuditEntry::new(kind, "user", after.id)
            .partner(after.partner_id.map(PartnerId))
            .param("role_before", before.role)
            .param("role", after.role.as_str()),
    );
    people::on_wire(after)
}
