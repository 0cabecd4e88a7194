//! A record's timeline: its audit entries as the reader may see them.

use crate::approvals::UNDONE;
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::store::entities::audit::{Column, Entity, Model};
use crate::store::{Database, StoreError};
use chrono::{DateTime, Utc};
use entente_model::activity::Activity;
use entente_model::ids::{ActivityId, DealId, UserId};
use entente_model::page::Page;
use entente_model::people::{Person, Side};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A page of the timeline, newest first. What is for the vendor alone is left out for a partner's people.
pub(super) async fn list(
    database: &Database,
    scope: &Scope,
    deal: DealId,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<Activity>, Refusal> {
    let binding = Binding::new("activity", &deal)?;
    let mut query = Entity::find()
        .filter(Column::SubjectId.eq(deal.0))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(u64::from(limit) + 1);
    if scope.is_partner() {
        query = query.filter(Column::Internal.eq(false));
    }
    if let Some((at, id)) = binding.decode_optional::<(DateTime<Utc>, Uuid)>(cursor)? {
        let together = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id));
        query = query.filter(Condition::any().add(Column::At.lt(at)).add(together));
    }
    let mut rows = query.all(database.read()).await?;
    if scope.is_partner() {
        leave_out_withdrawn_words(database, deal, &mut rows).await?;
    }
    Ok(binding.page(rows, limit, |row| (row.at, row.id), on_wire)?)
}

/// A partner is told that a decision was made and taken back, for it may have seen it stand; not in which words, for they may
/// have been meant for another.
async fn leave_out_withdrawn_words(database: &Database, deal: DealId, rows: &mut [Model]) -> Result<(), StoreError> {
    if !rows.iter().any(|row| row.params.contains("\"approval_version\"")) {
        return Ok(());
    }
    let undone = Entity::find()
        .select_only()
        .column(Column::Params)
        .filter(Column::SubjectId.eq(deal.0))
        .filter(Column::Kind.eq(UNDONE))
        .into_tuple::<String>()
        .all(database.read())
        .await?;
    let undone: Vec<Words> = undone
        .iter()
        .map(|params| serde_json::from_str(params))
        .collect::<Result<_, _>>()?;
    for row in rows {
        let mut params: Words = serde_json::from_str(&row.params)?;
        let same = |other: &Words| {
            ["approval_id", "approval_version"]
                .iter()
                .all(|name| other.get(*name) == params.get(*name))
        };
        if undone.iter().any(same) {
            params.retain(|name, _| !["reasons", "message"].contains(&name.as_str()));
            row.params = serde_json::to_string(&params)?;
        }
    }
    Ok(())
}

type Words = BTreeMap<String, serde_json::Value>;

fn on_wire(row: Model) -> Result<Activity, StoreError> {
    Ok(Activity {
        id: ActivityId(row.id),
        kind: row.kind,
        actor: Person {
            id: row.actor_id.map(UserId),
            name: row.actor_name,
        },
        side: row.side.as_deref().and_then(side),
        at: row.at,
        params: serde_json::from_str(&row.params)?,
    })
}

/// A side from the database's word.
pub(super) fn side(word: &str) -> Option<Side> {
    [Side::Partner, Side::Vendor]
        .into_iter()
        .find(|side| crate::auth::side_text(*side) == word)
}
