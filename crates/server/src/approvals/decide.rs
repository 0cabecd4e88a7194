//! A decision. What decides between two managers is one conditional UPDATE, not what either has read.

use super::item::Item;
use super::open::{self, Opening};
use crate::conflict::holds::{self, Taken};
use crate::conflict::{self, hold_keys};
use crate::deals::notify::{self, Notice};
use crate::deals::record;
use crate::deals::submission::Stake;
use crate::deals::work::{Work, moved_on_unless};
use crate::http::stale;
use crate::store::StoreError;
use crate::store::sql::Sql;
use entente_model::approvals::undo::{DecisionRef, Reversal};
use entente_model::approvals::{Approval, ApprovalKind, ApprovalState, Decision};
use entente_model::deals::transition::apply;
use entente_model::deals::{Actor, DealFacts, Occurrence};
use entente_model::ids::ApprovalId;
use entente_model::problem::{Code, Problem};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

/// Decides an item that was seen at a version: 409 when somebody has decided it, however old the version; 412 when it changed otherwise.
pub async fn decide(work: &mut Work<'_>, id: ApprovalId, seen: i64, decision: &Decision) -> Result<Item, StoreError> {
    let mut item = open_item(work, id, seen).await?;
    let kind = item.kind()?;
    let occurrence = match kind {
        ApprovalKind::DealRegistration => Occurrence::Decide(decision.clone()),
        ApprovalKind::DealExtension => Occurrence::DecideExtension(decision.clone()),
        ApprovalKind::DealAppeal => Occurrence::DecideAppeal(decision.clone()),
    };
    let due = work.settings.decision_due(&item.deal.row.region, work.now);
    let rules = &work.settings.settings.deals;
    let mut after =
        apply(&item.deal.facts, &occurrence, Actor::Manager, work.now, rules, due).map_err(Problem::from)?;
    let approves = matches!(decision, Decision::Approve { .. });
    let mut reopened = None;
    if approves && kind == ApprovalKind::DealRegistration && !after.progress.holds_account {
        take_account(work, &item).await?;
        yield_to_earlier(work, &item).await?;
        after.progress.holds_account = true;
    }
    if approves && kind == ApprovalKind::DealAppeal {
        let fields = record::fields(&item.deal.row)?;
        let stake = Stake::claim(work, &item.deal, &record::account(&item.deal.row), &fields, &[]).await?;
        after.progress.holds_account = stake.holds;
        reopened = Some(stake.flags(work.settings, &fields));
    }
    // The deal first, as partners' events do it, so that the two don't wait for each other.
    let decided = DecisionRef {
        approval: id,
        version: item.row.version + 1,
    };
    let before = work.save_decided(&mut item.deal, after, Some(decided)).await?;
    close(work.db, &mut item, work, decision, &before).await?;
    if let Some(flags) = reopened {
        let kind = ApprovalKind::DealRegistration;
        open::open(
            work,
            &item.deal,
            Opening {
                kind,
                request: String::new(),
                flags,
                due_at: due,
                rule: None,
            },
        )
        .await?;
    }
    let (entry, notice) = told(kind, decision);
    let version = work.settings.number;
    work.audit(entry, &item.deal, |entry| {
        let reasons = decision.reason_words();
        let entry = if reasons.is_empty() {
            entry
        } else {
            entry.param("reasons", reasons)
        };
        let message = decision.message().trim();
        let entry = if message.is_empty() {
            entry
        } else {
            entry.param("message", message)
        };
        entry
            .param("approval_id", item.row.id.to_string())
            .param("approval_version", item.row.version)
            .param("settings_version", version)
    });
    notify::queue_decided(work, &item.deal, notice, decided)?;
    open::publish(work, &item.deal, item.row.id, item.row.version);
    Ok(item)
}

/// An item that waits, at the version that was seen.
pub async fn open_item(work: &Work<'_>, id: ApprovalId, seen: i64) -> Result<Item, StoreError> {
    let item = Item::find(work.db, work.scope, id).await?;
    if !item.is_open() {
        return Err(item.already_decided().into());
    }
    if item.row.version != seen {
        return Err(stale(&on_wire(work.db, &item).await?).into());
    }
    Ok(item)
}

