//! Whether something may be done with a claim now, for the server to enforce and for buttons to tell.

use super::{ClaimEventKind, ClaimFacts, ClaimState};
use crate::approvals::undo::final_from;
use crate::funds::actor::{FundActor, FundSide};
use crate::funds::refusal::FundRefusal;
use crate::funds::request::FundRequestProgress;
use chrono::{DateTime, NaiveDate, Utc};

/// Who may do something and from which states.
fn requirements(kind: ClaimEventKind) -> (&'static [FundSide], &'static [ClaimState]) {
    use ClaimEventKind as Kind;
    use ClaimState::{ActionRequired, Approved, Draft, Paid, Submitted};
    use FundSide::{Partner, Portal, Vendor};
    match kind {
        Kind::Submit | Kind::Edit | Kind::Detach => (&[Partner], &[Draft, ActionRequired]),
        Kind::Delete => (&[Partner], &[Draft]),
        Kind::Decide | Kind::Escalate => (&[Vendor], &[Submitted]),
        Kind::Overdue => (&[Portal], &[Submitted]),
        Kind::AnswerOverdue => (&[Portal], &[ActionRequired]),
        Kind::Pay => (&[Vendor, Portal], &[Approved]),
        Kind::Bounce => (&[Vendor, Portal], &[Paid]),
        Kind::Attach => (&[Partner, Vendor], &[Draft, Submitted, ActionRequired, Approved]),
    }
}

/// Whether something may be done now, whatever it brings. [`super::apply`] refuses beyond this only what an occurrence brings itself:
/// [`FundRefusal::Fields`], [`FundRefusal::SameApprover`], [`FundRefusal::OtherPayment`], and what [`in_time`] does.
pub fn allowed(
    facts: &ClaimFacts,
    kind: ClaimEventKind,
    actor: FundActor,
    now: DateTime<Utc>,
) -> Result<(), FundRefusal> {
    let (sides, possible) = requirements(kind);
    // A draft is its partner's alone: nobody of the vendor learns that it is there.
    let hidden = actor.side() == FundSide::Vendor && facts.state == ClaimState::Draft;
    if !sides.contains(&actor.side()) || hidden {
        return Err(FundRefusal::WrongActor);
    }
    if !possible.contains(&facts.state) {
        return Err(FundRefusal::WrongClaimState {
            state: facts.state,
            possible,
        });
    }
    let progress = &facts.progress;
    let refuse_unless = |holds: bool, refusal: FundRefusal| if holds { Ok(()) } else { Err(refusal) };
    let reached = |at: Option<DateTime<Utc>>| refuse_unless(at.is_some_and(|at| now >= at), FundRefusal::NotDue { at });
    match kind {
        ClaimEventKind::Decide => {
            let asked_by = progress.terms.as_ref().and_then(|terms| terms.asked_by);
            let own = actor.person().is_some_and(|person| {
                let own = [progress.handed_in_by, asked_by];
                own.contains(&Some(person))
            });
            refuse_unless(!own, FundRefusal::OwnRequest)
        }
        ClaimEventKind::Escalate => refuse_unless(progress.escalated_at.is_none(), FundRefusal::AlreadyEscalated),
        ClaimEventKind::Overdue => {
            let at = progress.decision_due;
            refuse_unless(at.is_some_and(|at| now > at), FundRefusal::NotDue { at })?;
            refuse_unless(progress.escalated_at.is_none(), FundRefusal::AlreadyEscalated)
        }
        ClaimEventKind::AnswerOverdue => reached(progress.answer_due),
        // Money leaves when the approval can't be taken back any more.
        ClaimEventKind::Pay => reached(progress.decided_at.map(final_from)),
        _ => Ok(()),
    }
}

/// Refuses what is to be written of a claim whose request has come to its end: nothing would come of it. It can still be deleted.
pub fn unless_ended(request: &FundRequestProgress, kind: ClaimEventKind) -> Result<(), FundRefusal> {
    use ClaimEventKind as Kind;
    let writes = matches!(kind, Kind::Submit | Kind::Edit | Kind::Attach | Kind::Detach);
    if writes && request.ended_at.is_some() {
        return Err(FundRefusal::RequestEnded);
    }
    Ok(())
}

/// Whether a claim may be handed in on a day where the partner is: once the activity is over, up to the last day for claims. One that
/// was returned may be handed in again after that, too.
pub fn in_time(request: &FundRequestProgress, claim: &ClaimFacts, today: NaiveDate) -> Result<(), FundRefusal> {
    let ends_on = request.terms.as_ref().map(|terms| terms.ends_on);
    in_time_of(ends_on, request.claim_deadline, claim, today)
}

pub(super) fn in_time_of(
    ends_on: Option<NaiveDate>,
    deadline: Option<NaiveDate>,
    claim: &ClaimFacts,
    today: NaiveDate,
) -> Result<(), FundRefusal> {
    if ends_on.is_none_or(|ends_on| today < ends_on) {
        return Err(FundRefusal::NotYet { on: ends_on });
    }
    let again = claim.state == ClaimState::ActionRequired;
    if !again && deadline.is_none_or(|deadline| today > deadline) {
        return Err(FundRefusal::DeadlinePassed { on: deadline });
    }
    Ok(())
}
