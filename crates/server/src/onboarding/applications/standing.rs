//! What follows on a decision once it stands for good: a job that runs when the ten seconds are over, and does nothing when the
//! decision was taken back meanwhile.

use super::{WholeApplication, links};
use crate::approvals;
use crate::auth::invitation_mail;
use crate::jobs::{Change, Registry};
use crate::settings::InEffect;
use crate::store::entities::{applications, invitations};
use crate::store::{NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entente_model::approvals::undo::{DecisionRef, final_from};
use entente_model::ids::{ApplicationId, InvitationId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Kind of the job.
const STANDING: &str = "application_decision_stands";

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Standing>(STANDING);
}

/// A decision on an application.
#[derive(Serialize, Deserialize)]
struct Standing {
    application: ApplicationId,
    decision: DecisionRef,
    /// When it was made: by the time that the job runs, another may have followed on it.
    decided_at: DateTime<Utc>,
}

/// Queues what follows on a decision, for the time when it stands for good.
pub fn queue(work: &mut Work<'_>, application: &WholeApplication, decision: DecisionRef) -> Result<(), StoreError> {
    let application = ApplicationId(application.row.id);
    let standing = Standing {
        application,
        decision,
        decided_at: work.now,
    };
    let job = NewJob::new(STANDING, &standing)?;
    work.enqueue(job.at(final_from(work.now)).about(application.0));
    Ok(())
}

#[async_trait]
impl Change for Standing {
    /// Makes the decision stand for good, unless it was taken back: from then on nobody can, and what follows outside of the record may
    /// begin, in the same transaction.
    async fn make(&self, tx: &Tx, _: &InEffect) -> Result<(), StoreError> {
        if !approvals::settle(tx.db(), &self.decision).await? {
            return Ok(());
        }
        let row = applications::Entity::find_by_id(self.application.0)
            .one(tx.db())
            .await?;
        let Some(row) = row else { return Ok(()) };
        let application = WholeApplication::of(row)?;
        if application.facts.progress.decided_at != Some(self.decided_at) {
            return Ok(());
        }
        if let Some(job) = links::decided(&application)? {
            tx.enqueue(job);
        }
        if let Some(partner) = application.row.partner_id {
            welcome_admin(tx, partner, &application.row.locale).await?;
        }
        Ok(())
    }
}

/// Mails the invitation of a new partner's first admin.
async fn welcome_admin(tx: &Tx, partner: Uuid, locale: &str) -> Result<(), StoreError> {
    let waiting = invitations::Entity::find()
        .filter(invitations::Column::PartnerId.eq(partner))
        .filter(invitations::Column::AcceptedAt.is_null())
        .filter(invitations::Column::WithdrawnAt.is_null());
    for invitation in waiting.all(tx.db()).await? {
        tx.enqueue(invitation_mail(InvitationId(invitation.id), locale)?);
    }
    Ok(())
}
