//! Saying that a task is done.

use super::WholeJourney;
use super::following;
use super::store::{actor, save};
use crate::http::stale;
use crate::partners::record;
use crate::store::StoreError;
use crate::work::Work;
use entente_model::ids::PartnerId;
use entente_model::onboarding::{JourneyOccurrence, TaskCompletion};
use entente_model::problem::Problem;

/// Completes a task of a journey that was seen at a version; answers with the journey as it stands then.
pub(super) async fn complete(
    work: &mut Work<'_>,
    partner: PartnerId,
    seen: i64,
    completion: &TaskCompletion,
) -> Result<WholeJourney, StoreError> {
    let mut journey = following::find(work.db, work.scope, partner).await?;
    if work.scope.is_partner() {
        // One that is suspended reads alone; the vendor may still say what was done.
        record::find_active(work.db, work.scope, partner).await?;
    }
    if journey.row.version != seen {
        let current = following::whole(work.db, &journey, work.settings, work.now).await?;
        return Err(stale(&current).into());
    }
    let occurrence = JourneyOccurrence::Complete {
        task: completion.task.clone(),
        note: completion.note.clone(),
    };
    let after = journey
        .journey
        .apply(&occurrence, &actor(work), work.now)
        .map_err(Problem::from)?;
    save(work, &mut journey, after).await?;
    Ok(journey)
}
