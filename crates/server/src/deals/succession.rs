//! Who holds an account next, once somebody has let go of it.
//!
//! What a decision lets go of is passed on when the decision stands for good: until then it may be taken back, and nobody is to be
//! given what is taken from them a moment later. Who asks for the account meanwhile stands behind those who waited; see
//! [`super::submission::Stake::claim`].

use super::record;
use super::whole::{COLUMNS, Whole};
use crate::approvals;
use crate::conflict;
use crate::conflict::holds::{self, Held, Taken};
use crate::jobs::{Change, Registry};
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{NewJob, StoreError, Tx};
use crate::work::{Work, moved_on_unless};
use async_trait::async_trait;
use entente_model::approvals::undo::{DecisionRef, final_from};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Kind of the job.
const SUCCESSION: &str = "account_succession";

/// Most registrations that are tried for an account that has become free.
const WAITING: i64 = 100;

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Freed>(SUCCESSION);
}

/// What was let go of.
#[derive(Serialize, Deserialize)]
struct Freed {
    held: Vec<Held>,
    /// By this decision, without which nothing is free; by one that was taken back where there is none.
    decision: Option<DecisionRef>,
}

/// Passes on what a decision let go of as soon as it stands for good. What is held again by then stays where it is.
pub fn pass_on_later(work: &mut Work<'_>, held: Vec<Held>, decision: Option<DecisionRef>) -> Result<(), StoreError> {
    if !held.is_empty() {
        let freed = Freed { held, decision };
        work.enqueue(NewJob::new(SUCCESSION, &freed)?.at(final_from(work.now)));
    }
    Ok(())
}

#[async_trait]
impl Change for Freed {
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError> {
        let stands = match &self.decision {
            Some(decision) => approvals::settle(tx.db(), decision).await?,
            None => true,
        };
        // One that was taken back and made anew has a job of its own, and ten seconds of its own.
        if !stands {
            return Ok(());
        }
        let mut work = Work::new(tx, settings);
        pass_on(&mut work, &self.held, None).await?;
        work.leave(tx)
    }
}

/// Gives what was let go of to those that wait for it, the earliest first; never to `except`.
pub async fn pass_on(work: &mut Work<'_>, freed: &[Held], except: Option<Uuid>) -> Result<(), StoreError> {
    if freed.is_empty() {
        return Ok(());
    }
    for mut deal in waiting(work, freed).await? {
        if Some(deal.row.id) == except {
            continue;
        }
        let products = record::codes(&deal.row.products);
        let keys = conflict::hold_keys(&record::account(&deal.row), work.settings);
        let taken = holds::take(work.db, deal.row.id, &keys, products.iter().map(String::as_str)).await?;
        if taken == Taken::Holds {
            gain(work, &mut deal).await?;
        }
    }
    Ok(())
}

/// Notes that a registration that waited holds its account now. Nobody touched it, so it keeps its place in lists.
async fn gain(work: &mut Work<'_>, deal: &mut Whole) -> Result<(), StoreError> {
    deal.facts.progress.holds_account = true;
    deal.row.holds_account = true;
    deal.row.progress = serde_json::to_string(&deal.facts.progress)?;
    let mut sql = Sql::new(
        work.db.get_database_backend(),
        "UPDATE deals SET holds_account = TRUE, progress = ",
    );
    sql.bind(deal.row.progress.clone())
        .push(", version = version + 1 WHERE id = ")
        .bind(deal.row.id);
    sql.push(" AND version = ").bind(deal.row.version);
    moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
    deal.row.version += 1;
    work.publish_deal(deal);
    work.audit("deal.hold_gained", deal, |entry| {
        entry.by(crate::store::Actor::default())
    });
    approvals::clear_conflict(work, deal).await
}

/// Registrations under review that hold nothing and name one of the accounts, the earliest first.
async fn waiting(work: &Work<'_>, freed: &[Held]) -> Result<Vec<Whole>, StoreError> {
    let keys: BTreeSet<&str> = freed.iter().map(|(key, _)| key.as_str()).collect();
    let mut sql = Sql::new(work.db.get_database_backend(), "SELECT ");
    sql.push(&COLUMNS)
        .push(" FROM deals d CROSS JOIN partners p WHERE p.id = d.partner_id AND ");
    sql.unindexed("d.state")
        .push(" IN ('submitted', 'in_review', 'action_required') AND d.holds_account = FALSE AND d.id IN (");
    let mut union = "";
    for key in keys {
        if let Some(domain) = key.strip_prefix("d:") {
            sql.push(union)
                .push("SELECT x.id FROM deals x WHERE x.account_domain = ")
                .bind(domain);
        } else if let Some((country, name)) = key.strip_prefix("n:").and_then(|rest| rest.split_once(':')) {
            sql.push(union)
                .push("SELECT x.id FROM deals x WHERE x.account_name = ")
                .bind(name)
                .push(" AND x.customer_country = ")
                .bind(country);
        } else {
            continue;
        }
        union = " UNION ";
    }
    if union.is_empty() {
        return Ok(Vec::new());
    }
    sql.push(") ORDER BY ")
        .unindexed("d.submitted_at")
        .push(", ")
        .unindexed("d.id")
        .push(" LIMIT ")
        .bind(WAITING);
    let rows = work.db.query_all_raw(sql.statement()).await?;
    rows.iter().map(Whole::of).collect()
}
