//! What a manager does with an application, as the queue dispatches it: taken, handed on, decided, taken back.

use super::WholeApplication;
use super::clock;
use super::notify::{self, Notice};
use super::standing;
use super::welcome;
use crate::store::StoreError;
use crate::work::Work;
use entente_model::approvals::Decision;
use entente_model::approvals::undo::{Before, DecisionRef, Reversal};
use entente_model::ids::{ApprovalId, UserId};
use entente_model::onboarding::application_transition::apply;
use entente_model::onboarding::{ApplicationFacts, ApplicationOccurrence, ApplicationState};
use entente_model::problem::Problem;

/// Decides an application. The decision stands at once and can be taken back for ten seconds; what follows on it outside of the
/// record waits until it stands for good, in `standing.rs`.
pub async fn decide(
    work: &mut Work<'_>,
    application: &mut WholeApplication,
    decision: &Decision,
    decided: DecisionRef,
) -> Result<Reversal, StoreError> {
    let before = occur(work, application, ApplicationOccurrence::Decide(decision.clone())).await?;
    if matches!(decision, Decision::Approve { .. }) {
        welcome::begin(work, application).await?;
    }
    let kind = match decision {
        // No part of an application can be approved: the model has refused it.
        Decision::Approve { .. } | Decision::ApprovePart { .. } => "application.approved",
        Decision::Return { .. } => "application.returned",
        Decision::Reject { .. } => "application.declined",
    };
    let version = work.settings.number;
    work.audit_application(kind, application, |entry| {
        entry.decision(decision, decided).param("settings_version", version)
    });
    standing::queue(work, application, decided)?;
    Ok(Reversal {
        version: application.row.version,
        before: Before::Application(before),
    })
}

/// Sets an application back to where it stood before a decision.
pub async fn take_back(
    work: &mut Work<'_>,
    application: &mut WholeApplication,
    before: ApplicationFacts,
    undone: DecisionRef,
) -> Result<(), StoreError> {
    welcome::undo(work, application).await?;
    work.save_application(application, before).await?;
    work.audit_application("application.decision_undone", application, |entry| {
        entry.of_decision(undone)
    });
    clock::wind_missed(work, application, undone.approval)
}

/// Opens the review, unless it is open.
pub async fn start_review(work: &mut Work<'_>, application: &mut WholeApplication) -> Result<(), StoreError> {
    if application.facts.state == ApplicationState::Submitted {
        occur(work, application, ApplicationOccurrence::StartReview).await?;
        work.audit_application("application.review_started", application, |entry| entry);
    }
    Ok(())
}

/// Notes that the item was given to somebody, or to nobody, and tells them unless they took it themselves.
pub fn assigned(
    work: &mut Work<'_>,
    application: &WholeApplication,
    approval: ApprovalId,
    assignee: String,
    note: String,
    tell: Option<UserId>,
) -> Result<(), StoreError> {
    work.audit_application("application.assigned", application, |entry| {
        entry.internal().param("assignee", assignee).param("note", note.clone())
    });
    match tell {
        Some(user) => notify::queue(work, application, approval, Notice::Assigned { to: user, note }),
        None => Ok(()),
    }
}

/// Hands an application to somebody higher and tells the program's admins.
pub async fn escalate(
    work: &mut Work<'_>,
    application: &mut WholeApplication,
    approval: ApprovalId,
    note: String,
) -> Result<(), StoreError> {
    occur(work, application, ApplicationOccurrence::Escalate).await?;
    work.audit_application("application.escalated", application, |entry| {
        entry.internal().param("note", note.clone())
    });
    notify::queue(work, application, approval, Notice::Escalated { note })
}

/// Lets something happen, or says why not; answers with where the application stood.
async fn occur(
    work: &mut Work<'_>,
    application: &mut WholeApplication,
    occurrence: ApplicationOccurrence,
) -> Result<ApplicationFacts, StoreError> {
    let due = work.settings.application_due(&application.row.region, work.now);
    let after = apply(&application.facts, &occurrence, work.now, due).map_err(Problem::from)?;
    work.save_application(application, after).await
}
