//! What a manager does with a request, as the queue dispatches it: decided, taken back, handed on.

use super::submission::hold_partner;
use super::{WholeRequest, books, step};
use crate::funds::notify::{self, Notice, To};
use crate::funds::{actor, claims, ledger, store};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::approvals::Decision;
use entente_model::approvals::undo::{Before, DecisionRef, Reversal};
use entente_model::deals::Refusal;
use entente_model::funds::fund::FundState;
use entente_model::funds::request::{FundRequestFacts, FundRequestOccurrence, undo_booking};
use entente_model::ids::UserId;
use entente_model::problem::Problem;

/// Decides a request. What is approved is reserved at once; the decision can be taken back for ten seconds, and mails wait for that.
pub async fn decide(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    decision: &Decision,
    decided: DecisionRef,
) -> Result<Reversal, StoreError> {
    let (entry, notice) = told(decision);
    let approves = matches!(decision, Decision::Approve { .. } | Decision::ApprovePart { .. });
    // Claims are held to the rules by which it was approved.
    request.row.settings_id = approves.then_some(work.settings.id.0);
    let occurrence = FundRequestOccurrence::Decide(decision.clone());
    let actor = actor::of(work.scope);
    let before = step::occur(work, request, &occurrence, actor).await?;
    let version = work.settings.number;
    let currency = request.row.currency.clone();
    let approved = request.facts.progress.approved_minor();
    work.audit_fund_request(entry, request, |entry| {
        let entry = entry.decision(decision, decided).param("settings_version", version);
        if approves {
            entry.param("minor", approved).param("currency", currency)
        } else {
            entry
        }
    });
    notify::request_decided(work, request, notice, decided)?;
    Ok(Reversal {
        version: request.row.version,
        before: Before::FundRequest(before),
    })
}

fn told(decision: &Decision) -> (&'static str, Notice) {
    match decision {
        Decision::Approve { .. } => ("fund_request.approved", Notice::Approved),
        Decision::ApprovePart { .. } => ("fund_request.approved_in_part", Notice::ApprovedInPart),
        Decision::Return { .. } => ("fund_request.returned", Notice::Returned),
        Decision::Reject { .. } => ("fund_request.rejected", Notice::Rejected),
    }
}

/// Sets a request back to where it stood before a decision: what was reserved goes back. Nothing waits in a fund that was closed meanwhile,
/// and an approval stands once a claim was begun by it.
pub async fn take_back(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    before: FundRequestFacts,
    undone: DecisionRef,
) -> Result<(), StoreError> {
    hold_partner(work.db, request.partner_id()).await?;
    if claims::has_another(work.db, request, None).await? {
        return Err(Problem::from(Refusal::ChangedSince).into());
    }
    let (state, _) = ledger::hold(work.db, request.fund_id()?).await?;
    if state == FundState::Closed {
        return Err(store::closed());
    }
    if let Some(booking) = undo_booking(&request.facts) {
        let posting = booking.posting(request.partner_id(), request.id());
        let origin = request.facts.progress.origin_of_rest(posting.1);
        books::book(work, request, posting, origin).await?;
    }
    request.row.settings_id = None;
    work.save_fund_request(request, before).await?;
    work.audit_fund_request("fund_request.decision_undone", request, |entry| {
        entry.of_decision(undone)
    });
    Ok(())
}

/// Notes that the item was given to somebody, or to nobody, and tells them unless they took it themselves.
pub fn assigned(
    work: &mut Work<'_>,
    request: &WholeRequest,
    assignee: String,
    note: String,
    tell: Option<UserId>,
) -> Result<(), StoreError> {
    work.audit_fund_request("fund_request.assigned", request, |entry| {
        entry.internal().param("assignee", assignee).param("note", note.clone())
    });
    match tell {
        Some(user) => notify::request(work, request, Notice::Assigned { note }, To::Person(user)),
        None => Ok(()),
    }
}

/// Hands a request to somebody higher and tells the program's admins.
pub async fn escalate(work: &mut Work<'_>, request: &mut WholeRequest, note: String) -> Result<(), StoreError> {
    let actor = actor::of(work.scope);
    step::occur(work, request, &FundRequestOccurrence::Escalate, actor).await?;
    work.audit_fund_request("fund_request.escalated", request, |entry| {
        entry.internal().param("note", note.clone())
    });
    notify::request(work, request, Notice::Escalated { note }, To::Admins)
}
