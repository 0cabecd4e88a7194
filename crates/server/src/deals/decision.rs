//! What a manager does with a deal, as the queue dispatches it: taken, handed on, decided, taken back.

use super::notify::{self, Notice, To};
use super::record;
use super::submission::Stake;
use super::whole::Whole;
use crate::approvals::{self, About, Opening};
use crate::conflict::holds::{self, Taken};
use crate::conflict::{self, hold_keys};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::approvals::undo::{Before, DecisionRef, Reversal};
use entente_model::approvals::{ApprovalKind, Decision};
use entente_model::deals::transition::apply;
use entente_model::deals::{Actor, DealFacts, DealState, Occurrence};
use entente_model::ids::UserId;
use entente_model::problem::{Code, Problem};

/// What is decided of a deal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// Whether it is registered.
    Registration,
    /// Whether it is protected longer.
    Extension,
    /// Whether an objection to its rejection is upheld.
    Appeal,
}

impl Question {
    /// What an item of a kind asks of its deal.
    pub fn of(kind: ApprovalKind) -> Result<Question, StoreError> {
        match kind {
            ApprovalKind::DealRegistration => Ok(Question::Registration),
            ApprovalKind::DealExtension => Ok(Question::Extension),
            ApprovalKind::DealAppeal => Ok(Question::Appeal),
            ApprovalKind::PartnerApplication | ApprovalKind::FundRequest | ApprovalKind::FundClaim => Err(
                StoreError::Internal(format!("an approval of a deal of the kind {}", kind.as_str())),
            ),
        }
    }
}

/// Decides a deal. The decision stands at once and can be taken back for ten seconds; mails and who holds the account next wait.
pub async fn decide(
    work: &mut Work<'_>,
    deal: &mut Whole,
    question: Question,
    decision: &Decision,
    decided: DecisionRef,
) -> Result<Reversal, StoreError> {
    let occurrence = match question {
        Question::Registration => Occurrence::Decide(decision.clone()),
        Question::Extension => Occurrence::DecideExtension(decision.clone()),
        Question::Appeal => Occurrence::DecideAppeal(decision.clone()),
    };
    let due = work.settings.decision_due(&deal.row.region, work.now);
    let rules = &work.settings.settings.deals;
    let mut after = apply(&deal.facts, &occurrence, Actor::Manager, work.now, rules, due).map_err(Problem::from)?;
    let approves = matches!(decision, Decision::Approve { .. });
    let mut reopened = None;
    if approves && question == Question::Registration && !after.progress.holds_account {
        take_account(work, deal).await?;
        yield_to_earlier(work, deal).await?;
        after.progress.holds_account = true;
    }
    if approves && question == Question::Appeal {
        let fields = record::fields(&deal.row)?;
        let stake = Stake::claim(work, deal, &record::account(&deal.row), &fields, &[]).await?;
        after.progress.holds_account = stake.holds;
        reopened = Some(stake.flags(work.settings, &fields));
    }
    let before = work.save_decided(deal, after, Some(decided)).await?;
    if let Some(flags) = reopened {
        let opening = Opening {
            kind: ApprovalKind::DealRegistration,
            request: String::new(),
            flags,
            due_at: due,
            rule: None,
        };
        approvals::open(work, About::Deal(deal), opening).await?;
    }
    let (entry, notice) = told(question, decision);
    let version = work.settings.number;
    work.audit(entry, deal, |entry| {
        entry.decision(decision, decided).param("settings_version", version)
    });
    notify::queue_decided(work, deal, notice, decided)?;
    Ok(Reversal {
        version: deal.row.version,
        before: Before::Deal(before),
    })
}

/// Sets a deal back to where it stood before a decision, which takes the account again that it held then.
pub async fn take_back(
    work: &mut Work<'_>,
    deal: &mut Whole,
    before: DealFacts,
    undone: DecisionRef,
) -> Result<(), StoreError> {
    if before.progress.holds_account && !deal.facts.progress.holds_account {
        take_account(work, deal).await?;
    }
    work.save_decided(deal, before, None).await?;
    // An appeal that was granted has opened a review: it ends before the appeal waits again.
    approvals::cancel(work, About::Deal(deal)).await?;
    work.audit("deal.decision_undone", deal, |entry| entry.of_decision(undone));
    Ok(())
}

