//! Funds as rows, and what they hold.

use super::expiring;
use super::ledger::{self, Booking, kind};
use crate::auth::Scope;
use crate::http::{Binding, Refusal, stale};
use crate::store::entities::fund_accounts;
use crate::store::entities::funds::{Column, Entity, Model};
use crate::store::sql::Sql;
use crate::store::{Audience, AuditEntry, Database, StoreError, Tx};
use crate::work::moved_on_unless;
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::events::LiveEvent;
use entente_model::funds::fund::{Expiring, Fund, FundFields, FundState, FundTotals, NewFund};
use entente_model::funds::ledger::{AccountKind, Balance, Posting};
use entente_model::ids::{FundId, PartnerId};
use entente_model::page::Page;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A page of funds, the latest period first: all of them for the vendor's people, for a partner's those in which it was given something.
pub(super) async fn list(
    database: &Database,
    scope: &Scope,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<Fund>, Refusal> {
    let binding = Binding::new("funds", &())?;
    let mut query = Entity::find()
        .filter(seen_by(scope))
        .order_by_desc(Column::StartsOn)
        .order_by_desc(Column::Id)
        .limit(u64::from(limit) + 1);
    if let Some((day, id)) = binding.decode_optional::<(NaiveDate, Uuid)>(cursor)? {
        let together = Condition::all().add(Column::StartsOn.eq(day)).add(Column::Id.lt(id));
        query = query.filter(Condition::any().add(Column::StartsOn.lt(day)).add(together));
    }
    let rows = query.all(database.read()).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut held = held(database.read(), scope, &ids, database.now()).await?;
    Ok(binding.page(
        rows,
        limit,
        |row| (row.starts_on, row.id),
        |row| {
            let held = held.remove(&row.id).unwrap_or_default();
            on_wire(scope, row, held)
        },
    )?)
}

/// A fund that the reader may know of; of others there is none.
pub(super) async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, id: FundId) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(id.0).filter(seen_by(scope)).one(db).await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// A fund whole, as it is now.
pub(super) async fn whole<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    row: Model,
    now: DateTime<Utc>,
) -> Result<Fund, StoreError> {
    let held = held(db, scope, &[row.id], now)
        .await?
        .remove(&row.id)
        .unwrap_or_default();
    on_wire(scope, row, held)
}

/// A fund with what a partner has in it and nothing of others; none when the partner was given nothing there.
pub(super) async fn of_partner<C: ConnectionTrait>(
    db: &C,
    id: FundId,
    partner: PartnerId,
) -> Result<Option<Fund>, StoreError> {
    let accounts = fund_accounts::Entity::find()
        .filter(fund_accounts::Column::FundId.eq(id.0))
        .filter(fund_accounts::Column::PartnerId.eq(partner.0))
        .all(db)
        .await?;
    let row = Entity::find_by_id(id.0).one(db).await?;
    let Some(row) = row.filter(|_| !accounts.is_empty()) else {
        return Ok(None);
    };
    let mut balance = Balance::default();
    for account in accounts {
        balance.add(kind(&account.kind)?, account.balance);
    }
    Ok(Some(Fund {
        id: FundId(row.id),
        name: row.name,
        currency: row.currency,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        state: state(&row.state)?,
        closed_at: row.closed_at,
        balance: Some(balance),
        totals: None,
        expiring: None,
        rule: None,
        version: row.version,
    }))
}

fn seen_by(scope: &Scope) -> Condition {
    if !scope.is_partner() {
        return Condition::all();
    }
    let own = scope.partner_id().map_or(Uuid::nil(), |id| id.0);
    let given = Query::select()
        .column(fund_accounts::Column::FundId)
        .from(fund_accounts::Entity)
        .and_where(fund_accounts::Column::PartnerId.eq(own))
        .to_owned();
    Condition::all().add(Column::Id.in_subquery(given))
}

/// What a fund holds, as far as it is the reader's business: all of it, or what the own company has.
#[derive(Clone, Copy, Default)]
struct Held {
    total: i64,
    unallocated: i64,
    lapsed: i64,
    partners: Balance,
    expiring: Option<Expiring>,
}

