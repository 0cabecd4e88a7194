//! What finance does with a claim, as the queue dispatches it: agreed to, decided, taken back, handed on.

use super::{WholeClaim, drafts, invoices, step};
use crate::funds::actor;
use crate::funds::notify::{self, Notice, To};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::approvals::Decision;
use entente_model::approvals::undo::{Before, DecisionRef, Reversal};
use entente_model::deals::Refusal;
use entente_model::funds::claim::{ClaimFacts, ClaimOccurrence, ClaimState, undo_booking};
use entente_model::ids::UserId;
use entente_model::problem::Problem;

/// Decides a claim, or agrees to it when it takes another to agree: it still waits then. What is approved is owed at once; the decision
/// can be taken back for ten seconds, and mails wait for that.
pub async fn decide(
    work: &mut Work<'_>,
    claim: &mut WholeClaim,
    decision: &Decision,
    decided: DecisionRef,
) -> Result<Reversal, StoreError> {
    let occurrence = ClaimOccurrence::Decide(decision.clone());
    let actor = actor::of(work.scope);
    let before = step::occur(work, claim, &occurrence, actor).await?;
    let (entry, notice) = told(claim);
    let version = work.settings.number;
    let agreed = claim.facts.progress.approvals.last().map(|approval| approval.minor);
    let currency = claim.request.fund_currency().to_owned();
    let waits = claim.facts.state.awaits_decision();
    work.audit_fund_claim(entry, claim, |entry| {
        let mut entry = entry.decision(decision, decided).param("settings_version", version);
        if let Some(minor) = agreed {
            entry = entry.param("minor", minor).param("currency", currency);
        }
        // Who agreed first is the vendor's business until the claim is decided.
        if waits { entry.internal() } else { entry }
    });
    notify::claim_decided(work, claim, notice, decided)?;
    Ok(Reversal {
        version: claim.row.version,
        before: Before::FundClaim(before),
    })
}

fn told(claim: &WholeClaim) -> (&'static str, Notice) {
    let progress = &claim.facts.progress;
    let claimed = progress.terms.as_ref().map(|terms| terms.claimed);
    match claim.facts.state {
        ClaimState::Submitted => ("fund_claim.agreed", Notice::Agreed),
        ClaimState::ActionRequired => ("fund_claim.returned", Notice::Returned),
        ClaimState::Rejected => ("fund_claim.rejected", Notice::Rejected),
        _ if progress.approved < claimed => ("fund_claim.approved_in_part", Notice::ApprovedInPart),
        _ => ("fund_claim.approved", Notice::Approved),
    }
}

/// Sets a claim back to where it stood before a decision, and its request with it. Another claim that was begun since a rejection, or that
/// names an invoice of this one, has taken its place.
pub async fn take_back(
    work: &mut Work<'_>,
    claim: &mut WholeClaim,
    before: ClaimFacts,
    undone: DecisionRef,
) -> Result<(), StoreError> {
    if !claim.facts.state.counts() && is_replaced(work, claim).await? {
        return Err(Problem::from(Refusal::ChangedSince).into());
    }
    let booking = undo_booking(&claim.facts);
    let was_agreed_only = claim.facts.state.awaits_decision();
    step::move_to(work, claim, before, booking).await?;
    work.audit_fund_claim("fund_claim.decision_undone", claim, |entry| {
        let entry = entry.of_decision(undone);
        if was_agreed_only { entry.internal() } else { entry }
    });
    Ok(())
}

async fn is_replaced(work: &Work<'_>, claim: &WholeClaim) -> Result<bool, StoreError> {
    if drafts::has_another(work.db, &claim.request, Some(claim.id())).await? {
        return Ok(true);
    }
    let fields = claim.fields()?;
    let used = invoices::used(work.db, claim, &fields).await?;
    Ok(fields.lines.iter().any(|line| used.iter().any(|used| used.is_of(line))))
}

/// Notes that the item was given to somebody, or to nobody, and tells them unless they took it themselves.
pub fn assigned(
    work: &mut Work<'_>,
    claim: &WholeClaim,
    assignee: String,
    note: String,
    tell: Option<UserId>,
) -> Result<(), StoreError> {
    work.audit_fund_claim("fund_claim.assigned", claim, |entry| {
        entry.internal().param("assignee", assignee).param("note", note.clone())
    });
    match tell {
        Some(user) => notify::claim(work, claim, Notice::Assigned { note }, To::Person(user)),
        None => Ok(()),
    }
}

/// Says that somebody else should decide, and tells all who may, and the program's admins.
pub async fn escalate(work: &mut Work<'_>, claim: &mut WholeClaim, note: String) -> Result<(), StoreError> {
    let actor = actor::of(work.scope);
    step::occur(work, claim, &ClaimOccurrence::Escalate, actor).await?;
    work.audit_fund_claim("fund_claim.escalated", claim, |entry| {
        entry.internal().param("note", note.clone())
    });
    notify::claim(work, claim, Notice::Escalated { note }, To::DecidersAndAdmins)
}
