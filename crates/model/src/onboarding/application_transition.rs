//! What follows on an occurrence: the application's state machine, pure in facts, occurrence, time and settings.
//!
//! `Draft → Submitted → InReview → Approved | Declined`, with `ActionRequired` back to the applicant, who hands it in again with a
//! new clock. An approved or declined application stays so; a company that was declined applies anew.

use super::application::{ApplicationProgress, ApplicationState};
use crate::approvals::{ApprovalKind, Decision};
use crate::deals::RefusalCode;
use crate::problem::{Code, FieldError, Problem};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where an application stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ApplicationFacts {
    /// Its state.
    pub state: ApplicationState,
    /// What has happened to it.
    pub progress: ApplicationProgress,
}

/// Something that happens to an application.
#[derive(Clone, PartialEq, Debug)]
pub enum ApplicationOccurrence {
    /// The applicant hands it in, having agreed to the text with this SHA-256.
    Submit {
        /// Hexadecimal digits.
        consent_sha256: String,
    },
    /// A manager takes it.
    StartReview,
    /// A manager wants somebody higher to decide.
    Escalate,
    /// A manager decides.
    Decide(Decision),
    /// Nobody decided in time.
    Overdue,
}

/// Why an occurrence can't be.
#[derive(Clone, PartialEq, Debug)]
pub enum ApplicationRefusal {
    /// The state doesn't allow it.
    State(ApplicationState),
    /// It is escalated.
    AlreadyEscalated,
    /// The decision is incomplete, or not of those that applications take.
    Fields(Vec<FieldError>),
}

impl From<ApplicationRefusal> for Problem {
    fn from(refusal: ApplicationRefusal) -> Problem {
        match refusal {
            ApplicationRefusal::State(state) => Problem::new(Code::InvalidState)
                .param("reason", RefusalCode::WrongState.as_str())
                .param("state", state.as_str()),
            ApplicationRefusal::AlreadyEscalated => {
                Problem::new(Code::InvalidState).param("reason", RefusalCode::AlreadyEscalated.as_str())
            }
            ApplicationRefusal::Fields(errors) => Problem::fields(errors),
        }
    }
}

/// Whether the state allows such an occurrence.
pub fn is_allowed(state: ApplicationState, occurrence: &ApplicationOccurrence) -> bool {
    match occurrence {
        ApplicationOccurrence::Submit { .. } => state.is_editable(),
        ApplicationOccurrence::StartReview => state == ApplicationState::Submitted,
        ApplicationOccurrence::Escalate | ApplicationOccurrence::Decide(_) | ApplicationOccurrence::Overdue => {
            state.awaits_decision()
        }
    }
}

/// The application after an occurrence, or why it can't be. `decision_due` is when a decision would be due that is asked for now, by
/// the calendar of the company's region; handing in starts that clock.
pub fn apply(
    facts: &ApplicationFacts,
    occurrence: &ApplicationOccurrence,
    now: DateTime<Utc>,
    decision_due: DateTime<Utc>,
) -> Result<ApplicationFacts, ApplicationRefusal> {
    if !is_allowed(facts.state, occurrence) {
        return Err(ApplicationRefusal::State(facts.state));
    }
    let mut after = facts.clone();
    let progress = &mut after.progress;
    match occurrence {
        ApplicationOccurrence::Submit { consent_sha256 } => {
            progress.submitted_at = progress.submitted_at.or(Some(now));
            progress.decision_due = Some(decision_due);
            progress.escalated_at = None;
            progress.consented_at = Some(now);
            progress.consent_sha256.clone_from(consent_sha256);
            after.state = ApplicationState::Submitted;
        }
        ApplicationOccurrence::StartReview => after.state = ApplicationState::InReview,
        ApplicationOccurrence::Escalate => {
            if progress.escalated_at.is_some() {
                return Err(ApplicationRefusal::AlreadyEscalated);
            }
            progress.escalated_at = Some(now);
        }
        ApplicationOccurrence::Decide(decision) => {
            let errors = decision.check_for(ApprovalKind::PartnerApplication);
            if !errors.is_empty() {
                return Err(ApplicationRefusal::Fields(errors));
            }
            progress.decided_at = Some(now);
            progress.decision_reasons = decision.reason_words();
            progress.decision_message = decision.message().trim().to_owned();
            progress.decision_due = None;
            after.state = match decision {
                Decision::Approve { .. } | Decision::ApprovePart { .. } => ApplicationState::Approved,
                Decision::Return { .. } => ApplicationState::ActionRequired,
                Decision::Reject { .. } => ApplicationState::Declined,
            };
        }
        ApplicationOccurrence::Overdue => progress.escalated_at = progress.escalated_at.or(Some(now)),
    }
    Ok(after)
}