async fn held<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    funds: &[Uuid],
    now: DateTime<Utc>,
) -> Result<BTreeMap<Uuid, Held>, StoreError> {
    if funds.is_empty() {
        return Ok(BTreeMap::new());
    }
    // SUM of 64-bit numbers is a NUMERIC in PostgreSQL; what funds hold fits into 64 bits.
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT fund_id, kind, CAST(SUM(balance) AS BIGINT) AS balance, CAST(SUM(CASE WHEN partner_id = ",
    );
    sql.bind(Uuid::nil())
        .push(" THEN balance ELSE 0 END) AS BIGINT) AS own FROM fund_accounts WHERE fund_id IN ")
        .bind_list(funds.iter().copied());
    if scope.is_partner() {
        sql.push(" AND partner_id = ")
            .bind(scope.partner_id().map_or(Uuid::nil(), |id| id.0))
            .push(" GROUP BY fund_id, kind");
    } else {
        // Along the index that covers the sums, in which budgets are not: each fund has one, found by its key.
        sql.push(" AND kind <> 'budget' GROUP BY fund_id, kind UNION ALL SELECT fund_id, kind, balance, balance FROM fund_accounts WHERE ")
            .push("kind = 'budget' AND partner_id = ")
            .bind(Uuid::nil())
            .push(" AND fund_id IN ")
            .bind_list(funds.iter().copied());
    }
    let mut found: BTreeMap<Uuid, Held> = BTreeMap::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let held = found.entry(row.try_get("", "fund_id")?).or_default();
        let (balance, own): (i64, i64) = (row.try_get("", "balance")?, row.try_get("", "own")?);
        match kind(&row.try_get::<String>("", "kind")?)? {
            AccountKind::Budget => held.total = -balance,
            AccountKind::Unallocated => held.unallocated = balance,
            kind => {
                if kind == AccountKind::Lapsed {
                    held.lapsed = own;
                }
                held.partners.add(kind, balance - own);
            }
        }
    }
    for (fund, expiring) in expiring::of_funds(db, scope, funds, now).await? {
        found.entry(fund).or_default().expiring = Some(expiring);
    }
    Ok(found)
}

fn on_wire(scope: &Scope, row: Model, held: Held) -> Result<Fund, StoreError> {
    let is_vendor = !scope.is_partner();
    Ok(Fund {
        id: FundId(row.id),
        name: row.name,
        currency: row.currency,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        state: state(&row.state)?,
        closed_at: row.closed_at,
        balance: scope.is_partner().then_some(held.partners),
        totals: is_vendor.then_some(FundTotals {
            total: held.total,
            unallocated: held.unallocated,
            partners: held.partners,
            lapsed: held.lapsed,
        }),
        expiring: held.expiring,
        rule: is_vendor.then(|| serde_json::from_str(&row.rule)).transpose()?,
        version: row.version,
    })
}

pub(super) fn state(text: &str) -> Result<FundState, StoreError> {
    FundState::parse(text).ok_or_else(|| StoreError::Internal(format!("a fund is {text}")))
}

/// Makes a fund and books what the vendor puts in.
pub(super) async fn create(tx: &Tx, new: &NewFund) -> Result<Fund, StoreError> {
    let fields = &new.fields;
    let row = Model {
        id: Uuid::now_v7(),
        name: fields.name.trim().to_owned(),
        currency: fields.currency.clone(),
        starts_on: fields.starts_on,
        ends_on: fields.ends_on,
        state: FundState::Open.as_str().to_owned(),
        rule: serde_json::to_string(&fields.rule)?,
        closed_at: None,
        created_at: tx.now(),
        version: 1,
    };
    Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(tx.db())
        .await?;
    if new.minor > 0 {
        let booking = Booking {
            posting: Posting::Fund {},
            minor: new.minor,
            origin: None,
            note: String::new(),
        };
        ledger::book(tx, FundId(row.id), &[booking]).await?;
    }
    leave(tx, "fund.created", &row, |entry| {
        entry.param("name", row.name.clone()).param("minor", new.minor)
    })?;
    whole(tx.db(), tx.scope(), row, tx.now()).await
}

