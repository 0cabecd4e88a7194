//! Mail about deals: queued as one small job with the change, addressed and written when it runs.

use super::whole::Whole;
use crate::approvals;
use crate::jobs::{Change, Registry};
use crate::mail::{self, Letter, readers};
use crate::settings::InEffect;
use crate::store::{NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entente_model::approvals::undo::{DecisionRef, final_from};
use entente_model::calendar::last_moment;
use entente_model::ids::{DealId, PartnerId, UserId};
use entente_model::people::Side;
use entente_model::problem::Code;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const NOTICE: &str = "deal_notice";

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Telling>(NOTICE);
}

/// What people are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// A registration waits.
    Submitted,
    /// An extension is asked for.
    ExtensionRequested,
    /// A rejection is appealed.
    Appealed,
    /// Approved, by a person or by a rule.
    Approved,
    /// Returned.
    Returned,
    /// Rejected.
    Rejected,
    /// Longer protection.
    ExtensionGranted,
    /// Not.
    ExtensionRefused,
    /// In review again.
    AppealGranted,
    /// Rejected for good.
    AppealRefused,
    /// Nobody decided in time.
    Overdue,
    /// A manager wants somebody higher to decide.
    Escalated {
        /// Why.
        note: String,
    },
    /// Somebody was given an item.
    Assigned {
        /// Why.
        note: String,
    },
    /// Protection ends in so many days.
    ProtectionEnding {
        /// Days.
        days: u32,
    },
    /// Protection has ended.
    ProtectionEnded,
    /// The partner is asked how it goes.
    ActivityWanted,
    /// The manager is told that nothing was heard.
    ActivityMissing,
    /// A returned registration was not answered.
    AnswerOverdue,
    /// Somebody of the other side wrote.
    Commented {
        /// Who.
        author: String,
    },
}

/// Whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// Who registered the deal, or the partner's admins when that person is gone.
    Owner,
    /// The channel managers of the region, or the program's admins when there are none.
    Managers,
    /// Both.
    ManagersAndAdmins,
    /// The program's admins.
    Admins,
    /// Somebody.
    Person(UserId),
}

#[derive(Serialize, Deserialize)]
struct Telling {
    deal: DealId,
    #[serde(flatten)]
    notice: Notice,
    to: To,
    /// Who caused it, and so need not be told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    by: Option<UserId>,
    /// The decision that it tells of: nothing is told of one that was taken back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    decision: Option<DecisionRef>,
}

/// Queues the notice of a decision to whom it concerns, for the time when it stands for good.
pub fn queue_decided(
    work: &mut Work<'_>,
    deal: &Whole,
    notice: Notice,
    decision: DecisionRef,
) -> Result<(), StoreError> {
    let telling = Telling {
        deal: DealId(deal.row.id),
        notice,
        to: To::Owner,
        by: None,
        decision: Some(decision),
    };
    work.enqueue(NewJob::new(NOTICE, &telling)?.at(final_from(work.now)));
    Ok(())
}

/// Queues a notice with a change.
pub fn queue(work: &mut Work<'_>, deal: &Whole, notice: Notice, to: To) -> Result<(), StoreError> {
    // What a rule decides at once, its owner is told all the same.
    let by = work.scope.user_id().filter(|_| to != To::Owner);
    let telling = Telling {
        deal: DealId(deal.row.id),
        notice,
        to,
        by,
        decision: None,
    };
    work.enqueue(NewJob::new(NOTICE, &telling)?);
    Ok(())
}

/// Queues the notice of a comment to the other side.
pub fn commented(tx: &Tx, deal: DealId, author_side: Side) -> Result<(), StoreError> {
    let to = match author_side {
        Side::Partner => To::Managers,
        Side::Vendor => To::Owner,
    };
    let notice = Notice::Commented {
        author: tx.scope().person_ref().name,
    };
    let telling = Telling {
        deal,
        notice,
        to,
        by: tx.scope().user_id(),
        decision: None,
    };
    tx.enqueue(NewJob::new(NOTICE, &telling)?);
    Ok(())
}

