//! What follows on an occurrence: the registration's state machine, pure in facts, occurrence, actor, time and settings.
//!
//! Rules beyond the states (domain: Deal registration and channel conflict):
//! - One extension means one request with one decision: after a refusal there is no second request.
//! - An appeal is used by asking; granted, the registration returns to review with a new clock and may be rejected for good.
//! - A late decision costs the partner nothing: protection counts from submission, whether or not the portal's clock has told
//!   yet, and approving never shortens it.
//! - Leaving `Approved` ends protection then, and takes a waiting extension along.

use super::allowed::allowed;
use super::occurrence::{Actor, DealFacts, Occurrence};
use super::refusal::Refusal;
use super::{DealEvent, DealProgress, DealState, Stage};
use crate::approvals::{ApprovalKind, Decision};
use crate::settings::DealSettings;
use chrono::{DateTime, Days, Utc};

/// The registration after an occurrence, or why it can't be. `decision_due` is when a decision would be due that is asked for
/// now, by the calendar of the partner's region; it is read when a clock starts: submitting, asking for an extension, an
/// appeal and its granting. The store decides who holds the account; here a hold only ends with the states that can have one.
pub fn apply(
    facts: &DealFacts,
    occurrence: &Occurrence,
    actor: Actor,
    now: DateTime<Utc>,
    settings: &DealSettings,
    decision_due: DateTime<Utc>,
) -> Result<DealFacts, Refusal> {
    allowed(facts, occurrence.kind(), actor, now)?;
    let mut after = facts.clone();
    let progress = &mut after.progress;
    match occurrence {
        Occurrence::Partner(event) => {
            let errors = event.check(&facts.progress, now, None);
            if !errors.is_empty() {
                return Err(Refusal::Fields(errors));
            }
            after.state = partner(facts.state, progress, event, now, settings, decision_due);
        }
        Occurrence::StartReview => after.state = DealState::InReview,
        Occurrence::Decide(decision) => {
            check(decision, ApprovalKind::DealRegistration)?;
            record(progress, decision, now);
            after.state = match decision {
                Decision::Approve { .. } | Decision::ApprovePart { .. } => approve(progress, now, settings),
                Decision::Return { .. } => {
                    end_provisional_protection(progress);
                    progress.answer_due = Some(later(now, settings.answer_days));
                    DealState::ActionRequired
                }
                Decision::Reject { .. } => {
                    end_provisional_protection(progress);
                    DealState::Rejected
                }
            };
            after.progress.decision_due = None;
        }
        Occurrence::AutoApprove { rule, settings_version } => {
            record(progress, &Decision::Approve { message: String::new() }, now);
            progress.decided_by_rule = Some(rule_label(rule, *settings_version));
            after.state = approve(progress, now, settings);
            after.progress.decision_due = None;
        }
        Occurrence::DecideExtension(decision) => {
            check(decision, ApprovalKind::DealExtension)?;
            record(progress, decision, now);
            progress.extension_requested_at = None;
            progress.decision_due = None;
            if matches!(decision, Decision::Approve { .. }) {
                progress.extended = true;
                progress.protected_until = progress
                    .protected_until
                    .map(|until| later(until, settings.extension_days));
            } else {
                progress.extension_refused = true;
            }
        }
        Occurrence::DecideAppeal(decision) => {
            check(decision, ApprovalKind::DealAppeal)?;
            record(progress, decision, now);
            progress.appeal_requested_at = None;
            if matches!(decision, Decision::Approve { .. }) {
                start_clock(progress, decision_due);
                after.state = DealState::InReview;
            } else {
                progress.decision_due = None;
            }
        }
        Occurrence::Escalate => progress.escalated_at = Some(now),
        Occurrence::Overdue => {
            progress.escalated_at = progress.escalated_at.or(Some(now));
            if facts.state.awaits_decision() {
                progress.protected_from = progress.submitted_at;
                progress.protected_until = progress.submitted_at.map(|at| later(at, settings.protection_days));
            }
        }
        Occurrence::AnswerOverdue => {
            progress.answer_due = None;
            after.state = DealState::Expired;
        }
        Occurrence::ProtectionEnded => {
            leave_approved(progress, now);
            after.state = DealState::Expired;
        }
    }
    if !after.state.can_hold() {
        after.progress.holds_account = false;
    }
    Ok(after)
}

