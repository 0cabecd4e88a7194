//! One decision over many items, or many decisions taken back: each in a savepoint of its own, all in one commit.

use super::decide::decide;
use super::undo::undo;
use crate::settings::InEffect;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::approvals::undo::BulkUndo;
use entente_model::approvals::{BulkDecision, BulkItem, BulkResult, Decision};
use entente_model::problem::{FieldCode, FieldError};
use sea_orm::TransactionTrait;

/// Most items at once.
const MOST: usize = 100;

/// What is wrong with a request for a bulk decision.
pub fn check(bulk: &BulkDecision) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = bulk.decision.check();
    for error in &mut errors {
        error.pointer.insert_str(0, "/decision");
    }
    // One amount fits no two requests.
    if matches!(bulk.decision, Decision::ApprovePart { .. }) {
        errors.push(FieldError::new("/decision/decision", FieldCode::UnknownValue));
    }
    errors.extend(check_items(&bulk.items));
    errors
}

/// What is wrong with the items of a request.
pub fn check_items(items: &[BulkItem]) -> Option<FieldError> {
    if items.is_empty() {
        Some(FieldError::new("/items", FieldCode::TooFew).with("min", 1))
    } else if items.len() > MOST {
        Some(FieldError::new("/items", FieldCode::TooMany).with("max", MOST))
    } else {
        None
    }
}

/// What is done to each item.
enum Act<'a> {
    Decide(&'a Decision),
    Undo,
}

/// Decides each item or says why not.
pub async fn decide_all(tx: &Tx, settings: &InEffect, bulk: &BulkDecision) -> Result<Vec<BulkResult>, StoreError> {
    each(tx, settings, &bulk.items, Act::Decide(&bulk.decision)).await
}

/// Takes the decision of each item back or says why not.
pub async fn undo_all(tx: &Tx, settings: &InEffect, bulk: &BulkUndo) -> Result<Vec<BulkResult>, StoreError> {
    each(tx, settings, &bulk.items, Act::Undo).await
}

/// What is refused undoes its own writes alone.
async fn each(tx: &Tx, settings: &InEffect, items: &[BulkItem], act: Act<'_>) -> Result<Vec<BulkResult>, StoreError> {
    let mut results = Vec::with_capacity(items.len());
    for item in items {
        let savepoint = tx.db().begin().await?;
        let mut work = Work::within(&savepoint, tx, settings);
        let done = match act {
            Act::Decide(decision) => decide(&mut work, item.id, item.version, decision).await,
            Act::Undo => undo(&mut work, item.id, item.version).await,
        };
        let left = work.done();
        let mut result = BulkResult {
            id: item.id,
            approval: None,
            problem: None,
        };
        match done {
            Ok(done) => {
                savepoint.commit().await?;
                left.leave(tx)?;
                result.approval = Some(done.summary()?);
            }
            Err(StoreError::Refused(problem)) => {
                savepoint.rollback().await?;
                result.problem = Some(*problem);
            }
            Err(error) => return Err(error),
        }
        results.push(result);
    }
    Ok(results)
}
