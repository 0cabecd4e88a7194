//! What follows on an occurrence: the request's state machine, pure in facts, occurrence, actor, time and settings.
//!
//! Rules beyond the states (domain: MDF):
//! - An activity is approved before the day on which it begins, or not at all.
//! - What is approved is converted by the rate of the day of the approval and reserved; nothing that follows moves more than that.
//! - A request that has come to its end holds nothing: what was reserved is paid or has gone back.
//! - Rejecting a claim moves no money, because that can be taken back; what is left goes back when the time for another is over.

use super::progress::FundRequestProgress;
use super::rules::later;
use super::{FundRequestFacts, FundRequestOccurrence, FundRequestState, FundRequestTerms, allowed};
use crate::approvals::{ApprovalKind, Decision};
use crate::funds::actor::FundActor;
use crate::funds::ledger::{Posting, ReleaseReason};
use crate::funds::rate::convert_on;
use crate::funds::refusal::FundRefusal;
use crate::ids::{FundRequestId, PartnerId};
use crate::money::Money;
use crate::problem::{FieldCode, FieldError};
use crate::settings::FundSettings;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// A request after an occurrence, with what is to be booked together with it.
#[derive(Clone, PartialEq, Debug)]
pub struct FundRequestStep {
    /// The request.
    pub facts: FundRequestFacts,
    /// What is to be booked. When the books refuse it, the occurrence can't be.
    pub booking: Option<RequestBooking>,
}

/// What a request has booked, in minor units of the fund's currency, above zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RequestBooking {
    /// The approved amount is reserved.
    Reserve {
        /// How much.
        minor: i64,
    },
    /// What is left of it goes back.
    Release {
        /// How much.
        minor: i64,
        /// Why.
        reason: ReleaseReason,
    },
}

impl RequestBooking {
    /// What it is in the books, and how much.
    pub fn posting(self, partner_id: PartnerId, request_id: FundRequestId) -> (Posting, i64) {
        match self {
            Self::Reserve { minor } => (Posting::Reserve { partner_id, request_id }, minor),
            Self::Release { minor, reason } => {
                let posting = Posting::Release {
                    partner_id,
                    request_id,
                    reason,
                };
                (posting, minor)
            }
        }
    }
}

/// The request after an occurrence, or why it can't be. `decision_due` is when a decision would be due that is asked for now, by the
/// calendar of the partner's region; it is read when the request is handed in. `today` is the day where the partner is.
pub fn apply(
    facts: &FundRequestFacts,
    occurrence: &FundRequestOccurrence,
    actor: FundActor,
    now: DateTime<Utc>,
    settings: &FundSettings,
    decision_due: DateTime<Utc>,
    today: NaiveDate,
) -> Result<FundRequestStep, FundRefusal> {
    use FundRequestOccurrence as Occurrence;
    allowed(facts, occurrence.kind(), actor, now, today)?;
    let mut after = facts.clone();
    let progress = &mut after.progress;
    let mut booking = None;
    after.state = match occurrence {
        Occurrence::Submit(terms) => {
            let errors = terms.check();
            if !errors.is_empty() {
                return Err(FundRefusal::Fields(errors));
            }
            progress.submitted_at = progress.submitted_at.or(Some(now));
            progress.submitted_on = progress.submitted_on.or(Some(today));
            progress.handed_in_at = Some(now);
            progress.handed_in_by = actor.person();
            progress.terms = Some(terms.clone());
            progress.decision_due = Some(decision_due);
            progress.escalated_at = None;
            progress.answer_due = None;
            FundRequestState::Submitted
        }
        Occurrence::Withdraw => {
            booking = end(progress, ReleaseReason::Withdrawn, now);
            FundRequestState::Withdrawn
        }
        Occurrence::Decide(decision) => {
            let errors = decision.check_for(ApprovalKind::FundRequest);
            if !errors.is_empty() {
                return Err(FundRefusal::Fields(errors));
            }
            record(progress, decision, now);
            match decision {
                Decision::Approve { .. } => {
                    booking = Some(approve(progress, None, settings, today)?);
                    FundRequestState::Approved
                }
                Decision::ApprovePart { minor, .. } => {
                    booking = Some(approve(progress, Some(*minor), settings, today)?);
                    FundRequestState::Approved
                }
                Decision::Return { .. } => {
                    progress.answer_due = Some(in_days(now, settings.answer_days));
                    FundRequestState::ActionRequired
                }
                Decision::Reject { .. } => {
                    booking = end(progress, ReleaseReason::Rejected, now);
                    FundRequestState::Rejected
                }
            }
        }
        Occurrence::Escalate | Occurrence::Overdue => {
            progress.escalated_at = Some(now);
            facts.state
        }
        Occurrence::AnswerOverdue => {
            booking = end(progress, ReleaseReason::Expired, now);
            FundRequestState::Expired
        }
        Occurrence::FundClosed => {
            booking = end(progress, ReleaseReason::FundClosed, now);
            FundRequestState::Expired
        }
        Occurrence::Start => FundRequestState::Executing,
        Occurrence::DeadlinePassed if progress.claim_rejected_at.is_some() => {
            booking = end(progress, ReleaseReason::Rejected, now);
            FundRequestState::Closed
        }
        Occurrence::DeadlinePassed => {
            booking = end(progress, ReleaseReason::Expired, now);
            FundRequestState::Expired
        }
        Occurrence::ClaimHandedIn => {
            progress.claim_rejected_at = None;
            FundRequestState::Claimed
        }
        Occurrence::ClaimRejected => {
            progress.claim_rejected_at = Some(now);
            FundRequestState::Executing
        }
        Occurrence::ClaimPaid { minor } => {
            if !(1..=progress.held()).contains(minor) {
                return Err(over(progress.held()));
            }
            progress.paid = *minor;
            booking = end(progress, ReleaseReason::Unclaimed, now);
            FundRequestState::Closed
        }
        Occurrence::ClaimBounced => {
            progress.paid = 0;
            progress.ended_at = None;
            progress.ended_by = None;
            FundRequestState::Claimed
        }
    };
    Ok(FundRequestStep { facts: after, booking })
}

