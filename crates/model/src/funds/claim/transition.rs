//! What follows on an occurrence: the claim's state machine, pure in facts, occurrence, actor, time and settings.
//!
//! Rules beyond the states (domain: MDF):
//! - Above the threshold two different people agree; the second may agree to less than the first and never to more. Whether two have to
//!   is judged by what the first agreed to, because no more can be paid.
//! - Nobody agrees to what they asked for or handed in.
//! - Returning a claim forgets who had agreed: what comes back is looked at anew.
//! - A claim that is approved is owed; it is paid whole, once the approval can't be taken back any more.

use super::allowed::in_time_of;
use super::progress::ClaimProgress;
use super::{ClaimApproval, ClaimFacts, ClaimOccurrence, ClaimState, allowed};
use crate::approvals::{ApprovalKind, Decision};
use crate::funds::actor::FundActor;
use crate::funds::ledger::Posting;
use crate::funds::refusal::FundRefusal;
use crate::funds::request::in_days;
use crate::ids::{ClaimId, FundRequestId, PartnerId, PaymentId, UserId};
use crate::problem::{FieldCode, FieldError};
use crate::settings::FundSettings;
use chrono::{DateTime, NaiveDate, Utc};

/// A claim after an occurrence, with what is to be booked together with it. What happens to its request says
/// [`super::request_follows`].
#[derive(Clone, PartialEq, Debug)]
pub struct ClaimStep {
    /// The claim.
    pub facts: ClaimFacts,
    /// What is to be booked. When the books refuse it, the occurrence can't be.
    pub booking: Option<ClaimBooking>,
}

/// What a claim has booked, in minor units of the fund's currency, above zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimBooking {
    /// The approved amount is owed.
    Owe {
        /// How much.
        minor: i64,
    },
    /// The approval was taken back.
    Disown {
        /// How much.
        minor: i64,
    },
    /// It was paid.
    Pay {
        /// How much.
        minor: i64,
        /// The payment.
        payment_id: PaymentId,
    },
    /// The payment came back.
    Bounce {
        /// How much.
        minor: i64,
        /// The payment.
        payment_id: PaymentId,
    },
}

impl ClaimBooking {
    /// What it is in the books, and how much.
    pub fn posting(self, partner_id: PartnerId, request_id: FundRequestId, claim_id: ClaimId) -> (Posting, i64) {
        match self {
            Self::Owe { minor } => {
                let posting = Posting::Owe {
                    partner_id,
                    request_id,
                    claim_id,
                };
                (posting, minor)
            }
            Self::Disown { minor } => {
                let posting = Posting::Disown {
                    partner_id,
                    request_id,
                    claim_id,
                };
                (posting, minor)
            }
            Self::Pay { minor, payment_id } => {
                let posting = Posting::Pay {
                    partner_id,
                    request_id,
                    payment_id,
                };
                (posting, minor)
            }
            Self::Bounce { minor, payment_id } => {
                let posting = Posting::Bounce {
                    partner_id,
                    request_id,
                    payment_id,
                };
                (posting, minor)
            }
        }
    }
}