/// What an event of the partner's, checked already, does; the state that follows.
fn partner(
    state: DealState,
    progress: &mut DealProgress,
    event: &DealEvent,
    now: DateTime<Utc>,
    settings: &DealSettings,
    decision_due: DateTime<Utc>,
) -> DealState {
    match event {
        DealEvent::Submit {} => {
            progress.submitted_at = progress.submitted_at.or(Some(now));
            progress.answer_due = None;
            start_clock(progress, decision_due);
            DealState::Submitted
        }
        DealEvent::Withdraw { .. } => {
            if state == DealState::Approved {
                leave_approved(progress, now);
            } else {
                end_provisional_protection(progress);
            }
            progress.decision_due = None;
            progress.answer_due = None;
            DealState::Withdrawn
        }
        DealEvent::RequestExtension { .. } => {
            progress.extension_requested_at = Some(now);
            start_clock(progress, decision_due);
            DealState::Approved
        }
        DealEvent::Appeal { .. } => {
            progress.appeal_requested_at = Some(now);
            progress.appealed = true;
            start_clock(progress, decision_due);
            DealState::Rejected
        }
        DealEvent::ChangeStage { stage, next_step } => {
            progress.stage = Some(*stage);
            progress.next_step = next_step.trim().to_owned();
            be_active(progress, now, settings);
            DealState::Approved
        }
        DealEvent::Win { value, closed_on } => {
            progress.won_value = Some(value.clone());
            progress.closed_on = Some(*closed_on);
            leave_approved(progress, now);
            DealState::Won
        }
        DealEvent::Lose { reason, .. } => {
            progress.loss_reason = Some(*reason);
            progress.closed_on = Some(now.date_naive());
            leave_approved(progress, now);
            DealState::Lost
        }
    }
}

/// Refuses a decision that is incomplete or that the kind of item does not take.
fn check(decision: &Decision, kind: ApprovalKind) -> Result<(), Refusal> {
    if !decision.fits(kind) {
        return Err(Refusal::CannotReturn);
    }
    let errors = decision.check_for(kind);
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(errors))
    }
}

fn record(progress: &mut DealProgress, decision: &Decision, now: DateTime<Utc>) {
    progress.decided_at = Some(now);
    progress.decision_reasons = decision.reason_words();
    progress.decision_message = decision.message().trim().to_owned();
    progress.decided_by_rule = None;
}

fn approve(progress: &mut DealProgress, now: DateTime<Utc>, settings: &DealSettings) -> DealState {
    let late = progress.decision_due.is_some_and(|due| now > due);
    progress.protected_from = progress
        .protected_from
        .or(if late { progress.submitted_at } else { None })
        .or(Some(now));
    progress.protected_until = progress.protected_until.max(Some(later(now, settings.protection_days)));
    progress.stage = Some(Stage::Qualified);
    be_active(progress, now, settings);
    DealState::Approved
}

/// A new decision is awaited: what the last wait left behind goes.
fn start_clock(progress: &mut DealProgress, decision_due: DateTime<Utc>) {
    progress.decision_due = Some(decision_due);
    progress.escalated_at = None;
}

fn be_active(progress: &mut DealProgress, now: DateTime<Utc>, settings: &DealSettings) {
    progress.last_activity_at = Some(now);
    progress.activity_due = Some(later(now, settings.activity_days));
}

fn end_provisional_protection(progress: &mut DealProgress) {
    progress.protected_from = None;
    progress.protected_until = None;
}

/// Protection stays on record up to now; nothing is expected of anybody any more.
fn leave_approved(progress: &mut DealProgress, now: DateTime<Utc>) {
    progress.protected_until = progress.protected_until.map(|until| until.min(now));
    progress.extension_requested_at = None;
    progress.decision_due = None;
    progress.activity_due = None;
}

/// The name of a rule with the version of the settings that held it, as decisions record it.
pub fn rule_label(rule: &str, settings_version: i64) -> String {
    format!("{rule} · v{settings_version}")
}

/// Days of 24 hours later, or the last moment that can be told.
fn later(at: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    at.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}
