//! A decision. What decides between two managers is one conditional UPDATE, not what either has read.

use super::item::Item;
use super::open;
use super::record::{Record, state_after};
use crate::auth::Scope;
use crate::deals::decision;
use crate::funds::{claims, requests};
use crate::http::stale;
use crate::onboarding::applications;
use crate::store::StoreError;
use crate::store::sql::Sql;
use crate::work::{Work, moved_on_unless};
use entente_model::approvals::undo::{DecisionRef, Reversal};
use entente_model::approvals::{Approval, ApprovalSubject, Decision};
use entente_model::ids::ApprovalId;
use entente_model::problem::Code;
use sea_orm::ConnectionTrait;

/// Decides an item that was seen at a version: 409 when somebody has decided it, however old the version; 412 when it changed otherwise.
pub async fn decide(work: &mut Work<'_>, id: ApprovalId, seen: i64, decision: &Decision) -> Result<Item, StoreError> {
    let mut item = open_item(work, id, seen).await?;
    let decided = DecisionRef {
        approval: id,
        version: item.row.version + 1,
    };
    // The record first, as partners' events do it, so that the two don't wait for each other.
    let reversal = match decide_record(work, &mut item, decision, decided).await {
        Err(StoreError::Refused(problem)) => {
            // Somebody may have decided while this one was on its way, and taken the money that it asks for: then that is why.
            let now = Item::find(work.db, work.scope, id).await?;
            let problem = if now.is_open() { *problem } else { now.already_decided() };
            return Err(problem.into());
        }
        other => other?,
    };
    let waits_for_another = matches!(&item.record, Record::FundClaim(claim) if claim.facts.state.awaits_decision());
    if waits_for_another {
        agree(work, &mut item, &reversal).await?;
    } else {
        close(work, &mut item, decision, &reversal).await?;
    }
    open::publish(work, item.record.about(), item.row.id, item.row.version);
    Ok(item)
}

async fn decide_record(
    work: &mut Work<'_>,
    item: &mut Item,
    decision: &Decision,
    decided: DecisionRef,
) -> Result<Reversal, StoreError> {
    let kind = item.kind()?;
    match &mut item.record {
        Record::Deal(deal) => {
            let question = decision::Question::of(kind)?;
            decision::decide(work, deal, question, decision, decided).await
        }
        Record::Application(application) => applications::decide::decide(work, application, decision, decided).await,
        Record::FundRequest(request) => requests::decide::decide(work, request, decision, decided).await,
        Record::FundClaim(claim) => claims::decide::decide(work, claim, decision, decided).await,
    }
}

/// An item that waits, at the version that was seen, for somebody who may decide it: 403 for who only reads such items.
pub async fn open_item(work: &Work<'_>, id: ApprovalId, seen: i64) -> Result<Item, StoreError> {
    let item = Item::find(work.db, work.scope, id).await?;
    permit(work.scope, &item)?;
    if !item.is_open() {
        return Err(item.already_decided().into());
    }
    if item.row.version != seen {
        return Err(stale(&on_wire(work.db, work.scope, &item).await?).into());
    }
    Ok(item)
}

/// Refuses who may not decide items of the kind.
pub fn permit(scope: &Scope, item: &Item) -> Result<(), StoreError> {
    if scope.may(item.kind()?.decided_by()) {
        Ok(())
    } else {
        Err(Code::Forbidden.into())
    }
}

/// As a decision answers it: conflicts, rules and duplicates mattered before it, and are judged anew by whoever opens the item.
pub async fn on_wire<C: ConnectionTrait>(db: &C, scope: &Scope, item: &Item) -> Result<Approval, StoreError> {
    let subject = match &item.record {
        Record::Deal(deal) => ApprovalSubject::Deal(Box::new(deal.on_wire(db).await?)),
        Record::Application(application) => ApprovalSubject::Application(Box::new(application.on_wire()?)),
        Record::FundRequest(request) => ApprovalSubject::FundRequest(Box::new(request.on_wire(db, scope).await?)),
        Record::FundClaim(claim) => ApprovalSubject::FundClaim(Box::new(claim.on_wire(db, scope).await?)),
    };
    Ok(Approval {
        summary: item.summary()?,
        subject,
        request: item.row.request.clone(),
        conflicts: Vec::new(),
        rules: Vec::new(),
        duplicates: Vec::new(),
    })
}

/// Ends the item, unless somebody has since it was read.
async fn close(work: &Work<'_>, item: &mut Item, decision: &Decision, reversal: &Reversal) -> Result<(), StoreError> {
    let person = work.scope.person_ref();
    let row = &mut item.row;
    row.state = state_after(decision).as_str().to_owned();
    row.decided_by = person.id.map(|id| id.0);
    row.decided_by_name = person.name;
    row.decided_at = Some(work.now);
    let mut sql = Sql::new(work.db.get_database_backend(), "UPDATE approvals SET state = ");
    sql.bind(row.state.clone()).push(", decided_by = ").bind(row.decided_by);
    sql.push(", decided_by_name = ")
        .bind(row.decided_by_name.clone())
        .push(", decided_at = ")
        .bind(row.decided_at);
    sql.push(", reversal = ").bind(serde_json::to_string(reversal)?);
    sql.push(", version = version + 1 WHERE id = ")
        .bind(row.id)
        .push(" AND state = 'open' AND version = ")
        .bind(row.version);
    moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
    row.version += 1;
    Ok(())
}

/// Notes who has agreed while the item waits for another to agree: it is nobody's until that one takes it.
async fn agree(work: &Work<'_>, item: &mut Item, reversal: &Reversal) -> Result<(), StoreError> {
    let person = work.scope.person_ref();
    let row = &mut item.row;
    row.agreed_by = person.id.map(|id| id.0);
    row.agreed_by_name = Some(person.name);
    row.agreed_at = Some(work.now);
    row.assignee_id = None;
    row.assignee_name = String::new();
    let mut sql = Sql::new(work.db.get_database_backend(), "UPDATE approvals SET agreed_by = ");
    sql.bind(row.agreed_by)
        .push(", agreed_by_name = ")
        .bind(row.agreed_by_name.clone());
    sql.push(", agreed_at = ").bind(row.agreed_at);
    sql.push(", assignee_id = NULL, assignee_name = '', reversal = ")
        .bind(serde_json::to_string(reversal)?);
    sql.push(", version = version + 1 WHERE id = ")
        .bind(row.id)
        .push(" AND state = 'open' AND version = ")
        .bind(row.version);
    moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
    row.version += 1;
    Ok(())
}
