//! What may not be done with an item's record now, and why; the model's answer.

use crate::applications::words as applications;
use crate::approvals::verdict::Verdict;
use crate::deals::words::refusal_text as deal_refusal;
use crate::funds::request_words::refusal_text as fund_refusal;
use crate::funds::words::today;
use crate::i18n::{keys, text, text_with};
use crate::ui::now;
use entente_model::approvals::{Approval, ApprovalKind, ApprovalSubject};
use entente_model::deals::{Actor, DealEventKind, DealFacts, allowed};
use entente_model::funds::claim::{self, ClaimEventKind, ClaimFacts, FundClaim};
use entente_model::funds::request::{self, FundRequest, FundRequestEventKind, FundRequestFacts};
use entente_model::funds::{FundActor, FundRefusal};
use entente_model::ids::UserId;
use entente_model::onboarding::Application;

/// What is done with the item's record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Decides it.
    Decide,
    /// Hands it to somebody higher.
    Escalate,
}

/// Why `me` may not do something with the item's record now, in a sentence.
pub(super) fn record_refuses(approval: &Approval, act: Act, me: Option<UserId>) -> Option<String> {
    match &approval.subject {
        ApprovalSubject::Deal(deal) => {
            let event = match (act, approval.summary.kind) {
                (Act::Escalate, _) => DealEventKind::Escalate,
                (Act::Decide, ApprovalKind::DealExtension) => DealEventKind::DecideExtension,
                (Act::Decide, ApprovalKind::DealAppeal) => DealEventKind::DecideAppeal,
                (
                    Act::Decide,
                    ApprovalKind::DealRegistration
                    | ApprovalKind::PartnerApplication
                    | ApprovalKind::FundRequest
                    | ApprovalKind::FundClaim,
                ) => DealEventKind::Decide,
            };
            let facts = DealFacts {
                state: deal.summary.state,
                progress: deal.progress.clone(),
            };
            let refusal = allowed(&facts, event, Actor::Manager, now()).err();
            refusal.map(|refusal| deal_refusal(&refusal))
        }
        ApprovalSubject::Application(application) => of_application(application, act),
        ApprovalSubject::FundRequest(request) => of_request(request, act, me?),
        ApprovalSubject::FundClaim(claim) => of_claim(claim, act, me?),
    }
}

fn of_application(application: &Application, act: Act) -> Option<String> {
    let state = application.summary.state;
    if !state.awaits_decision() {
        let state = text(applications::state_name(state));
        Some(text_with(keys::REFUSAL_APPLICATION_STATE, &[("state", &state)]))
    } else if act == Act::Escalate && application.progress.escalated_at.is_some() {
        Some(text(keys::REFUSAL_ALREADY_ESCALATED))
    } else {
        None
    }
}

fn of_request(request: &FundRequest, act: Act, me: UserId) -> Option<String> {
    let kind = match act {
        Act::Decide => FundRequestEventKind::Decide,
        Act::Escalate => FundRequestEventKind::Escalate,
    };
    let facts = FundRequestFacts {
        state: request.summary.state,
        progress: request.progress.clone(),
    };
    let refusal = request::allowed(&facts, kind, FundActor::Vendor(me), now(), today()).err();
    refusal.map(fund_refusal)
}

fn of_claim(claim: &FundClaim, act: Act, me: UserId) -> Option<String> {
    let kind = match act {
        Act::Decide => ClaimEventKind::Decide,
        Act::Escalate => ClaimEventKind::Escalate,
    };
    let refusal = claim::allowed(&facts_of(claim), kind, FundActor::Vendor(me), now()).err();
    refusal.map(fund_refusal)
}

/// A claim as its rules read it.
pub(super) fn facts_of(claim: &FundClaim) -> ClaimFacts {
    ClaimFacts {
        state: claim.summary.state,
        progress: claim.progress.clone(),
    }
}

/// Why `me` can't decide the item so, though they may decide it.
pub(super) fn verdict_refuses(approval: &Approval, verdict: Verdict, me: Option<UserId>) -> Option<String> {
    if !verdict.approves() {
        return None;
    }
    match &approval.subject {
        ApprovalSubject::Deal(_) | ApprovalSubject::Application(_) => {
            approval.is_account_held().then(|| text(keys::PROBLEM_ACCOUNT_HELD))
        }
        ApprovalSubject::FundRequest(request) => {
            let on = request.progress.terms.as_ref()?.starts_on;
            // Where the partner is, a day may end more than a day later than here.
            let has_begun = (today() - on).num_days() > 1;
            has_begun.then(|| fund_refusal(FundRefusal::StartPassed { on }))
        }
        ApprovalSubject::FundClaim(claim) => {
            let mut agreed = claim.progress.approvals.iter();
            let is_mine = agreed.any(|approval| Some(approval.by) == me);
            is_mine.then(|| fund_refusal(FundRefusal::SameApprover))
        }
    }
}
