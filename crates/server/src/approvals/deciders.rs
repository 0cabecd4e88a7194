//! Who may decide an item: those it can be given to.

use super::decide::permit;
use super::item::Item;
use crate::auth::Scope;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use entente_model::approvals::{ApprovalKind, Decider};
use entente_model::ids::{ApprovalId, UserId};
use entente_model::people::Role;
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Whether somebody of a role, who looks after these regions, may decide items of a kind and a region.
pub fn may_decide(role: Role, regions: &[String], kind: ApprovalKind, region: &str) -> bool {
    role.may(kind.decided_by()) && (role != Role::ChannelManager || regions.iter().any(|own| own == region))
}

/// Everybody who may decide an item, by name, with how much waits for each already.
pub async fn list(database: &Database, scope: &Scope, id: ApprovalId) -> Result<Vec<Decider>, StoreError> {
    let db = database.read();
    let item = Item::find(db, scope, id).await?;
    permit(scope, &item)?;
    let kind = item.kind()?;
    let deciding: Vec<&str> = Role::ALL
        .into_iter()
        .filter(|role| role.may(kind.decided_by()))
        .map(Role::as_str)
        .collect();
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT id, name, role, regions FROM users WHERE disabled_at IS NULL AND role IN ",
    );
    sql.bind_list(deciding).push(" ORDER BY name_key, id");
    let mut deciders = Vec::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let (role, regions): (String, String) = (row.try_get("", "role")?, row.try_get("", "regions")?);
        let regions: Vec<String> = serde_json::from_str(&regions)?;
        let Some(role) = Role::ALL.into_iter().find(|known| known.as_str() == role) else {
            continue;
        };
        if may_decide(role, &regions, kind, &item.row.region) {
            deciders.push(Decider {
                id: UserId(row.try_get("", "id")?),
                name: row.try_get("", "name")?,
                role,
                open: 0,
            });
        }
    }
    let waiting = waiting(db, deciders.iter().map(|decider| decider.id.0)).await?;
    for decider in &mut deciders {
        decider.open = waiting.get(&decider.id.0).copied().unwrap_or_default();
    }
    Ok(deciders)
}

/// How many items wait for each of these people.
async fn waiting<C: ConnectionTrait>(
    db: &C,
    people: impl ExactSizeIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, u64>, StoreError> {
    if people.len() == 0 {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT assignee_id, count(*) AS open FROM approvals WHERE state = 'open' AND assignee_id IN ",
    );
    sql.bind_list(people).push(" GROUP BY assignee_id");
    let rows = db.query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| {
            let open: i64 = row.try_get("", "open")?;
            Ok((row.try_get("", "assignee_id")?, open.unsigned_abs()))
        })
        .collect()
}