/// Changes what a fund is made of. Its currency stays: its books are kept in it.
pub(super) async fn edit(tx: &Tx, id: FundId, seen: i64, fields: &FundFields) -> Result<Fund, StoreError> {
    let mut row = find(tx.db(), tx.scope(), id).await?;
    if row.version != seen {
        return Err(stale(&whole(tx.db(), tx.scope(), row, tx.now()).await?).into());
    }
    if state(&row.state)? == FundState::Closed {
        return Err(closed());
    }
    if row.currency != fields.currency {
        return Err(Problem::fields(vec![FieldError::new("/currency", FieldCode::InUse)]).into());
    }
    let before = written(&row)?;
    row.name = fields.name.trim().to_owned();
    row.starts_on = fields.starts_on;
    row.ends_on = fields.ends_on;
    row.rule = serde_json::to_string(&fields.rule)?;
    save(tx, &mut row).await?;
    let changes = changes(&before, &written(&row)?)?;
    leave(tx, "fund.edited", &row, |entry| {
        entry.param("name", row.name.clone()).param("changes", changes)
    })?;
    tell(tx, &row, Audience::everybody())?;
    whole(tx.db(), tx.scope(), row, tx.now()).await
}

/// What a person wrote of a fund, as it stands.
fn written(row: &Model) -> Result<FundFields, StoreError> {
    Ok(FundFields {
        name: row.name.clone(),
        currency: row.currency.clone(),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        rule: serde_json::from_str(&row.rule)?,
    })
}

/// The fields that differ, each with what it was and what it is.
fn changes(before: &FundFields, after: &FundFields) -> Result<Value, StoreError> {
    let (before, after) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    let fields = after.as_object().into_iter().flatten();
    let changed = fields.filter(|(name, value)| before.get(name.as_str()) != Some(*value));
    let told = changed.map(|(name, value)| (name.clone(), json!({ "before": before.get(name), "after": value })));
    Ok(Value::Object(told.collect()))
}

/// Writes a fund that nobody has changed since it was read, and counts its version on.
pub(super) async fn save(tx: &Tx, row: &mut Model) -> Result<(), StoreError> {
    let update = Entity::update_many()
        .col_expr(Column::Name, Expr::value(row.name.clone()))
        .col_expr(Column::StartsOn, Expr::value(row.starts_on))
        .col_expr(Column::EndsOn, Expr::value(row.ends_on))
        .col_expr(Column::State, Expr::value(row.state.clone()))
        .col_expr(Column::Rule, Expr::value(row.rule.clone()))
        .col_expr(Column::ClosedAt, Expr::value(row.closed_at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version));
    moved_on_unless(update.exec(tx.db()).await?.rows_affected)?;
    row.version += 1;
    Ok(())
}

/// Counts a fund's version on, whatever it has come to meanwhile.
pub(super) async fn count_on(tx: &Tx, row: &mut Model) -> Result<(), StoreError> {
    let backend = tx.db().get_database_backend();
    let mut sql = Sql::new(backend, "UPDATE funds SET version = version + 1 WHERE id = ");
    sql.bind(row.id).push(" RETURNING version");
    let counted = tx.db().query_one_raw(sql.statement()).await?.ok_or(Code::NotFound)?;
    row.version = counted.try_get("", "version")?;
    Ok(())
}

/// 409 for what a closed fund does not take.
pub(super) fn closed() -> StoreError {
    Problem::new(Code::InvalidState).param("reason", "fund_closed").into()
}

/// The audit entry, and what tells the vendor's open pages.
pub(super) fn leave(
    tx: &Tx,
    kind: &'static str,
    row: &Model,
    fill: impl FnOnce(AuditEntry) -> AuditEntry,
) -> Result<(), StoreError> {
    tx.audit(fill(AuditEntry::new(kind, "fund", row.id)));
    tell(tx, row, Audience::whole_vendor())
}

/// Tells open pages that a fund, or what somebody has in it, has changed.
pub(super) fn tell(tx: &Tx, row: &Model, audience: Audience) -> Result<(), StoreError> {
    let event = LiveEvent::Fund {
        id: FundId(row.id),
        version: row.version,
    };
    tx.publish(&event, audience)
}
