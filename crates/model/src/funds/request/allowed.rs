//! Whether something may be done with a request now, for the server to enforce and for buttons to tell.

use super::FundRequestState;
use super::occurrence::FundRequestEventKind;
use super::progress::FundRequestFacts;
use super::rules::later;
use crate::funds::actor::{FundActor, FundSide};
use crate::funds::refusal::FundRefusal;
use chrono::{DateTime, NaiveDate, Utc};

/// Who may do something and from which states.
fn requirements(kind: FundRequestEventKind) -> (&'static [FundSide], &'static [FundRequestState]) {
    use FundRequestEventKind as Kind;
    use FundRequestState::{ActionRequired, Approved, Claimed, Closed, Draft, Executing, Submitted};
    use FundSide::{Partner, Portal, Vendor};
    match kind {
        Kind::Submit | Kind::Edit | Kind::Detach => (&[Partner], &[Draft, ActionRequired]),
        Kind::Delete => (&[Partner], &[Draft]),
        Kind::Withdraw => (&[Partner], &[Submitted, ActionRequired, Approved, Executing]),
        Kind::Decide | Kind::Escalate => (&[Vendor], &[Submitted]),
        Kind::Overdue => (&[Portal], &[Submitted]),
        Kind::AnswerOverdue => (&[Portal], &[ActionRequired]),
        Kind::FundClosed => (&[Portal], &[Submitted, ActionRequired, Approved]),
        Kind::Start => (&[Portal], &[Approved]),
        // Both, because the portal's clock may not have told yet that the activity has begun.
        Kind::Claim => (&[Partner], &[Approved, Executing]),
        Kind::ClaimHandedIn | Kind::DeadlinePassed => (&[Portal], &[Approved, Executing]),
        Kind::ClaimRejected | Kind::ClaimPaid => (&[Portal], &[Claimed]),
        Kind::ClaimBounced => (&[Portal], &[Closed]),
        // What comes of an activity is known long after it was paid.
        Kind::Report => (&[Partner], &[Approved, Executing, Claimed, Closed]),
        Kind::Attach => (
            &[Partner, Vendor],
            &[Draft, Submitted, ActionRequired, Approved, Executing, Claimed],
        ),
    }
}

/// Whether something may be done now, whatever it brings; `today` is the day where the partner is. [`super::apply`] refuses beyond this
/// only what an occurrence brings itself: [`FundRefusal::Fields`], and of an approval [`FundRefusal::StartPassed`] and
/// [`FundRefusal::NoRate`].
pub fn allowed(
    facts: &FundRequestFacts,
    kind: FundRequestEventKind,
    actor: FundActor,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), FundRefusal> {
    let (sides, possible) = requirements(kind);
    // A draft is its partner's alone: a manager never learns that it is there.
    let hidden = actor.side() == FundSide::Vendor && facts.state == FundRequestState::Draft;
    if !sides.contains(&actor.side()) || hidden {
        return Err(FundRefusal::WrongActor);
    }
    if !possible.contains(&facts.state) {
        return Err(FundRefusal::WrongRequestState {
            state: facts.state,
            possible,
        });
    }
    let progress = &facts.progress;
    let refuse_unless = |holds: bool, refusal: FundRefusal| if holds { Ok(()) } else { Err(refusal) };
    let not_before = |on: Option<NaiveDate>| {
        let reached = on.is_some_and(|on| today >= on);
        refuse_unless(reached, FundRefusal::NotYet { on })
    };
    match kind {
        FundRequestEventKind::Decide => {
            let own = actor.person().is_some() && actor.person() == progress.handed_in_by;
            refuse_unless(!own, FundRefusal::OwnRequest)
        }
        FundRequestEventKind::Escalate => refuse_unless(progress.escalated_at.is_none(), FundRefusal::AlreadyEscalated),
        FundRequestEventKind::Overdue => {
            let at = progress.decision_due;
            refuse_unless(at.is_some_and(|at| now > at), FundRefusal::NotDue { at })?;
            refuse_unless(progress.escalated_at.is_none(), FundRefusal::AlreadyEscalated)
        }
        FundRequestEventKind::AnswerOverdue => {
            let at = progress.answer_due;
            refuse_unless(at.is_some_and(|at| now >= at), FundRefusal::NotDue { at })
        }
        // What has begun is carried to its end, though the portal's clock may not have told yet that it has.
        FundRequestEventKind::FundClosed if facts.state == FundRequestState::Approved => {
            let begins = progress.terms.as_ref().map(|terms| terms.starts_on);
            match begins.filter(|on| today >= *on) {
                Some(on) => Err(FundRefusal::StartPassed { on }),
                None => Ok(()),
            }
        }
        FundRequestEventKind::Start => not_before(progress.terms.as_ref().map(|terms| terms.starts_on)),
        FundRequestEventKind::DeadlinePassed => not_before(progress.claim_deadline.map(|last| later(last, 1))),
        FundRequestEventKind::Claim => {
            not_before(progress.terms.as_ref().map(|terms| terms.starts_on))?;
            let on = progress.claim_deadline;
            refuse_unless(on.is_some_and(|on| today <= on), FundRefusal::DeadlinePassed { on })
        }
        _ => Ok(()),
    }
}
