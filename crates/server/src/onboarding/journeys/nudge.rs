//! Asking many partners to go on: each in a savepoint of its own, all in one commit.

use super::notify::{self, Notice};
use super::store::write;
use super::{following, row};
use crate::settings::InEffect;
use crate::store::entities::users;
use crate::store::{AuditEntry, StoreError, Tx};
use crate::work::Work;
use entente_model::ids::PartnerId;
use entente_model::onboarding::following::refusal_to_nudge;
use entente_model::onboarding::{JourneyNudge, JourneyRefusal, JourneyResult};
use entente_model::people::Role;
use entente_model::problem::Problem;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, TransactionTrait};

/// Asks each partner or says why not. What is refused undoes its own writes alone.
pub(super) async fn nudge_all(
    tx: &Tx,
    settings: &InEffect,
    nudge: &JourneyNudge,
) -> Result<Vec<JourneyResult>, StoreError> {
    let mut results = Vec::with_capacity(nudge.partners.len());
    for partner in &nudge.partners {
        let savepoint = tx.db().begin().await?;
        let mut work = Work::within(&savepoint, tx, settings);
        let done = nudge_one(&mut work, *partner, nudge.message.trim()).await;
        let left = work.done();
        let mut result = JourneyResult {
            partner_id: *partner,
            journey: None,
            problem: None,
        };
        match done {
            Ok(()) => {
                savepoint.commit().await?;
                left.leave(tx)?;
                let found = following::summaries(tx.db(), &[partner.0], settings, tx.now()).await?;
                result.journey = found.into_iter().next();
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

async fn nudge_one(work: &mut Work<'_>, partner: PartnerId, message: &str) -> Result<(), StoreError> {
    let mut journey = following::find(work.db, work.scope, partner).await?;
    let row = &mut journey.row;
    let status = following::status_of(work.db, partner.0).await?;
    if let Some(refusal) = refusal_to_nudge(status, row.completed_at, row.nudged_at, work.now) {
        return Err(Problem::from(refusal).into());
    }
    if !has_admin(work, partner).await? {
        return Err(Problem::from(JourneyRefusal::NobodyToNudge).into());
    }
    let read = row.version;
    row.nudged_at = Some(work.now);
    row::touch(row, work.now);
    write(work, row, read).await?;
    let entry = AuditEntry::new("journey.nudged", "partner", partner.0).partner(Some(partner));
    work.keep(if message.is_empty() {
        entry
    } else {
        entry.param("message", message)
    });
    let notice = Notice::Nudged {
        manager: work.scope.person_ref().name,
        message: message.to_owned(),
    };
    notify::queue(work, partner, notice)
}

/// Whether an admin of the partner has joined and is still here.
pub(super) async fn has_admin(work: &Work<'_>, partner: PartnerId) -> Result<bool, StoreError> {
    let admins = users::Entity::find()
        .filter(users::Column::PartnerId.eq(partner.0))
        .filter(users::Column::Role.eq(Role::PartnerAdmin.as_str()))
        .filter(users::Column::DisabledAt.is_null());
    Ok(admins.count(work.db).await? > 0)
}