/// What taking a decision back books, when `decided` is what the decision had made of the request.
pub fn undo_booking(decided: &FundRequestFacts) -> Option<RequestBooking> {
    let minor = decided.progress.held();
    (decided.state == FundRequestState::Approved).then_some(RequestBooking::Release {
        minor,
        reason: ReleaseReason::DecisionUndone,
    })
}

fn record(progress: &mut FundRequestProgress, decision: &Decision, now: DateTime<Utc>) {
    progress.decided_at = Some(now);
    progress.decision_reasons = decision.reason_words();
    progress.decision_message = decision.message().trim().to_owned();
    progress.decision_due = None;
}

/// Approves what was asked for, or a part of it, and says what is to be reserved.
fn approve(
    progress: &mut FundRequestProgress,
    part: Option<i64>,
    settings: &FundSettings,
    today: NaiveDate,
) -> Result<RequestBooking, FundRefusal> {
    // Whatever waits was handed in with its terms.
    let FundRequestTerms {
        starts_on,
        ends_on,
        asked,
        currency,
        fund_currency,
        ..
    } = progress.terms.as_ref().ok_or(FundRefusal::NotYet { on: None })?;
    if *starts_on <= today {
        return Err(FundRefusal::StartPassed { on: *starts_on });
    }
    let minor = part.unwrap_or(*asked);
    if !(1..=*asked).contains(&minor) {
        return Err(over(*asked));
    }
    let reserved = convert_on(
        &Money::new(minor, currency.as_str()),
        fund_currency,
        &settings.rates,
        today,
    );
    let reserved = reserved.ok_or_else(|| FundRefusal::NoRate {
        from: currency.clone(),
        to: fund_currency.clone(),
    })?;
    if reserved.minor < 1 {
        return Err(over(*asked));
    }
    let booking = RequestBooking::Reserve { minor: reserved.minor };
    progress.claim_deadline = Some(later(*ends_on, settings.claim_days));
    progress.approved_on = Some(today);
    progress.reserved = Some(reserved);
    Ok(booking)
}

/// Nothing is awaited any more, and what is left of the reservation goes back.
fn end(progress: &mut FundRequestProgress, reason: ReleaseReason, now: DateTime<Utc>) -> Option<RequestBooking> {
    let minor = progress.held();
    progress.released += minor;
    progress.decision_due = None;
    progress.answer_due = None;
    progress.ended_at = Some(now);
    progress.ended_by = Some(reason);
    (minor > 0).then_some(RequestBooking::Release { minor, reason })
}

fn over(max: i64) -> FundRefusal {
    let error = FieldError::new("/minor", FieldCode::OutOfRange);
    FundRefusal::Fields(vec![error.with("min", 1).with("max", max)])
}

/// Days of 24 hours later, or the last moment that can be told.
pub(in crate::funds) fn in_days(at: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    at.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}