/// As a decision answers it: conflicts and rules mattered before it, and are judged anew by whoever opens the item.
pub async fn on_wire<C: ConnectionTrait>(db: &C, item: &Item) -> Result<Approval, StoreError> {
    Ok(Approval {
        summary: item.summary()?,
        deal: item.deal.on_wire(db).await?,
        request: item.row.request.clone(),
        conflicts: Vec::new(),
        rules: Vec::new(),
    })
}

/// An account that was let go of a moment ago belongs to the earliest who waits for it, even while that decision may be taken back.
async fn yield_to_earlier(work: &Work<'_>, item: &Item) -> Result<(), StoreError> {
    let row = &item.deal.row;
    let products = record::codes(&row.products);
    let products: Vec<&str> = products.iter().map(String::as_str).collect();
    let others = conflict::find(work.db, work.settings, &record::account(row), &products, Some(row.id)).await?;
    match others.iter().any(|other| other.waits_since_before(row.submitted_at)) {
        true => Err(Code::AccountHeld.into()),
        false => Ok(()),
    }
}

/// A registration that is approved must hold its account, and so must one whose rejection is taken back: it takes the account now,
/// or is refused.
pub(super) async fn take_account(work: &Work<'_>, item: &Item) -> Result<(), StoreError> {
    let row = &item.deal.row;
    let keys = hold_keys(&record::account(row), work.settings);
    let products = record::codes(&row.products);
    match holds::take(work.db, row.id, &keys, products.iter().map(String::as_str)).await? {
        Taken::Holds => Ok(()),
        Taken::HeldByOthers => Err(Code::AccountHeld.into()),
    }
}

/// Ends the item, unless somebody has since it was read.
async fn close(
    db: &DatabaseTransaction,
    item: &mut Item,
    work: &Work<'_>,
    decision: &Decision,
    before: &DealFacts,
) -> Result<(), StoreError> {
    let state = match decision {
        Decision::Approve { .. } => ApprovalState::Approved,
        Decision::Return { .. } => ApprovalState::Returned,
        Decision::Reject { .. } => ApprovalState::Rejected,
    };
    let person = work.scope.person_ref();
    let row = &mut item.row;
    row.state = state.as_str().to_owned();
    row.decided_by = person.id.map(|id| id.0);
    row.decided_by_name = person.name;
    row.decided_at = Some(work.now);
    let mut sql = Sql::new(db.get_database_backend(), "UPDATE approvals SET state = ");
    sql.bind(row.state.clone()).push(", decided_by = ").bind(row.decided_by);
    sql.push(", decided_by_name = ")
        .bind(row.decided_by_name.clone())
        .push(", decided_at = ")
        .bind(row.decided_at);
    let reversal = Reversal::new(before, item.deal.row.version);
    sql.push(", reversal = ").bind(serde_json::to_string(&reversal)?);
    sql.push(", version = version + 1 WHERE id = ")
        .bind(row.id)
        .push(" AND state = 'open' AND version = ")
        .bind(row.version);
    moved_on_unless(db.execute_raw(sql.statement()).await?.rows_affected())?;
    row.version += 1;
    Ok(())
}

fn told(kind: ApprovalKind, decision: &Decision) -> (&'static str, Notice) {
    match (kind, decision) {
        (ApprovalKind::DealRegistration, Decision::Approve { .. }) => ("deal.approved", Notice::Approved),
        (ApprovalKind::DealRegistration, Decision::Return { .. }) => ("deal.returned", Notice::Returned),
        (ApprovalKind::DealRegistration, Decision::Reject { .. }) => ("deal.rejected", Notice::Rejected),
        (ApprovalKind::DealExtension, Decision::Approve { .. }) => ("deal.extension_granted", Notice::ExtensionGranted),
        (ApprovalKind::DealExtension, _) => ("deal.extension_refused", Notice::ExtensionRefused),
        (ApprovalKind::DealAppeal, Decision::Approve { .. }) => ("deal.appeal_granted", Notice::AppealGranted),
        (ApprovalKind::DealAppeal, _) => ("deal.appeal_refused", Notice::AppealRefused),
    }
}