/// The claim after an occurrence, or why it can't be. `decision_due` is when a decision would be due that is asked for now, by the
/// calendar of the partner's region; it is read when the claim is handed in. `today` is the day where the partner is.
pub fn apply(
    facts: &ClaimFacts,
    occurrence: &ClaimOccurrence,
    actor: FundActor,
    now: DateTime<Utc>,
    settings: &FundSettings,
    decision_due: DateTime<Utc>,
    today: NaiveDate,
) -> Result<ClaimStep, FundRefusal> {
    allowed(facts, occurrence.kind(), actor, now)?;
    let mut after = facts.clone();
    let progress = &mut after.progress;
    let owed = facts.progress.approved.unwrap_or(0);
    let mut booking = None;
    after.state = match occurrence {
        ClaimOccurrence::Submit(terms) => {
            if terms.claimed < 1 {
                return Err(not_within("/lines", 1));
            }
            in_time_of(Some(terms.ends_on), Some(terms.deadline), facts, today)?;
            progress.submitted_at = progress.submitted_at.or(Some(now));
            progress.handed_in_at = Some(now);
            progress.handed_in_by = actor.person();
            progress.terms = Some(terms.clone());
            progress.decision_due = Some(decision_due);
            progress.escalated_at = None;
            progress.answer_due = None;
            ClaimState::Submitted
        }
        ClaimOccurrence::Decide(decision) => {
            let errors = decision.check_for(ApprovalKind::FundClaim);
            if !errors.is_empty() {
                return Err(FundRefusal::Fields(errors));
            }
            // Only people decide.
            let by = actor.person().ok_or(FundRefusal::WrongActor)?;
            match decision {
                Decision::Approve { .. } => agree(facts, progress, by, facts.most(), now)?,
                Decision::ApprovePart { minor, .. } => agree(facts, progress, by, *minor, now)?,
                Decision::Return { .. } | Decision::Reject { .. } => progress.approvals.clear(),
            }
            let state = match decision {
                Decision::Approve { .. } | Decision::ApprovePart { .. } if needs_another(progress, settings) => {
                    ClaimState::Submitted
                }
                Decision::Approve { .. } | Decision::ApprovePart { .. } => {
                    progress.approved = progress.approvals.last().map(|last| last.minor);
                    booking = progress.approved.map(|minor| ClaimBooking::Owe { minor });
                    ClaimState::Approved
                }
                Decision::Return { .. } => {
                    progress.answer_due = Some(in_days(now, settings.answer_days));
                    ClaimState::ActionRequired
                }
                Decision::Reject { .. } => ClaimState::Rejected,
            };
            if state != ClaimState::Submitted {
                record(progress, decision, now);
            }
            state
        }
        ClaimOccurrence::Escalate | ClaimOccurrence::Overdue => {
            progress.escalated_at = Some(now);
            facts.state
        }
        ClaimOccurrence::AnswerOverdue => {
            progress.answer_due = None;
            progress.unanswered_at = Some(now);
            ClaimState::Rejected
        }
        ClaimOccurrence::Pay { payment_id } => {
            progress.payment_id = Some(*payment_id);
            progress.paid_at = Some(now);
            booking = Some(ClaimBooking::Pay {
                minor: owed,
                payment_id: *payment_id,
            });
            ClaimState::Paid
        }
        ClaimOccurrence::Bounce { payment_id } => {
            if progress.payment_id != Some(*payment_id) {
                return Err(FundRefusal::OtherPayment);
            }
            progress.paid_at = None;
            progress.bounced_at = Some(now);
            booking = Some(ClaimBooking::Bounce {
                minor: owed,
                payment_id: *payment_id,
            });
            ClaimState::Approved
        }
    };
    Ok(ClaimStep { facts: after, booking })
}

/// What taking a decision back books, when `decided` is what the decision had made of the claim.
pub fn undo_booking(decided: &ClaimFacts) -> Option<ClaimBooking> {
    let owed = decided.progress.approved;
    let minor = owed.filter(|_| decided.state == ClaimState::Approved)?;
    Some(ClaimBooking::Disown { minor })
}

/// Somebody agrees to pay an amount.
fn agree(
    facts: &ClaimFacts,
    progress: &mut ClaimProgress,
    by: UserId,
    minor: i64,
    now: DateTime<Utc>,
) -> Result<(), FundRefusal> {
    if progress.approvals.iter().any(|approval| approval.by == by) {
        return Err(FundRefusal::SameApprover);
    }
    let most = facts.most();
    if !(1..=most).contains(&minor) {
        return Err(not_within("/minor", most));
    }
    progress.approvals.push(ClaimApproval { by, at: now, minor });
    Ok(())
}

/// Whether only one has agreed to an amount that takes two.
fn needs_another(progress: &ClaimProgress, settings: &FundSettings) -> bool {
    let currency = progress.terms.as_ref().map_or("", |terms| terms.currency.as_str());
    match progress.approvals.as_slice() {
        [only] => settings.needs_second(only.minor, currency),
        _ => false,
    }
}

fn record(progress: &mut ClaimProgress, decision: &Decision, now: DateTime<Utc>) {
    progress.decided_at = Some(now);
    progress.decision_reasons = decision.reason_words();
    progress.decision_message = decision.message().trim().to_owned();
    progress.decision_due = None;
}

fn not_within(pointer: &str, max: i64) -> FundRefusal {
    let error = FieldError::new(pointer, FieldCode::OutOfRange);
    FundRefusal::Fields(vec![error.with("min", 1).with("max", max)])
}
