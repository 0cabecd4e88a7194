//! The words, shapes and tones of a registration's states, stages and reasons. Other rooms that name a deal take them from here.

use crate::i18n::{Key, keys, text, text_with};
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::approvals::{RejectReason, ReturnReason};
use entente_model::deals::{DealState, LossReason, Refusal, RefusalCode, Stage};
use leptos::prelude::*;

/// The name of a state.
pub fn state_name(state: DealState) -> Key {
    match state {
        DealState::Draft => keys::DEAL_STATE_DRAFT,
        DealState::Submitted => keys::DEAL_STATE_SUBMITTED,
        DealState::InReview => keys::DEAL_STATE_IN_REVIEW,
        DealState::ActionRequired => keys::DEAL_STATE_ACTION_REQUIRED,
        DealState::Approved => keys::DEAL_STATE_APPROVED,
        DealState::Rejected => keys::DEAL_STATE_REJECTED,
        DealState::Withdrawn => keys::DEAL_STATE_WITHDRAWN,
        DealState::Expired => keys::DEAL_STATE_EXPIRED,
        DealState::Won => keys::DEAL_STATE_WON,
        DealState::Lost => keys::DEAL_STATE_LOST,
    }
}

/// What a state means to the partner.
pub fn state_tone(state: DealState) -> Tone {
    match state {
        DealState::Draft | DealState::Withdrawn | DealState::Expired | DealState::Lost => Tone::Neutral,
        DealState::Submitted | DealState::InReview => Tone::Info,
        DealState::ActionRequired => Tone::Warning,
        DealState::Approved | DealState::Won => Tone::Success,
        DealState::Rejected => Tone::Danger,
    }
}

/// The shape of a state; no two states share one.
pub fn state_icon(state: DealState) -> IconName {
    match state {
        DealState::Draft => IconName::CircleDashed,
        DealState::Submitted => IconName::Send,
        DealState::InReview => IconName::Eye,
        DealState::ActionRequired => IconName::CircleAlert,
        DealState::Approved => IconName::ShieldCheck,
        DealState::Rejected => IconName::CircleX,
        DealState::Withdrawn => IconName::Undo2,
        DealState::Expired => IconName::Hourglass,
        DealState::Won => IconName::Trophy,
        DealState::Lost => IconName::CircleSlash,
    }
}

/// A state as word and shape.
#[component]
pub fn DealStateBadge(
    /// The state.
    #[prop(into)]
    state: Signal<DealState>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(state_name(state.get())))
            tone=Signal::derive(move || state_tone(state.get()))
            icon=Signal::derive(move || Some(state_icon(state.get())))
        />
    }
}

/// The name of a stage.
pub fn stage_name(stage: Stage) -> Key {
    match stage {
        Stage::Qualified => keys::DEAL_STAGE_QUALIFIED,
        Stage::Proposal => keys::DEAL_STAGE_PROPOSAL,
        Stage::Negotiation => keys::DEAL_STAGE_NEGOTIATION,
    }
}

/// Why a registration goes back to the partner; nothing for reasons that no deal is returned for.
pub fn return_reason(reason: ReturnReason) -> Option<Key> {
    Some(match reason {
        ReturnReason::CustomerUnclear => keys::DEAL_RETURN_REASON_CUSTOMER_UNCLEAR,
        ReturnReason::NeedUnclear => keys::DEAL_RETURN_REASON_NEED_UNCLEAR,
        ReturnReason::ContactUnclear => keys::DEAL_RETURN_REASON_CONTACT_UNCLEAR,
        ReturnReason::ValueUnclear => keys::DEAL_RETURN_REASON_VALUE_UNCLEAR,
        ReturnReason::ProofWanted => keys::DEAL_RETURN_REASON_PROOF_WANTED,
        ReturnReason::Other => keys::DEAL_RETURN_REASON_OTHER,
        ReturnReason::CompanyUnclear
        | ReturnReason::FitUnclear
        | ReturnReason::PlanUnclear
        | ReturnReason::BudgetUnclear
        | ReturnReason::GoalsUnclear
        | ReturnReason::InvoiceUnclear
        | ReturnReason::CostsUnclear
        | ReturnReason::ResultsUnclear => return None,
    })
}

