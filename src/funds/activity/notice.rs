//! Where the request stands and what comes next, in sentences.

use super::acting::Acting;
use crate::funds::notices::{Notice, dated};
use crate::funds::words::today;
use crate::i18n::{self, keys, text, text_with};
use crate::ui::{IconName, Tone, now};
use chrono::{DateTime, Utc};
use entente_model::funds::claim::{ClaimState, FundClaimSummary};
use entente_model::funds::ledger::ReleaseReason;
use entente_model::funds::request::{FundRequest, FundRequestState};
use leptos::prelude::*;

/// Says where it stands.
#[component]
pub(super) fn RequestNotice(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    move || {
        let is_partner = acting.is_partner();
        let notice = acting.request.with(|request| notice(request, is_partner, now()));
        notice.view()
    }
}

fn notice(request: &FundRequest, is_partner: bool, now: DateTime<Utc>) -> Notice {
    let progress = &request.progress;
    let decided = |notice: Notice| notice.decision(&progress.decision_reasons, &progress.decision_message);
    let in_fund = |minor: i64| i18n::money(minor, &request.summary.fund_currency);
    match request.summary.state {
        FundRequestState::Draft => Notice::new(Tone::Neutral, IconName::CircleDashed, keys::FUND_REQUEST_STATE_DRAFT)
            .line(Some(text(keys::FUND_ACTIVITY_PAGE_DRAFT))),
        FundRequestState::Submitted if progress.decision_due.is_some_and(|due| due < now) => {
            Notice::new(Tone::Warning, IconName::Clock, keys::DEAL_NEXT_LATE_TITLE)
                .line(dated(keys::FUND_ACTIVITY_PAGE_LATE, progress.decision_due))
        }
        FundRequestState::Submitted => Notice::new(Tone::Info, IconName::Send, keys::FUND_ACTIVITY_PAGE_WAITING)
            .line(dated(keys::DEAL_NEXT_WAITING, progress.decision_due)),
        FundRequestState::ActionRequired => {
            let answer = dated(keys::FUND_ACTIVITY_PAGE_ANSWER_BY, progress.answer_due);
            decided(Notice::new(
                Tone::Warning,
                IconName::CircleAlert,
                keys::FUND_ACTIVITY_PAGE_RETURNED,
            ))
            .line(answer.filter(|_| is_partner))
        }
        FundRequestState::Approved => decided(Notice::new(
            Tone::Success,
            IconName::ShieldCheck,
            keys::FUND_ACTIVITY_PAGE_APPROVED,
        ))
        .line(approved(request)),
        FundRequestState::Executing if progress.claim_rejected_at.is_some() => {
            let until = progress.claim_deadline.filter(|until| *until >= today());
            let until = until.map(i18n::date);
            Notice::new(
                Tone::Warning,
                IconName::CircleAlert,
                keys::FUND_ACTIVITY_PAGE_CLAIM_REJECTED,
            )
            .line(until.map(|day| text_with(keys::FUND_ACTIVITY_PAGE_CLAIM_AGAIN, &[("day", &day)])))
        }
        FundRequestState::Executing if is_over(request) => {
            let until = progress.claim_deadline.map(i18n::date);
            Notice::new(Tone::Info, IconName::Hourglass, keys::FUND_ACTIVITY_PAGE_OVER)
                .line(until.map(|day| text_with(keys::FUND_ACTIVITY_PAGE_CLAIM_BY, &[("day", &day)])))
                .line(approved(request))
        }
        FundRequestState::Executing => {
            Notice::new(Tone::Success, IconName::CircleDot, keys::FUND_ACTIVITY_PAGE_RUNNING).line(approved(request))
        }
        FundRequestState::Claimed if let Some(claim) = returned_claim(request) => {
            let answer = dated(keys::CLAIM_NEXT_ANSWER_BY, claim.due_at);
            Notice::new(Tone::Warning, IconName::CircleAlert, keys::CLAIM_NEXT_RETURNED)
                .line(answer.filter(|_| is_partner))
        }
        FundRequestState::Claimed => {
            Notice::new(Tone::Info, IconName::BadgeDollarSign, keys::FUND_ACTIVITY_PAGE_CLAIMED)
                .line(Some(text(keys::FUND_ACTIVITY_PAGE_CLAIMED_TEXT)))
        }
        FundRequestState::Closed if progress.paid > 0 => {
            let (paid, released) = (in_fund(progress.paid), in_fund(progress.released));
            let key = if progress.released > 0 {
                keys::FUND_ACTIVITY_PAGE_PAID_PART
            } else {
                keys::FUND_ACTIVITY_PAGE_PAID_TEXT
            };
            Notice::new(Tone::Success, IconName::BadgeDollarSign, keys::FUND_ACTIVITY_PAGE_PAID)
                .line(Some(text_with(key, &[("paid", &paid), ("released", &released)])))
        }
        FundRequestState::Closed => Notice::new(Tone::Neutral, IconName::Lock, keys::FUND_ACTIVITY_PAGE_CLOSED)
            .line(Some(text(keys::FUND_ACTIVITY_PAGE_CLOSED_TEXT))),
        FundRequestState::Rejected => decided(Notice::new(
            Tone::Danger,
            IconName::CircleX,
            keys::FUND_ACTIVITY_PAGE_REJECTED,
        )),
        FundRequestState::Expired => {
            let by_closing = progress.ended_by == Some(ReleaseReason::FundClosed);
            let line = match (by_closing, progress.approved_on.is_some()) {
                (true, true) => keys::FUND_ACTIVITY_PAGE_EXPIRED_CALLED_OFF,
                (true, false) => keys::FUND_ACTIVITY_PAGE_EXPIRED_WAITING,
                (false, true) => keys::FUND_ACTIVITY_PAGE_EXPIRED_CLAIM,
                (false, false) => keys::FUND_ACTIVITY_PAGE_EXPIRED_ANSWER,
            };
            Notice::new(Tone::Neutral, IconName::Hourglass, keys::FUND_REQUEST_STATE_EXPIRED).line(Some(text(line)))
        }
        FundRequestState::Withdrawn => Notice::new(Tone::Neutral, IconName::Undo2, keys::FUND_REQUEST_STATE_WITHDRAWN)
            .line(Some(text(keys::FUND_ACTIVITY_PAGE_WITHDRAWN_TEXT))),
    }
}

/// Whether its last day has passed where the reader is.
fn is_over(request: &FundRequest) -> bool {
    let terms = request.progress.terms.as_ref();
    terms.is_some_and(|terms| terms.ends_on < today())
}

/// The claim that finance has sent back, if there is one.
fn returned_claim(request: &FundRequest) -> Option<&FundClaimSummary> {
    request
        .claims
        .iter()
        .find(|claim| claim.state == ClaimState::ActionRequired)
}

/// How much was approved, and of how much when it is less than was asked for.
fn approved(request: &FundRequest) -> Option<String> {
    let progress = &request.progress;
    let terms = progress.terms.as_ref()?;
    let minor = progress.approved_minor();
    let amount = i18n::money(minor, &terms.currency);
    if minor == terms.asked {
        return Some(text_with(keys::FUND_ACTIVITY_PAGE_APPROVED_ALL, &[("amount", &amount)]));
    }
    let asked = i18n::money(terms.asked, &terms.currency);
    Some(text_with(
        keys::FUND_ACTIVITY_PAGE_APPROVED_PART,
        &[("amount", &amount), ("asked", &asked)],
    ))
}
