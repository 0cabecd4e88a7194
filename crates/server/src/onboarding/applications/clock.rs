//! An application's clock: when nobody has decided in time, the item is escalated.

use super::WholeApplication;
use super::notify::{self, Notice};
use crate::approvals::{self, About};
use crate::deals::AlarmJob;
use crate::jobs::{Registry, Strikes};
use crate::store::entities::applications;
use crate::store::{NewJob, StoreError};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entente_model::ids::{ApplicationId, ApprovalId};
use entente_model::onboarding::application_transition::apply;
use entente_model::onboarding::{ApplicationFacts, ApplicationOccurrence};
use entente_model::problem::Problem;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const CLOCK: &str = "application_clock";

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Alarm>(CLOCK);
}

#[derive(Serialize, Deserialize)]
struct Alarm {
    application: ApplicationId,
    /// The item that waits.
    item: ApprovalId,
    /// The clock as it stood: one that was moved has queued its own alarm.
    due: DateTime<Utc>,
}

/// Queues the alarm of an application that was handed in.
pub(super) fn wind(work: &mut Work<'_>, application: &WholeApplication, item: ApprovalId) -> Result<(), StoreError> {
    let id = ApplicationId(application.row.id);
    if let Some(alarm) = Alarm::of(id, &application.facts, item) {
        work.enqueue(NewJob::new(CLOCK, &alarm)?.at(alarm.due).about(id.0));
    }
    Ok(())
}

/// Queues the alarm that struck while a decision stood that was taken back; one that lies ahead waits still.
pub(super) fn wind_missed(
    work: &mut Work<'_>,
    application: &WholeApplication,
    item: ApprovalId,
) -> Result<(), StoreError> {
    let missed = application
        .facts
        .progress
        .decision_due
        .is_some_and(|due| due <= work.now);
    if missed && application.facts.progress.escalated_at.is_none() {
        wind(work, application, item)?;
    }
    Ok(())
}

/// The alarm of an application as a job: its kind, payload and time. For rows that are written in bulk.
pub(crate) fn alarm(
    application: ApplicationId,
    facts: &ApplicationFacts,
    item: ApprovalId,
) -> Result<Option<AlarmJob>, StoreError> {
    let Some(alarm) = Alarm::of(application, facts, item) else {
        return Ok(None);
    };
    Ok(Some((CLOCK, serde_json::to_string(&alarm)?, alarm.due)))
}

impl Alarm {
    fn of(application: ApplicationId, facts: &ApplicationFacts, item: ApprovalId) -> Option<Self> {
        facts.progress.decision_due.map(|due| Alarm { application, item, due })
    }
}

#[async_trait]
impl Strikes for Alarm {
    async fn strike(&self, work: &mut Work<'_>) -> Result<(), StoreError> {
        let row = applications::Entity::find_by_id(self.application.0)
            .one(work.db)
            .await?;
        let Some(row) = row else { return Ok(()) };
        let mut application = WholeApplication::of(row)?;
        if application.facts.progress.decision_due != Some(self.due) {
            return Ok(());
        }
        let after =
            apply(&application.facts, &ApplicationOccurrence::Overdue, work.now, self.due).map_err(Problem::from)?;
        work.save_application(&mut application, after).await?;
        approvals::mark_overdue(work, About::Application(&application)).await?;
        work.audit_application("application.overdue", &application, |entry| entry);
        notify::queue(work, &application, self.item, Notice::Overdue)
    }
}
