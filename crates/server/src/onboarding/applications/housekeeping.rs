//! Applications that have served their time: drafts that nobody touches any more, and after a year declined ones, as the consent's text
//! promises, and returned ones that were never answered.

use super::access;
use crate::auth::Scope;
use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::store::entities::{applications, approvals};
use crate::store::{AuditEntry, StoreError, Tx};
use async_trait::async_trait;
use chrono::Duration;
use entente_model::onboarding::ApplicationState;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

/// How long an application is kept that was declined, or returned and never answered.
const ENDED: Duration = Duration::days(365);
/// How often it is looked.
const EVERY: std::time::Duration = std::time::Duration::from_secs(60 * 60);
/// Most applications that are deleted at once.
const MOST: u64 = 500;

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.every("applications_housekeeping", EVERY, Housekeeping);
}

struct Housekeeping;

#[async_trait]
impl Handler for Housekeeping {
    async fn run(&self, context: &Context, _: &Job) -> Result<(), JobError> {
        let state = &context.state;
        let settings = state.settings.in_effect(&state.database).await?;
        let untouched = Duration::days(settings.settings.onboarding.draft_days.into());
        state
            .database
            .write(&Scope::portal(), untouched, |tx, untouched| {
                Box::pin(forget_old(tx, *untouched))
            })
            .await?;
        Ok(())
    }
}

async fn forget_old(tx: &Tx, untouched: Duration) -> Result<(), StoreError> {
    let older = |state: ApplicationState, than: Duration| {
        Condition::all()
            .add(applications::Column::State.eq(state.as_str()))
            .add(applications::Column::UpdatedAt.lt(tx.now() - than))
    };
    let old = Condition::any()
        .add(older(ApplicationState::Draft, untouched))
        .add(older(ApplicationState::Declined, ENDED))
        .add(older(ApplicationState::ActionRequired, ENDED));
    let rows = applications::Entity::find()
        .filter(old)
        .limit(MOST)
        .all(tx.db())
        .await?;
    for row in rows {
        // One that somebody saved or handed in since it was read stays.
        let gone = applications::Entity::delete_many()
            .filter(applications::Column::Id.eq(row.id))
            .filter(applications::Column::Version.eq(row.version))
            .exec(tx.db())
            .await?;
        if gone.rows_affected == 0 {
            continue;
        }
        access::end_all(tx, row.id).await?;
        approvals::Entity::delete_many()
            .filter(approvals::Column::ApplicationId.eq(row.id))
            .exec(tx.db())
            .await?;
        let entry = AuditEntry::new("application.forgotten", "application", row.id);
        tx.audit(entry.param("reference", row.reference));
    }
    Ok(())
}
