//! Where a claim stands and what comes next, in sentences.

use crate::funds::notices::{Notice, dated};
use crate::funds::words::today;
use crate::i18n::{self, keys, text, text_with};
use crate::session::use_session;
use crate::ui::{IconName, Tone, now};
use chrono::{DateTime, Utc};
use entente_model::funds::claim::{ClaimState, FundClaim};
use entente_model::people::Side;
use leptos::prelude::*;

/// Says where it stands.
#[component]
pub(super) fn ClaimNotice(
    /// The claim.
    #[prop(into)]
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let session = use_session();
    move || {
        let is_partner = session.side() == Some(Side::Partner);
        claim.with(|claim| notice(claim, is_partner, now())).view()
    }
}

fn notice(claim: &FundClaim, is_partner: bool, now: DateTime<Utc>) -> Notice {
    let progress = &claim.progress;
    let decided = |notice: Notice| notice.decision(&progress.decision_reasons, &progress.decision_message);
    match claim.summary.state {
        ClaimState::Draft if claim.request_progress.ended_at.is_some() => {
            Notice::new(Tone::Warning, IconName::Lock, keys::FUND_CLAIM_STATE_DRAFT)
                .line(Some(text(keys::CLAIM_NEXT_DRAFT_ENDED)))
        }
        ClaimState::Draft => Notice::new(Tone::Neutral, IconName::CircleDashed, keys::FUND_CLAIM_STATE_DRAFT)
            .line(Some(text(keys::CLAIM_NEXT_DRAFT))),
        ClaimState::Submitted if progress.decision_due.is_some_and(|due| due < now) => {
            Notice::new(Tone::Warning, IconName::Clock, keys::DEAL_NEXT_LATE_TITLE)
                .line(dated(keys::FUND_ACTIVITY_PAGE_LATE, progress.decision_due))
        }
        ClaimState::Submitted => Notice::new(Tone::Info, IconName::Send, keys::CLAIM_NEXT_WAITING)
            .line(dated(keys::DEAL_NEXT_WAITING, progress.decision_due))
            .line((!progress.approvals.is_empty()).then(|| text(keys::CLAIM_NEXT_SECOND))),
        ClaimState::ActionRequired => {
            let answer = dated(keys::CLAIM_NEXT_ANSWER_BY, progress.answer_due);
            decided(Notice::new(
                Tone::Warning,
                IconName::CircleAlert,
                keys::CLAIM_NEXT_RETURNED,
            ))
            .line(answer.filter(|_| is_partner))
        }
        ClaimState::Approved => {
            let bounced = progress.bounced_at.map(|_| text(keys::CLAIM_NEXT_BOUNCED));
            decided(Notice::new(
                Tone::Success,
                IconName::ShieldCheck,
                keys::CLAIM_NEXT_APPROVED,
            ))
            .line(amount(claim))
            .line(bounced)
        }
        ClaimState::Rejected if progress.unanswered_at.is_some() => {
            Notice::new(Tone::Danger, IconName::Hourglass, keys::CLAIM_NEXT_UNANSWERED).line(again(claim))
        }
        ClaimState::Rejected => {
            decided(Notice::new(Tone::Danger, IconName::CircleX, keys::CLAIM_NEXT_REJECTED)).line(again(claim))
        }
        ClaimState::Paid => {
            let paid = progress
                .paid_at
                .map(|at| text_with(keys::CLAIM_NEXT_PAID_ON, &[("day", &i18n::day(at))]));
            Notice::new(Tone::Success, IconName::BadgeDollarSign, keys::CLAIM_NEXT_PAID)
                .line(amount(claim))
                .line(paid)
        }
    }
}

/// How much was approved, and of how much when it is less than was claimed.
fn amount(claim: &FundClaim) -> Option<String> {
    let (claimed, approved) = (&claim.summary.claimed, claim.summary.approved.as_ref()?);
    let written = i18n::money(approved.minor, &approved.currency);
    if approved.minor == claimed.minor {
        return Some(text_with(keys::CLAIM_NEXT_ALL, &[("amount", &written)]));
    }
    let whole = i18n::money(claimed.minor, &claimed.currency);
    Some(text_with(
        keys::CLAIM_NEXT_PART,
        &[("amount", &written), ("claimed", &whole)],
    ))
}

/// Until when another claim can be handed in; nothing once there is one, or the time for it is over.
fn again(claim: &FundClaim) -> Option<String> {
    let request = &claim.request_progress;
    let is_open = request.ended_at.is_none() && request.claim_rejected_at.is_some();
    let until = request.claim_deadline.filter(|until| is_open && *until >= today());
    let until = until.map(i18n::date)?;
    Some(text_with(keys::FUND_ACTIVITY_PAGE_CLAIM_AGAIN, &[("day", &until)]))
}
