//! The words of partners: where one stands with the program.

use crate::i18n::{Key, keys, text};
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::people::PartnerStatus;
use leptos::prelude::*;

fn status_name(status: PartnerStatus) -> Key {
    match status {
        PartnerStatus::Applicant => keys::PARTNER_STATUS_APPLICANT,
        PartnerStatus::Onboarding => keys::PARTNER_STATUS_ONBOARDING,
        PartnerStatus::Active => keys::PARTNER_STATUS_ACTIVE,
        PartnerStatus::Suspended => keys::PARTNER_STATUS_SUSPENDED,
        PartnerStatus::Terminated => keys::PARTNER_STATUS_TERMINATED,
    }
}

fn status_look(status: PartnerStatus) -> (Tone, IconName) {
    match status {
        PartnerStatus::Applicant => (Tone::Neutral, IconName::CircleDashed),
        PartnerStatus::Onboarding => (Tone::Info, IconName::Flag),
        PartnerStatus::Active => (Tone::Success, IconName::CircleCheck),
        PartnerStatus::Suspended => (Tone::Warning, IconName::CirclePause),
        PartnerStatus::Terminated => (Tone::Neutral, IconName::CircleSlash),
    }
}

/// Where a partner stands, as word and shape.
#[component]
pub(super) fn PartnerStatusBadge(
    /// Where it stands.
    #[prop(into)]
    status: Signal<PartnerStatus>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(status_name(status.get())))
            tone=Signal::derive(move || status_look(status.get()).0)
            icon=Signal::derive(move || Some(status_look(status.get()).1))
        />
    }
}
