//! The words of journeys as the vendor's people read them: how one goes, where it is, what is refused.

use crate::forms::problem_text;
use crate::i18n::{self, Key, keys, text, text_with};
use crate::journey::words::refusal_key;
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::onboarding::{JourneyRefusalCode, JourneyRisk};
use entente_model::problem::Problem;
use leptos::prelude::*;

/// How a journey goes, as a word.
pub fn risk_name(risk: JourneyRisk) -> Key {
    match risk {
        JourneyRisk::OnTrack => keys::JOURNEYS_RISK_ON_TRACK,
        JourneyRisk::Late => keys::JOURNEYS_RISK_LATE,
        JourneyRisk::AtRisk => keys::JOURNEYS_RISK_AT_RISK,
        JourneyRisk::VendorLate => keys::JOURNEYS_RISK_VENDOR_LATE,
        JourneyRisk::Paused => keys::JOURNEYS_RISK_PAUSED,
        JourneyRisk::Completed => keys::JOURNEYS_RISK_COMPLETED,
    }
}

fn risk_look(risk: JourneyRisk) -> (Tone, IconName) {
    match risk {
        JourneyRisk::OnTrack => (Tone::Info, IconName::TrendingUp),
        JourneyRisk::Late => (Tone::Warning, IconName::Clock),
        JourneyRisk::AtRisk => (Tone::Danger, IconName::TriangleAlert),
        JourneyRisk::VendorLate => (Tone::Warning, IconName::Hourglass),
        JourneyRisk::Paused => (Tone::Neutral, IconName::CirclePause),
        JourneyRisk::Completed => (Tone::Success, IconName::CircleCheck),
    }
}

/// How a journey goes, as word and shape.
#[component]
pub fn RiskBadge(
    /// How it goes.
    #[prop(into)]
    risk: Signal<JourneyRisk>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(risk_name(risk.get())))
            tone=Signal::derive(move || risk_look(risk.get()).0)
            icon=Signal::derive(move || Some(risk_look(risk.get()).1))
        />
    }
}

/// A milestone's place among all: "2 of 5". `stage` counts from 0.
pub fn place_text(stage: u32, stages: u32) -> String {
    let number = |number: u32| i18n::integer(i64::from(number));
    text_with(
        keys::JOURNEYS_PLACE,
        &[("place", &number(stage.saturating_add(1))), ("all", &number(stages))],
    )
}

/// Why nothing was done for a partner, in a sentence.
pub fn refused_text(problem: &Problem) -> String {
    let reason = problem.params.get("reason");
    let reason = reason.and_then(|reason| JourneyRefusalCode::parse(reason.as_str()?));
    match reason {
        // It names tasks by their codes alone.
        Some(JourneyRefusalCode::Blocked) | None => problem_text(problem),
        Some(reason) => text(refusal_key(reason)),
    }
}