impl Notice {
    /// Key of its text in the mail catalogues.
    fn template(&self) -> &'static str {
        match self {
            Notice::Submitted => "deal_submitted",
            Notice::ExtensionRequested => "deal_extension_requested",
            Notice::Appealed => "deal_appealed",
            Notice::Approved => "deal_approved",
            Notice::Returned => "deal_returned",
            Notice::Rejected => "deal_rejected",
            Notice::ExtensionGranted => "deal_extension_granted",
            Notice::ExtensionRefused => "deal_extension_refused",
            Notice::AppealGranted => "deal_appeal_granted",
            Notice::AppealRefused => "deal_appeal_refused",
            Notice::Overdue => "deal_overdue",
            Notice::Escalated { .. } => "deal_escalated",
            Notice::Assigned { .. } => "deal_assigned",
            Notice::ProtectionEnding { .. } => "deal_protection_ending",
            Notice::ProtectionEnded => "deal_protection_ended",
            Notice::ActivityWanted => "deal_activity_wanted",
            Notice::ActivityMissing => "deal_activity_missing",
            Notice::AnswerOverdue => "deal_answer_overdue",
            Notice::Commented { .. } => "deal_commented",
        }
    }
}

#[async_trait]
impl Change for Telling {
    /// Queues one mail a person, so that one that fails is tried again alone.
    async fn make(&self, tx: &Tx, _: &InEffect) -> Result<(), StoreError> {
        if let Some(decision) = &self.decision
            && !approvals::settle(tx.db(), decision).await?
        {
            return Ok(());
        }
        let deal = match Whole::find(tx.db(), tx.scope(), self.deal).await {
            Err(StoreError::Refused(problem)) if problem.code == Code::NotFound => return Ok(()),
            other => other?,
        };
        for user in recipients(tx, &deal, &self.to).await? {
            if Some(user) != self.by {
                mail::queue(tx, &letter(&deal, &self.notice, user))?;
            }
        }
        Ok(())
    }
}

fn letter(deal: &Whole, notice: &Notice, user: UserId) -> Letter {
    let day = |end: Option<DateTime<Utc>>| {
        end.map(|end| last_moment(end, &Utc).date_naive().to_string())
            .unwrap_or_default()
    };
    let progress = &deal.facts.progress;
    let letter = Letter::to_user(user, notice.template())
        .link(format!("/deals/{}", deal.row.id))
        .param("customer", deal.row.customer_name.clone())
        .param("reference", deal.row.reference.clone())
        .param("partner", deal.partner.name.clone())
        .param("due", day(deal.row.due_at))
        .param("protected_until", day(progress.protected_until))
        // Protection before a decision is what a late one gives.
        .param(
            "provisional_until",
            day(deal.row.protected_until.filter(|_| deal.facts.state.awaits_decision())),
        )
        .param("message", progress.decision_message.clone())
        .param("rule", progress.decided_by_rule.clone().unwrap_or_default());
    match notice {
        Notice::Escalated { note } | Notice::Assigned { note } => letter.param("note", note.clone()),
        Notice::ProtectionEnding { days } => letter.param("days", days.to_string()),
        Notice::Commented { author } => letter.param("author", author.clone()),
        _ => letter,
    }
}

async fn recipients(tx: &Tx, deal: &Whole, to: &To) -> Result<Vec<UserId>, StoreError> {
    let region = deal.row.region.as_str();
    match to {
        To::Person(user) => Ok(vec![*user]),
        To::Admins => readers::admins(tx).await,
        To::ManagersAndAdmins => {
            let mut both = readers::managers(tx, region).await?;
            both.extend(readers::admins(tx).await?);
            Ok(both)
        }
        To::Managers => readers::in_charge(tx, region).await,
        To::Owner => {
            let owner = readers::people(tx, |sql| {
                sql.push("id = ").bind(deal.row.owner_id);
            });
            let owner = owner.await?;
            if !owner.is_empty() {
                return Ok(owner);
            }
            readers::partner_admins(tx, PartnerId(deal.row.partner_id)).await
        }
    }
}
