//! Tells open pages that a version planned ahead has taken effect.

use crate::auth::Scope;
use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::store::Audience;
use async_trait::async_trait;
use entente_model::events::LiveEvent;

/// Kind of the job.
pub(super) const TAKES_EFFECT: &str = "settings_take_effect";

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.on(TAKES_EFFECT, TakesEffect);
}

struct TakesEffect;

#[async_trait]
impl Handler for TakesEffect {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        context.state.settings.forget();
        let job = job.clone();
        context
            .state
            .database
            .write(&Scope::portal(), job, |tx, job| {
                Box::pin(async move {
                    job.complete(tx).await?;
                    tx.publish(&LiveEvent::Settings {}, Audience::everybody())
                })
            })
            .await?;
        Ok(())
    }
}
