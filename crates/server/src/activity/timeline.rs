//! A record's timeline: its audit entries as the reader may see them.

use crate::approvals::UNDONE;
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::store::entities::audit::{Column, Entity, Model};
use crate::store::{Database, StoreError};
use chrono::{DateTime, Utc};
use entente_model::activity::Activity;
use entente_model::ids::{ActivityId, PartnerId, UserId};
use entente_model::page::Page;
use entente_model::people::{Person, Side};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A page of the timeline, newest first. What is for the vendor alone is left out for a partner's people.
pub async fn list(
    database: &Database,
    scope: &Scope,
    record: Uuid,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<Activity>, Refusal> {
    let binding = Binding::new("activity", &record)?;
    let mut about = Condition::all().add(Column::SubjectId.eq(record));
    if scope.is_partner() {
        about = about.add(Column::Internal.eq(false));
    }
    let mut rows = newest(database, &binding, about, limit, cursor).await?;
    if scope.is_partner() {
        leave_out_withdrawn_words(database, record, &mut rows).await?;
    }
    Ok(binding.page(rows, limit, |row| (row.at, row.id), on_wire)?)
}

/// A page of what happened to a partner besides its deals, newest first: all of it, for the vendor's people.
pub async fn of_partner(
    database: &Database,
    partner: PartnerId,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<Activity>, Refusal> {
    let binding = Binding::new("partner_activity", &partner)?;
    let rows = newest(database, &binding, besides_deals(partner), limit, cursor).await?;
    Ok(binding.page(rows, limit, |row| (row.at, row.id), on_wire)?)
}

/// Entries about a partner that are not about its deals. The kind is a literal: only then is the index used that leaves deals out.
fn besides_deals(partner: PartnerId) -> Condition {
    Condition::all()
        .add(Column::PartnerId.eq(partner.0))
        .add(Expr::col(Column::SubjectKind).ne(Expr::cust("'deal'")))
}

/// Entries from the cursor on, newest first, one more than the page takes.
async fn newest(
    database: &Database,
    binding: &Binding,
    about: Condition,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Vec<Model>, Refusal> {
    let query = before(about, binding.decode_optional(cursor)?);
    Ok(query.limit(u64::from(limit) + 1).all(database.read()).await?)
}

/// Entries before a place, newest first.
fn before(about: Condition, place: Option<(DateTime<Utc>, Uuid)>) -> Select<Entity> {
    let query = Entity::find()
        .filter(about)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id);
    let Some((at, id)) = place else { return query };
    let together = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id));
    query.filter(Condition::any().add(Column::At.lt(at)).add(together))
}

/// A partner is told that a decision was made and taken back, for it may have seen it stand; not in which words, for they may
/// have been meant for another.
async fn leave_out_withdrawn_words(database: &Database, record: Uuid, rows: &mut [Model]) -> Result<(), StoreError> {
    if !rows.iter().any(|row| row.params.contains("\"approval_version\"")) {
        return Ok(());
    }
    let undone = Entity::find()
        .select_only()
        .column(Column::Params)
        .filter(Column::SubjectId.eq(record))
        .filter(Column::Kind.is_in(UNDONE))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::store::{Location, Options};
    use sea_orm::{ConnectionTrait, QueryTrait, Statement};
    use std::sync::Arc;

    #[tokio::test]
    async fn a_partner_with_many_deals_is_read_by_the_index_without_them() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let options = Options {
            location: Location::Sqlite(folder.path().join("plans.db")),
            connections: 1,
        };
        let database = Database::open(&options, Arc::new(SystemClock)).await?;
        database.migrate().await?;
        for place in [None, Some((DateTime::UNIX_EPOCH, Uuid::nil()))] {
            let query = before(besides_deals(PartnerId(Uuid::nil())), place).limit(26);
            let Statement { sql, values, .. } = query.build(database.backend());
            let values = values.map(|values| values.0).unwrap_or_default();
            let explain = format!("EXPLAIN QUERY PLAN {sql}");
            let explain = Statement::from_sql_and_values(database.backend(), explain, values);
            let rows = database.read().query_all_raw(explain).await?;
            let lines: Result<Vec<String>, _> = rows.iter().map(|row| row.try_get("", "detail")).collect();
            let plan = lines?.join("\n");
            assert!(plan.contains("audit_by_partner_id_at_id"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
        Ok(())
    }
}
