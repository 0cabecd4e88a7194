//! The words of applications as the vendor's people read them: states, types of companies, regions, specialties.

use crate::i18n::{Key, keys, text};
use crate::ui::{IconName, StatusBadge, Tone};
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
