//! Mail about journeys: queued as one small job with the change, addressed and written when it runs.

use super::following;
use crate::jobs::{Change, Registry};
use crate::mail::{self, Letter, Line, readers};
use crate::settings::InEffect;
use crate::store::entities::partners;
use crate::store::{NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use entente_model::ids::{PartnerId, UserId};
use entente_model::onboarding::JourneyTask;
use entente_model::people::Side;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Kind of the job.
const NOTICE: &str = "journey_notice";
/// Most tasks that a mail names.
const MOST: usize = 10;

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Telling>(NOTICE);
}

/// What people are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// A manager asks the partner's admins to go on.
    Nudged {
        /// Who.
        manager: String,
        /// What they wrote; may be empty.
        message: String,
    },
    /// Something is late: to the partner's admins.
    Reminded,
    /// The partner is late by so much that somebody is to look: to who looks after its region.
    FellBehind,
    /// The vendor itself is late: to who looks after the partner's region.
    VendorLate,
}

#[derive(Serialize, Deserialize)]
struct Telling {
    partner: PartnerId,
    #[serde(flatten)]
    notice: Notice,
}

/// Queues a notice with a change.
pub fn queue(work: &mut Work<'_>, partner: PartnerId, notice: Notice) -> Result<(), StoreError> {
    work.enqueue(NewJob::new(NOTICE, &Telling { partner, notice })?);
    Ok(())
}

#[async_trait]
impl Change for Telling {
    /// Queues one mail a person, so that one that fails is tried again alone.
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError> {
        let partner = self.partner;
        let company = partners::Entity::find_by_id(partner.0).one(tx.db()).await?;
        let journey = following::of_partner(tx.db(), tx.scope(), partner).await?;
        let (Some(company), Some(journey)) = (company, journey) else {
            return Ok(());
        };
        let today = settings.day_in(&journey.row.region, tx.now());
        let side = match &self.notice {
            Notice::VendorLate => Side::Vendor,
            Notice::Nudged { .. } | Notice::Reminded | Notice::FellBehind => Side::Partner,
        };
        let late = journey.journey.late_on(side, today);
        // The most pressing comes first.
        let days = late.first().map_or(0, |task| (today - task.due_on).num_days());
        let (recipients, tasks) = match &self.notice {
            Notice::Nudged { .. } => {
                let next = journey.journey.next_of(Side::Partner);
                (readers::partner_admins(tx, partner).await?, next)
            }
            // Who has caught up meanwhile needs no mail.
            Notice::Reminded | Notice::FellBehind | Notice::VendorLate if late.is_empty() => return Ok(()),
            Notice::Reminded => (readers::partner_admins(tx, partner).await?, late),
            Notice::FellBehind | Notice::VendorLate => (readers::in_charge(tx, &journey.row.region).await?, late),
        };
        let lines: Vec<Line> = tasks.iter().take(MOST).map(|task| line(task)).collect();
        for user in recipients {
            let letter = letter(&self.notice, user, partner).lines(lines.clone());
            let letter = letter
                .param("partner", company.display_name.clone())
                .param("days", days.to_string());
            mail::queue(tx, &letter)?;
        }
        Ok(())
    }
}

fn letter(notice: &Notice, user: UserId, partner: PartnerId) -> Letter {
    match notice {
        Notice::Nudged { manager, message } => Letter::to_user(user, "journey_nudged")
            .link("/journey")
            .param("manager", manager.clone())
            .param("message", message.clone()),
        Notice::Reminded => Letter::to_user(user, "journey_reminder").link("/journey"),
        Notice::FellBehind => Letter::to_user(user, "journey_fell_behind").link(format!("/partners/{partner}")),
        Notice::VendorLate => Letter::to_user(user, "journey_vendor_late").link(format!("/partners/{partner}")),
    }
}

/// A task with its day: by its own name, or by that of its kind in the reader's language.
fn line(task: &JourneyTask) -> Line {
    let mut params = BTreeMap::from([("due".to_owned(), task.due_on.to_string())]);
    let key = if task.name.is_empty() {
        format!("task_{}", task.kind.as_str())
    } else {
        params.insert("task".to_owned(), task.name.clone());
        "task_named".to_owned()
    };
    Line { key, params }
}
