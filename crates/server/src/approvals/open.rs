//! Items of the queue as what happens to their deal makes, marks and ends them.

use super::item::{self, flags_text};
use crate::deals::whole::Whole;
use crate::deals::work::Work;
use crate::store::sql::Sql;
use crate::store::{Audience, StoreError};
use chrono::{DateTime, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState, RiskFlag};
use entente_model::events::LiveEvent;
use entente_model::ids::{ApprovalId, PartnerId};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A new item.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What waits.
    pub kind: ApprovalKind,
    /// What the partner said when asking.
    pub request: String,
    /// What to look at.
    pub flags: BTreeSet<RiskFlag>,
    /// When a decision is due.
    pub due_at: DateTime<Utc>,
    /// The rule that has decided it at once, with its version.
    pub rule: Option<String>,
}

/// Adds an item about a deal, which must have been written as it stands.
pub async fn open(work: &mut Work<'_>, deal: &Whole, opening: Opening) -> Result<(), StoreError> {
    let decided = opening.rule.is_some();
    let state = if decided {
        ApprovalState::Approved
    } else {
        ApprovalState::Open
    };
    let id = Uuid::now_v7();
    let row = &deal.row;
    let mut sql = Sql::new(
        work.db.get_database_backend(),
        "INSERT INTO approvals (id, kind, deal_id, partner_id, region, subject, amount_currency, amount_minor, submitted_at, due_at, \
         assignee_id, assignee_name, flags, state, request, decided_by, decided_by_name, decided_at, rule, version) VALUES (",
    );
    sql.bind(id)
        .push(", ")
        .bind(opening.kind.as_str())
        .push(", ")
        .bind(row.id)
        .push(", ")
        .bind(row.partner_id);
    sql.push(", ")
        .bind(row.region.clone())
        .push(", ")
        .bind(row.customer_name.clone());
    sql.push(", ")
        .bind(row.value_currency.clone())
        .push(", ")
        .bind(row.value_minor);
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
        .push(", 1)");
    work.db.execute_raw(sql.statement()).await?;
    publish(work, deal, id, 1);
    Ok(())
}

/// Ends what still waits about a deal because it went away.
pub async fn cancel(work: &mut Work<'_>, deal: &Whole) -> Result<(), StoreError> {
    let mut sql = Sql::new(
        work.db.get_database_backend(),
        "UPDATE approvals SET state = 'cancelled', version = version + 1, decided_at = ",
    );
    sql.bind(work.now)
        .push(" WHERE deal_id = ")
        .bind(deal.row.id)
        .push(" AND state = 'open' RETURNING id, version");
    for row in work.db.query_all_raw(sql.statement()).await? {
        publish(work, deal, row.try_get("", "id")?, row.try_get("", "version")?);
    }
    Ok(())
}

/// Notes that nobody decided in time.
pub async fn mark_overdue(work: &mut Work<'_>, deal: &Whole) -> Result<(), StoreError> {
    change_flags(work, deal, |flags| {
        flags.insert(RiskFlag::Overdue);
        flags.insert(RiskFlag::Escalated);
    })
    .await
}

/// Notes that nobody else holds the account any more.
pub async fn clear_conflict(work: &mut Work<'_>, deal: &Whole) -> Result<(), StoreError> {
    change_flags(work, deal, |flags| {
        flags.remove(&RiskFlag::Conflict);
    })
    .await
}

async fn change_flags(
    work: &mut Work<'_>,
    deal: &Whole,
    change: impl Fn(&mut BTreeSet<RiskFlag>),
) -> Result<(), StoreError> {
    let backend = work.db.get_database_backend();
    let mut sql = Sql::new(backend, "SELECT id, flags, version FROM approvals WHERE deal_id = ");
    sql.bind(deal.row.id).push(" AND state = 'open'");
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
        crate::deals::work::moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
        publish(work, deal, id, version + 1);
    }
    Ok(())
}

/// Tells open pages of the vendor's people that an item changed.
pub fn publish(work: &mut Work<'_>, deal: &Whole, id: Uuid, version: i64) {
    let audience = Audience::vendor(PartnerId(deal.row.partner_id), deal.row.region.clone());
    work.publish(
        LiveEvent::Approval {
            id: ApprovalId(id),
            version,
        },
        audience,
    );
}
