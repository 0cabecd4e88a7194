//! Mail to the vendor's people about an application that is theirs to decide: queued as one small job with the change, addressed and
//! written when it runs.

use super::WholeApplication;
use crate::jobs::{Change, Registry};
use crate::mail::{self, Letter, readers};
use crate::settings::InEffect;
use crate::store::entities::applications;
use crate::store::{NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use entente_model::ids::{ApplicationId, ApprovalId, UserId};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const NOTICE: &str = "application_notice";

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Telling>(NOTICE);
}

/// What people are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// It was handed in: to the channel managers of the region, or the program's admins when there are none.
    Submitted,
    /// Nobody decided in time: to both.
    Overdue,
    /// A manager wants somebody higher to decide: to the program's admins.
    Escalated {
        /// Why.
        note: String,
    },
    /// Somebody was given the item.
    Assigned {
        /// Who.
        to: UserId,
        /// Why.
        note: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Telling {
    application: ApplicationId,
    /// The item that waits.
    approval: ApprovalId,
    #[serde(flatten)]
    notice: Notice,
    /// Who caused it, and so need not be told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    by: Option<UserId>,
}

/// Queues a notice with a change.
pub fn queue(
    work: &mut Work<'_>,
    application: &WholeApplication,
    approval: ApprovalId,
    notice: Notice,
) -> Result<(), StoreError> {
    let telling = Telling {
        application: ApplicationId(application.row.id),
        approval,
        notice,
        by: work.scope.user_id(),
    };
    work.enqueue(NewJob::new(NOTICE, &telling)?);
    Ok(())
}

#[async_trait]
impl Change for Telling {
    /// Queues one mail a person, so that one that fails is tried again alone.
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError> {
        let row = applications::Entity::find_by_id(self.application.0)
            .one(tx.db())
            .await?;
        let Some(row) = row else { return Ok(()) };
        let application = WholeApplication::of(row)?;
        let recipients = match &self.notice {
            Notice::Submitted => readers::in_charge(tx, &application.row.region).await?,
            Notice::Overdue => {
                let mut both = readers::managers(tx, &application.row.region).await?;
                both.extend(readers::admins(tx).await?);
                both
            }
            Notice::Escalated { .. } => readers::admins(tx).await?,
            Notice::Assigned { to, .. } => vec![*to],
        };
        for user in recipients {
            if Some(user) != self.by {
                mail::queue(tx, &letter(&application, self, settings, user))?;
            }
        }
        Ok(())
    }
}

fn letter(application: &WholeApplication, telling: &Telling, settings: &InEffect, user: UserId) -> Letter {
    let (template, note) = match &telling.notice {
        Notice::Submitted => ("application_submitted", ""),
        Notice::Overdue => ("application_overdue", ""),
        Notice::Escalated { note } => ("application_escalated", note.as_str()),
        Notice::Assigned { note, .. } => ("application_assigned", note.as_str()),
    };
    let due = application.facts.progress.decision_due;
    let due = due.map(|due| settings.last_day(&application.row.region, due).to_string());
    Letter::to_user(user, template)
        .link(format!("/approvals/{}", telling.approval))
        .param("company", application.row.company.clone())
        .param("reference", application.row.reference.clone())
        .param("due", due.unwrap_or_default())
        .param("note", note)
}
