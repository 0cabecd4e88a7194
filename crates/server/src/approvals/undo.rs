//! Taking a decision back. What the decision left in its item's row says how everything stood; whoever empties that first, the
//! one who takes back or the mail that goes out, decides between the two.

use super::decide::{on_wire, permit};
use super::item::Item;
use super::open::publish;
use super::record::Record;
use crate::deals::decision;
use crate::funds::{claims, requests};
use crate::http::stale;
use crate::onboarding::applications;
use crate::store::StoreError;
use crate::store::sql::Sql;
use crate::work::{Work, moved_on_unless};
use chrono::{DateTime, Utc};
use entente_model::approvals::ApprovalState;
use entente_model::approvals::undo::{Before, DecisionRef, Made, Reversal, take_back};
use entente_model::deals::Refusal;
use entente_model::ids::{ApprovalId, UserId};
use entente_model::problem::Problem;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

/// Kinds of the audit entries that tell of it in timelines that partners read.
pub const UNDONE: [&str; 3] = [
    "deal.decision_undone",
    "fund_request.decision_undone",
    "fund_claim.decision_undone",
];

/// Takes the decision of an item back that was seen at a version: the item waits again, and its record stands where it stood.
pub async fn undo(work: &mut Work<'_>, id: ApprovalId, seen: i64) -> Result<Item, StoreError> {
    let mut item = Item::find(work.db, work.scope, id).await?;
    permit(work.scope, &item)?;
    let (by, at) = made(&item)?;
    if item.row.version != seen {
        return Err(stale(&on_wire(work.db, work.scope, &item).await?).into());
    }
    let reversal = reversal(work.db, &item).await?;
    let made = Made {
        by: by.map(UserId),
        at: at.unwrap_or(work.now),
        reversal: reversal.as_ref(),
    };
    let before = take_back(made, work.scope.user_id(), item.record.version(), work.now).map_err(Problem::from)?;
    let undone = DecisionRef {
        approval: id,
        version: item.row.version,
    };
    // The record first, as decisions do it.
    match (&mut item.record, before) {
        (Record::Deal(deal), Before::Deal(facts)) => decision::take_back(work, deal, facts, undone).await?,
        (Record::Application(application), Before::Application(facts)) => {
            applications::decide::take_back(work, application, facts, undone).await?;
        }
        (Record::FundRequest(request), Before::FundRequest(facts)) => {
            requests::decide::take_back(work, request, facts, undone).await?;
        }
        (Record::FundClaim(claim), Before::FundClaim(facts)) => {
            claims::decide::take_back(work, claim, facts, undone).await?;
        }
        _ => {
            return Err(StoreError::Internal(format!(
                "the reversal of {id} is of another kind of record"
            )));
        }
    }
    reopen(work, &mut item).await?;
    publish(work, item.record.about(), item.row.id, item.row.version);
    Ok(item)
}

/// Who decided last, and when; of a claim that waits for another to agree, who agreed first.
fn made(item: &Item) -> Result<(Option<Uuid>, Option<DateTime<Utc>>), StoreError> {
    let row = &item.row;
    let is_cancelled = row.state == ApprovalState::Cancelled.as_str();
    match (item.is_open(), row.agreed_at) {
        (true, Some(at)) => Ok((row.agreed_by, Some(at))),
        (false, _) if !is_cancelled => Ok((row.decided_by, row.decided_at)),
        _ => Err(Problem::from(Refusal::NotDecided).into()),
    }
}

/// Whether a decision still stands, which it does for good from now on: what it left to be taken back by is thrown away.
pub async fn settle(db: &DatabaseTransaction, decision: &DecisionRef) -> Result<bool, StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "UPDATE approvals SET reversal = NULL WHERE id = ",
    );
    sql.bind(decision.approval.0)
        .push(" AND version = ")
        .bind(decision.version);
    Ok(db.execute_raw(sql.statement()).await?.rows_affected() == 1)
}

async fn reversal(db: &DatabaseTransaction, item: &Item) -> Result<Option<Reversal>, StoreError> {
    let mut sql = Sql::new(db.get_database_backend(), "SELECT reversal FROM approvals WHERE id = ");
    sql.bind(item.row.id);
    let Some(row) = db.query_one_raw(sql.statement()).await? else {
        return Ok(None);
    };
    let kept: Option<String> = row.try_get("", "reversal")?;
    // What a server of another version left a moment ago may not be understood: the decision then stands.
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

/// Lets the item wait again, unless its decision has come to stand for good. Who had agreed before a second decided has agreed still.
async fn reopen(work: &Work<'_>, item: &mut Item) -> Result<(), StoreError> {
    let agreed = matches!(&item.record, Record::FundClaim(claim) if claim.facts.first_approval().is_some());
    let row = &mut item.row;
    if !agreed {
        row.agreed_by = None;
        row.agreed_by_name = None;
        row.agreed_at = None;
    }
    let mut sql = Sql::new(
        work.db.get_database_backend(),
        "UPDATE approvals SET state = 'open', decided_by = NULL, decided_by_name = '', decided_at = NULL, reversal = NULL, \
         version = version + 1, agreed_by = ",
    );
    sql.bind(row.agreed_by)
        .push(", agreed_by_name = ")
        .bind(row.agreed_by_name.clone())
        .push(", agreed_at = ")
        .bind(row.agreed_at)
        .push(" WHERE id = ")
        .bind(row.id)
        .push(" AND reversal IS NOT NULL AND version = ")
        .bind(row.version);
    moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
    row.state = ApprovalState::Open.as_str().to_owned();
    row.decided_by = None;
    row.decided_by_name = String::new();
    row.decided_at = None;
    row.version += 1;
    Ok(())
}
