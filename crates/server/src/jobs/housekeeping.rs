//! Rows that have served their time.

use super::{Context, Handler, Job, JobError, Registry};
use crate::auth::Scope;
use crate::store::entities::{jobs, live_events, sessions, throttles, tokens};
use crate::store::idempotency;
use async_trait::async_trait;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

/// How long live events can be picked up again.
const EVENTS: Duration = Duration::hours(1);
/// How long a done job can be looked at.
const JOBS: Duration = Duration::days(7);
/// How long failed attempts count at most.
const THROTTLES: Duration = Duration::days(1);

/// Registers the housekeeping.
pub(crate) fn register(registry: &mut Registry) {
    registry.every("housekeeping", std::time::Duration::from_secs(10 * 60), Housekeeping);
}

struct Housekeeping;

#[async_trait]
impl Handler for Housekeeping {
    async fn run(&self, context: &Context, _: &Job) -> Result<(), JobError> {
        let database = &context.state.database;
        idempotency::forget_old(database).await?;
        database
            .write(&Scope::portal(), (), |tx, ()| {
                Box::pin(async move {
                    let now = tx.now();
                    let idle = now - crate::auth::session::IDLE;
                    let old_session = sessions::Column::ExpiresAt
                        .lt(now)
                        .or(sessions::Column::LastSeenAt.lt(idle));
                    sessions::Entity::delete_many()
                        .filter(old_session)
                        .exec(tx.db())
                        .await?;
                    tokens::Entity::delete_many()
                        .filter(tokens::Column::ExpiresAt.lt(now))
                        .exec(tx.db())
                        .await?;
                    let old = throttles::Column::UpdatedAt.lt(now - THROTTLES);
                    throttles::Entity::delete_many().filter(old).exec(tx.db()).await?;
                    let old = live_events::Column::At.lt(now - EVENTS);
                    live_events::Entity::delete_many().filter(old).exec(tx.db()).await?;
                    let done = jobs::Column::State.eq("done").and(jobs::Column::RunAt.lt(now - JOBS));
                    jobs::Entity::delete_many().filter(done).exec(tx.db()).await?;
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }
}
