//! The words of applications as the vendor's people read them: states, types of companies, reasons, regions, specialties.

use crate::deals::words as deal_words;
use crate::funds::words as fund_words;
use crate::i18n::{Key, keys, text};
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::approvals::{ApprovalKind, RejectReason, ReturnReason};
use entente_model::onboarding::ApplicationState;
use entente_model::people::{PartnerType, ProgramInfo};
use leptos::prelude::*;

/// The name of a state.
pub fn state_name(state: ApplicationState) -> Key {
    match state {
        ApplicationState::Draft => keys::APPLICATION_STATE_DRAFT,
        ApplicationState::Submitted => keys::APPLICATION_STATE_SUBMITTED,
        ApplicationState::InReview => keys::APPLICATION_STATE_IN_REVIEW,
        ApplicationState::ActionRequired => keys::APPLICATION_STATE_ACTION_REQUIRED,
        ApplicationState::Approved => keys::APPLICATION_STATE_APPROVED,
        ApplicationState::Declined => keys::APPLICATION_STATE_DECLINED,
    }
}

fn state_look(state: ApplicationState) -> (Tone, IconName) {
    match state {
        ApplicationState::Draft => (Tone::Neutral, IconName::CircleDashed),
        ApplicationState::Submitted => (Tone::Info, IconName::Send),
        ApplicationState::InReview => (Tone::Info, IconName::Eye),
        ApplicationState::ActionRequired => (Tone::Warning, IconName::CircleAlert),
        ApplicationState::Approved => (Tone::Success, IconName::CircleCheck),
        ApplicationState::Declined => (Tone::Danger, IconName::CircleX),
    }
}

/// A state as word and shape.
#[component]
pub fn ApplicationStateBadge(
    /// The state.
    #[prop(into)]
    state: Signal<ApplicationState>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(state_name(state.get())))
            tone=Signal::derive(move || state_look(state.get()).0)
            icon=Signal::derive(move || Some(state_look(state.get()).1))
        />
    }
}

/// What a company is.
pub fn type_name(kind: PartnerType) -> Key {
    match kind {
        PartnerType::Reseller => keys::PARTNER_TYPE_RESELLER,
        PartnerType::Var => keys::PARTNER_TYPE_VAR,
        PartnerType::Msp => keys::PARTNER_TYPE_MSP,
        PartnerType::Isv => keys::PARTNER_TYPE_ISV,
        PartnerType::Si => keys::PARTNER_TYPE_SI,
        PartnerType::Referral => keys::PARTNER_TYPE_REFERRAL,
        PartnerType::Agency => keys::PARTNER_TYPE_AGENCY,
    }
}

/// The reasons that items of all these kinds can be returned for, with their names. Kinds that can't be returned don't count.
pub fn return_reasons(kinds: &[ApprovalKind]) -> Vec<(ReturnReason, Key)> {
    let fitting = kinds.iter().map(|kind| ReturnReason::of(*kind));
    let common = common(fitting.filter(|reasons| !reasons.is_empty()));
    let named = common
        .into_iter()
        .filter_map(|reason| Some((reason, return_reason(kinds, reason)?)));
    named.collect()
}

/// The reasons that items of all these kinds can be refused for, with their names.
pub fn reject_reasons(kinds: &[ApprovalKind]) -> Vec<(RejectReason, Key)> {
    let common = common(kinds.iter().map(|kind| RejectReason::of(*kind)));
    let named = common
        .into_iter()
        .filter_map(|reason| Some((reason, reject_reason(reason)?)));
    named.collect()
}

fn common<Reason: Copy + PartialEq + 'static>(mut lists: impl Iterator<Item = &'static [Reason]>) -> Vec<Reason> {
    let Some(first) = lists.next() else {
        return Vec::new();
    };
    let mut common = first.to_vec();
    for list in lists {
        common.retain(|reason| list.contains(reason));
    }
    common
}

/// Whether something else than deals is decided.
fn has_others(kinds: &[ApprovalKind]) -> bool {
    kinds.iter().any(|kind| match kind {
        ApprovalKind::DealRegistration | ApprovalKind::DealExtension | ApprovalKind::DealAppeal => false,
        ApprovalKind::PartnerApplication | ApprovalKind::FundRequest | ApprovalKind::FundClaim => true,
    })
}

/// The wording of applications says nothing of customers, and so suits where several kinds are decided together.
fn return_reason(kinds: &[ApprovalKind], reason: ReturnReason) -> Option<Key> {
    match reason {
        ReturnReason::CompanyUnclear => Some(keys::APPLICATION_RETURN_REASON_COMPANY_UNCLEAR),
        ReturnReason::FitUnclear => Some(keys::APPLICATION_RETURN_REASON_FIT_UNCLEAR),
        ReturnReason::ContactUnclear if has_others(kinds) => Some(keys::APPLICATION_RETURN_REASON_CONTACT_UNCLEAR),
        ReturnReason::ProofWanted if has_others(kinds) => Some(keys::APPLICATION_RETURN_REASON_PROOF_WANTED),
        other => deal_words::return_reason(other).or_else(|| fund_words::return_reason(other)),
    }
}

fn reject_reason(reason: RejectReason) -> Option<Key> {
    match reason {
        RejectReason::NotAFit => Some(keys::APPLICATION_REJECT_REASON_NOT_A_FIT),
        RejectReason::RegionCovered => Some(keys::APPLICATION_REJECT_REASON_REGION_COVERED),
        RejectReason::DuplicateCompany => Some(keys::APPLICATION_REJECT_REASON_DUPLICATE_COMPANY),
        RejectReason::NotVerified => Some(keys::APPLICATION_REJECT_REASON_NOT_VERIFIED),
        other => deal_words::reject_reason(other).or_else(|| fund_words::reject_reason(other)),
    }
}

/// A reason of a decision on an application by its word; an unknown word shows nothing.
pub fn decision_reason(word: &str) -> Option<Key> {
    reason_name(ApprovalKind::PartnerApplication, word)
}

/// A reason of a decision on an item of a kind by its word; an unknown word shows nothing.
pub fn reason_name(kind: ApprovalKind, word: &str) -> Option<Key> {
    let returned = ReturnReason::parse(word).and_then(|reason| return_reason(&[kind], reason));
    returned.or_else(|| RejectReason::parse(word).and_then(reject_reason))
}

/// The name of a region, or its code when the program no longer knows it.
pub fn region_name(program: &ProgramInfo, code: &str) -> String {
    let known = program.regions.iter().find(|region| region.code == code);
    known.map_or_else(|| code.to_owned(), |region| region.name.clone())
}

/// The name of a specialty, or its code when the program no longer knows it.
pub fn specialty_name(program: &ProgramInfo, code: &str) -> String {
    let known = program.specialties.iter().find(|specialty| specialty.code == code);
    known.map_or_else(|| code.to_owned(), |specialty| specialty.name.clone())
}