/// Opens the review of a registration, unless it is open.
pub async fn start_review(work: &mut Work<'_>, deal: &mut Whole, question: Question) -> Result<(), StoreError> {
    if question == Question::Registration && deal.facts.state == DealState::Submitted {
        occur(work, deal, &Occurrence::StartReview).await?;
        work.audit("deal.review_started", deal, |entry| entry);
    }
    Ok(())
}

/// Notes that an item about it was given to somebody, or to nobody, and tells them unless they took it themselves.
pub fn assigned(
    work: &mut Work<'_>,
    deal: &Whole,
    assignee: String,
    note: String,
    tell: Option<UserId>,
) -> Result<(), StoreError> {
    work.audit("deal.assigned", deal, |entry| {
        entry.internal().param("assignee", assignee).param("note", note.clone())
    });
    match tell {
        Some(user) => notify::queue(work, deal, Notice::Assigned { note }, To::Person(user)),
        None => Ok(()),
    }
}

/// Hands a deal to somebody higher and tells the program's admins.
pub async fn escalate(work: &mut Work<'_>, deal: &mut Whole, note: String) -> Result<(), StoreError> {
    occur(work, deal, &Occurrence::Escalate).await?;
    work.audit("deal.escalated", deal, |entry| {
        entry.internal().param("note", note.clone())
    });
    notify::queue(work, deal, Notice::Escalated { note }, To::Admins)
}

async fn occur(work: &mut Work<'_>, deal: &mut Whole, occurrence: &Occurrence) -> Result<(), StoreError> {
    let due = work.settings.decision_due(&deal.row.region, work.now);
    let rules = &work.settings.settings.deals;
    let after = apply(&deal.facts, occurrence, Actor::Manager, work.now, rules, due).map_err(Problem::from)?;
    work.save(deal, after).await
}

/// An account that was let go of a moment ago belongs to the earliest who waits for it, even while that decision may be taken back.
async fn yield_to_earlier(work: &Work<'_>, deal: &Whole) -> Result<(), StoreError> {
    let row = &deal.row;
    let products = record::codes(&row.products);
    let products: Vec<&str> = products.iter().map(String::as_str).collect();
    let others = conflict::find(work.db, work.settings, &record::account(row), &products, Some(row.id)).await?;
    match others.iter().any(|other| other.waits_since_before(row.submitted_at)) {
        true => Err(Code::AccountHeld.into()),
        false => Ok(()),
    }
}

/// A registration that is approved must hold its account, and so must one whose rejection is taken back: it takes the account now,
/// or is refused.
async fn take_account(work: &Work<'_>, deal: &Whole) -> Result<(), StoreError> {
    let row = &deal.row;
    let keys = hold_keys(&record::account(row), work.settings);
    let products = record::codes(&row.products);
    match holds::take(work.db, row.id, &keys, products.iter().map(String::as_str)).await? {
        Taken::Holds => Ok(()),
        Taken::HeldByOthers => Err(Code::AccountHeld.into()),
    }
}

fn told(question: Question, decision: &Decision) -> (&'static str, Notice) {
    match (question, decision) {
        // No part of a registration can be approved: the model has refused it.
        (Question::Registration, Decision::Approve { .. } | Decision::ApprovePart { .. }) => {
            ("deal.approved", Notice::Approved)
        }
        (Question::Registration, Decision::Return { .. }) => ("deal.returned", Notice::Returned),
        (Question::Registration, Decision::Reject { .. }) => ("deal.rejected", Notice::Rejected),
        (Question::Extension, Decision::Approve { .. }) => ("deal.extension_granted", Notice::ExtensionGranted),
        (Question::Extension, _) => ("deal.extension_refused", Notice::ExtensionRefused),
        (Question::Appeal, Decision::Approve { .. }) => ("deal.appeal_granted", Notice::AppealGranted),
        (Question::Appeal, _) => ("deal.appeal_refused", Notice::AppealRefused),
    }
}
