//! Items of the queue as what happens to their record makes, marks and ends them.

use super::item::{self, flags_text};
use super::record::{About, column};
use crate::deals::whole::Whole;
use crate::store::StoreError;
use crate::store::sql::Sql;
use crate::work::{Work, moved_on_unless};
use chrono::{DateTime, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalRecord, ApprovalState, RiskFlag};
use entente_model::events::LiveEvent;
use entente_model::ids::ApprovalId;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A new item.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What waits.
    pub kind: ApprovalKind,
    /// What was said when asking.
    pub request: String,
    /// What to look at.
    pub flags: BTreeSet<RiskFlag>,
    /// When a decision is due.
    pub due_at: DateTime<Utc>,
    /// The rule that has decided it at once, with its version.
    pub rule: Option<String>,
}

/// Adds an item about a record, which must have been written as it stands; answers with its id.
pub async fn open(work: &mut Work<'_>, about: About<'_>, opening: Opening) -> Result<ApprovalId, StoreError> {
    let decided = opening.rule.is_some();
    let state = if decided {
        ApprovalState::Approved
    } else {
        ApprovalState::Open
    };
    let id = Uuid::now_v7();
    let copied = about.copied();
    let (column, record) = column(about.record());
    let mut sql = Sql::new(
        work.db.get_database_backend(),
        "INSERT INTO approvals (id, kind, partner_id, region, subject, amount_currency, amount_minor, score, \
         submitted_at, due_at, assignee_id, assignee_name, flags, state, request, decided_by, decided_by_name, decided_at, rule, version, ",
    );
    sql.push(column)
        .push(") VALUES (")
        .bind(id)
        .push(", ")
        .bind(opening.kind.as_str())
        .push(", ")
        .bind(copied.partner_id);
    sql.push(", ").bind(copied.region).push(", ").bind(copied.subject);
    sql.push(", ")
        .bind(copied.amount_currency)
        .push(", ")
        .bind(copied.amount_minor)
        .push(", ")
        .bind(copied.score);
    sql.push(", ")
        .bind(work.now)
        .push(", ")
        .bind(opening.due_at)
        .push(", NULL, '', ")
        .bind(flags_text(&opening.flags));
    sql.push(", ")
        .bind(state.as_str())
        .push(", ")
        .bind(opening.request)
        .push(", NULL, '', ");
    sql.bind(decided.then_some(work.now))
        .push(", ")
        .bind(opening.rule)
        .push(", 1, ")
        .bind(record)
        .push(")");
    work.db.execute_raw(sql.statement()).await?;
    publish(work, about, id, 1);
    Ok(ApprovalId(id))
}

/// The item that waits about a record, when one does.
pub async fn waiting_about(db: &DatabaseTransaction, record: ApprovalRecord) -> Result<Option<ApprovalId>, StoreError> {
    let (column, id) = column(record);
    let mut sql = Sql::new(db.get_database_backend(), "SELECT id FROM approvals WHERE ");
    sql.push(column).push(" = ").bind(id).push(" AND state = 'open'");
    let row = db.query_one_raw(sql.statement()).await?;
    Ok(row
        .map(|row| row.try_get::<Uuid>("", "id"))
        .transpose()?
        .map(ApprovalId))
}

/// Ends what still waits about a record because it went away.
pub async fn cancel(work: &mut Work<'_>, about: About<'_>) -> Result<(), StoreError> {
    let mut sql = Sql::new(
        work.db.get_database_backend(),
        "UPDATE approvals SET state = 'cancelled', version = version + 1, decided_at = ",
    );
    let (column, id) = column(about.record());
    sql.bind(work.now)
        .push(&format!(" WHERE {column} = "))
        .bind(id)
        .push(" AND state = 'open' RETURNING id, version");
    for row in work.db.query_all_raw(sql.statement()).await? {
        publish(work, about, row.try_get("", "id")?, row.try_get("", "version")?);
    }
    Ok(())
}

/// Notes that nobody decided in time.
pub async fn mark_overdue(work: &mut Work<'_>, about: About<'_>) -> Result<(), StoreError> {
    change_flags(work, about, |flags| {
        flags.insert(RiskFlag::Overdue);
        flags.insert(RiskFlag::Escalated);
    })
    .await
}

/// Notes that nobody else holds the account of a deal any more.
pub async fn clear_conflict(work: &mut Work<'_>, deal: &Whole) -> Result<(), StoreError> {
    change_flags(work, About::Deal(deal), |flags| {
        flags.remove(&RiskFlag::Conflict);
    })
    .await
}

async fn change_flags(
    work: &mut Work<'_>,
    about: About<'_>,
    change: impl Fn(&mut BTreeSet<RiskFlag>),
) -> Result<(), StoreError> {
    let backend = work.db.get_database_backend();
    let (column, id) = column(about.record());
    let mut sql = Sql::new(backend, "SELECT id, flags, version FROM approvals WHERE ");
    sql.push(column).push(" = ").bind(id).push(" AND state = 'open'");
    for row in work.db.query_all_raw(sql.statement()).await? {
        let (id, flags, version): (Uuid, String, i64) = (
            row.try_get("", "id")?,
            row.try_get("", "flags")?,
            row.try_get("", "version")?,
        );
        let mut changed = item::flags(&flags);
        change(&mut changed);
        let changed = flags_text(&changed);
        if changed == flags {
            continue;
        }
        let mut sql = Sql::new(backend, "UPDATE approvals SET flags = ");
        sql.bind(changed)
            .push(", version = version + 1 WHERE id = ")
            .bind(id)
            .push(" AND version = ")
            .bind(version);
        moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
        publish(work, about, id, version + 1);
    }
    Ok(())
}

/// Tells open pages of the vendor's people that an item changed.
pub fn publish(work: &mut Work<'_>, about: About<'_>, id: Uuid, version: i64) {
    let id = ApprovalId(id);
    work.publish(LiveEvent::Approval { id, version }, about.audience());
}
