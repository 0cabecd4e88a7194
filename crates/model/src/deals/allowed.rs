//! Whether something may be done with a registration now, for the server to enforce and for buttons to tell.

use super::DealState;
use super::occurrence::{Actor, DealEventKind, DealFacts};
use super::refusal::Refusal;
use chrono::{DateTime, Utc};

/// Who may do something and from which states.
fn requirements(kind: DealEventKind) -> (&'static [Actor], &'static [DealState]) {
    use Actor::{Manager, Partner, Portal};
    use DealState::{ActionRequired, Approved, Draft, InReview, Lost, Rejected, Submitted, Won};
    match kind {
        DealEventKind::Submit | DealEventKind::Edit | DealEventKind::Detach => (&[Partner], &[Draft, ActionRequired]),
        DealEventKind::Withdraw => (&[Partner], &[Submitted, InReview, ActionRequired, Approved]),
        DealEventKind::Appeal => (&[Partner], &[Rejected]),
        DealEventKind::RequestExtension | DealEventKind::ChangeStage | DealEventKind::Win | DealEventKind::Lose => {
            (&[Partner], &[Approved])
        }
        DealEventKind::StartReview => (&[Manager], &[Submitted]),
        DealEventKind::Decide => (&[Manager], &[Submitted, InReview]),
        // Once somebody has opened the review, a person decides.
        DealEventKind::AutoApprove => (&[Portal], &[Submitted]),
        DealEventKind::DecideExtension => (&[Manager], &[Approved]),
        DealEventKind::DecideAppeal => (&[Manager], &[Rejected]),
        DealEventKind::Escalate => (&[Manager], &[Submitted, InReview, Approved, Rejected]),
        DealEventKind::Overdue => (&[Portal], &[Submitted, InReview, Approved, Rejected]),
        DealEventKind::AnswerOverdue => (&[Portal], &[ActionRequired]),
        DealEventKind::ProtectionEnded => (&[Portal], &[Approved]),
        DealEventKind::Delete => (&[Partner], &[Draft]),
        DealEventKind::Attach => (
            &[Partner, Manager],
            &[
                Draft,
                Submitted,
                InReview,
                ActionRequired,
                Approved,
                Rejected,
                Won,
                Lost,
            ],
        ),
    }
}

/// Whether something may be done now, whatever it brings. [`super::transition::apply`] refuses beyond this only what it brings itself:
/// [`Refusal::Fields`] and [`Refusal::CannotReturn`].
pub fn allowed(facts: &DealFacts, kind: DealEventKind, actor: Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    let (actors, possible) = requirements(kind);
    // A draft is its partner's alone: a manager never learns that it is there.
    if !actors.contains(&actor) || (actor == Actor::Manager && facts.state == DealState::Draft) {
        return Err(Refusal::WrongActor);
    }
    if !possible.contains(&facts.state) {
        return Err(Refusal::WrongState {
            state: facts.state,
            possible,
        });
    }
    let progress = &facts.progress;
    let refuse_unless = |holds: bool, refusal: Refusal| if holds { Ok(()) } else { Err(refusal) };
    let reached = |at: Option<DateTime<Utc>>| refuse_unless(at.is_some_and(|at| now >= at), Refusal::NotDue { at });
    match kind {
        DealEventKind::RequestExtension => {
            refuse_unless(!progress.extended, Refusal::AlreadyExtended)?;
            refuse_unless(!progress.extension_refused, Refusal::ExtensionRefused)?;
            refuse_unless(progress.extension_requested_at.is_none(), Refusal::ExtensionPending)?;
            refuse_unless(
                progress.protected_until.is_some_and(|until| now < until),
                Refusal::ProtectionOver,
            )
        }
        DealEventKind::DecideExtension => {
            refuse_unless(progress.extension_requested_at.is_some(), Refusal::NoExtensionPending)
        }
        DealEventKind::Appeal => {
            refuse_unless(progress.appeal_requested_at.is_none(), Refusal::AppealPending)?;
            refuse_unless(!progress.appealed, Refusal::AlreadyAppealed)
        }
        DealEventKind::DecideAppeal => refuse_unless(progress.appeal_requested_at.is_some(), Refusal::NoAppealPending),
        DealEventKind::Escalate => {
            something_pending(facts)?;
            refuse_unless(progress.escalated_at.is_none(), Refusal::AlreadyEscalated)
        }
        DealEventKind::Overdue => {
            something_pending(facts)?;
            let at = progress.decision_due;
            refuse_unless(at.is_some_and(|at| now > at), Refusal::NotDue { at })?;
            // A manager may have escalated before the time was up; protection from submission is still to be given.
            let done = progress.escalated_at.is_some()
                && (!facts.state.awaits_decision() || progress.protected_from.is_some());
            refuse_unless(!done, Refusal::AlreadyEscalated)
        }
        DealEventKind::AnswerOverdue => reached(progress.answer_due),
        DealEventKind::ProtectionEnded => reached(progress.protected_until),
        _ => Ok(()),
    }
}

/// An approved registration waits for a decision only over its extension, a rejected one only over its appeal.
fn something_pending(facts: &DealFacts) -> Result<(), Refusal> {
    match facts.state {
        DealState::Approved if facts.progress.extension_requested_at.is_none() => Err(Refusal::NoExtensionPending),
        DealState::Rejected if facts.progress.appeal_requested_at.is_none() => Err(Refusal::NoAppealPending),
        _ => Ok(()),
    }
}