/// Why a registration is refused; nothing for reasons that no deal is refused for.
pub fn reject_reason(reason: RejectReason) -> Option<Key> {
    Some(match reason {
        RejectReason::AlreadyRegistered => keys::DEAL_REJECT_REASON_ALREADY_REGISTERED,
        RejectReason::ReservedAccount => keys::DEAL_REJECT_REASON_RESERVED_ACCOUNT,
        RejectReason::ExistingOpportunity => keys::DEAL_REJECT_REASON_EXISTING_OPPORTUNITY,
        RejectReason::NotQualified => keys::DEAL_REJECT_REASON_NOT_QUALIFIED,
        RejectReason::OutsideAgreement => keys::DEAL_REJECT_REASON_OUTSIDE_AGREEMENT,
        RejectReason::Other => keys::DEAL_REJECT_REASON_OTHER,
        RejectReason::NotAFit
        | RejectReason::RegionCovered
        | RejectReason::DuplicateCompany
        | RejectReason::NotVerified
        | RejectReason::NotEligible
        | RejectReason::NoBudget
        | RejectReason::WeakReturn
        | RejectReason::DuplicateActivity
        | RejectReason::NotAsApproved
        | RejectReason::DuplicateInvoice => return None,
    })
}

/// Why a deal was lost.
pub fn loss_reason(reason: LossReason) -> Key {
    match reason {
        LossReason::Price => keys::DEAL_LOSS_REASON_PRICE,
        LossReason::Competitor => keys::DEAL_LOSS_REASON_COMPETITOR,
        LossReason::NoDecision => keys::DEAL_LOSS_REASON_NO_DECISION,
        LossReason::Budget => keys::DEAL_LOSS_REASON_BUDGET,
        LossReason::MissingFunction => keys::DEAL_LOSS_REASON_MISSING_FUNCTION,
        LossReason::Other => keys::DEAL_LOSS_REASON_OTHER,
    }
}

/// Why something can't be done now, as a sentence for a disabled button.
pub fn refusal_text(refusal: &Refusal) -> String {
    let key = match refusal.code() {
        RefusalCode::WrongActor => keys::REFUSAL_WRONG_ACTOR,
        RefusalCode::WrongState => keys::REFUSAL_WRONG_STATE,
        RefusalCode::NotDue => keys::REFUSAL_NOT_DUE,
        RefusalCode::ProtectionOver => keys::REFUSAL_PROTECTION_OVER,
        RefusalCode::AlreadyExtended => keys::REFUSAL_ALREADY_EXTENDED,
        RefusalCode::ExtensionRefused => keys::REFUSAL_EXTENSION_REFUSED,
        RefusalCode::ExtensionPending => keys::REFUSAL_EXTENSION_PENDING,
        RefusalCode::NoExtensionPending => keys::REFUSAL_NO_EXTENSION_PENDING,
        RefusalCode::AlreadyAppealed => keys::REFUSAL_ALREADY_APPEALED,
        RefusalCode::AppealPending => keys::REFUSAL_APPEAL_PENDING,
        RefusalCode::NoAppealPending => keys::REFUSAL_NO_APPEAL_PENDING,
        RefusalCode::AlreadyEscalated => keys::REFUSAL_ALREADY_ESCALATED,
        RefusalCode::CannotReturn => keys::REFUSAL_CANNOT_RETURN,
        RefusalCode::NotDecided => keys::REFUSAL_NOT_DECIDED,
        RefusalCode::NotDecider => keys::REFUSAL_NOT_DECIDER,
        RefusalCode::UndoOver => keys::REFUSAL_UNDO_OVER,
        RefusalCode::ChangedSince => keys::REFUSAL_CHANGED_SINCE,
        RefusalCode::Fields => keys::REFUSAL_FIELDS,
    };
    match refusal {
        Refusal::WrongState { state, .. } => text_with(key, &[("state", &text(state_name(*state)))]),
        _ => text(key),
    }
}
