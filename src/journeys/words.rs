//! The words of journeys as the vendor's people read them: how one goes, where it is, what is to be done, what is refused.

use crate::forms::problem_text;
use crate::i18n::{self, Key, keys, text, text_plural, text_with};
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::onboarding::{Journey, JourneyRefusal, JourneyRisk, JourneyTask, TaskKind};
use entente_model::problem::Problem;
use leptos::prelude::*;

/// How a journey goes, as a word.
pub fn risk_name(risk: JourneyRisk) -> Key {
    match risk {
        JourneyRisk::OnTrack => keys::JOURNEYS_RISK_ON_TRACK,
        JourneyRisk::Late => keys::JOURNEYS_RISK_LATE,
        JourneyRisk::AtRisk => keys::JOURNEYS_RISK_AT_RISK,
        JourneyRisk::Completed => keys::JOURNEYS_RISK_COMPLETED,
    }
}

fn risk_look(risk: JourneyRisk) -> (Tone, IconName) {
    match risk {
        JourneyRisk::OnTrack => (Tone::Info, IconName::TrendingUp),
        JourneyRisk::Late => (Tone::Warning, IconName::Clock),
        JourneyRisk::AtRisk => (Tone::Danger, IconName::TriangleAlert),
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

/// What a kind of task is called; for what counts, with how many.
fn kind_name(kind: TaskKind, count: u32) -> String {
    let count = u64::from(count.max(1));
    match kind {
        TaskKind::SignAgreement => text(keys::JOURNEY_KIND_SIGN_AGREEMENT),
        TaskKind::CompleteProfile => text(keys::JOURNEY_KIND_COMPLETE_PROFILE),
        TaskKind::UploadLogo => text(keys::JOURNEY_KIND_UPLOAD_LOGO),
        TaskKind::UploadTaxForm => text(keys::JOURNEY_KIND_UPLOAD_TAX_FORM),
        TaskKind::InviteColleagues => text_plural(keys::JOURNEY_KIND_INVITE_COLLEAGUES, count),
        TaskKind::FinishTraining => text(keys::JOURNEY_KIND_FINISH_TRAINING),
        TaskKind::RegisterDeal => text_plural(keys::JOURNEY_KIND_REGISTER_DEAL, count),
        TaskKind::WinDeal => text_plural(keys::JOURNEY_KIND_WIN_DEAL, count),
        TaskKind::Other => text(keys::JOURNEY_KIND_OTHER),
    }
}

/// What a task is called: by its own name or, without one, by that of its kind; followed by language inside a reactive closure.
pub fn task_name(task: &JourneyTask) -> String {
    if task.name.is_empty() {
        kind_name(task.kind, task.count)
    } else {
        task.name.clone()
    }
}

/// What a task is called, in a line. A name of its own comes from the settings and is no text of the catalogue.
#[component]
pub fn TaskName(
    /// The task.
    task: JourneyTask,
) -> impl IntoView {
    let keep = (!task.name.is_empty()).then_some("no");
    view! { <span translate=keep dir="auto">{move || task_name(&task)}</span> }
}

/// A milestone's place among all: "2 of 5". `stage` counts from 0.
pub fn place_text(stage: u32, stages: u32) -> String {
    let number = |number: u32| i18n::integer(i64::from(number));
    text_with(
        keys::JOURNEYS_PLACE,
        &[("place", &number(stage.saturating_add(1))), ("all", &number(stages))],
    )
}

/// Why a task can't be said to be done, as a sentence for a disabled button.
pub fn refusal_text(refusal: &JourneyRefusal, journey: &Journey) -> String {
    match refusal {
        JourneyRefusal::UnknownTask => text(keys::REFUSAL_UNKNOWN_TASK),
        JourneyRefusal::AlreadyDone => text(keys::REFUSAL_TASK_ALREADY_DONE),
        JourneyRefusal::Blocked(codes) => {
            let names: Vec<String> = codes
                .iter()
                .filter_map(|code| journey.task(code))
                .map(task_name)
                .collect();
            text_with(keys::REFUSAL_TASK_BLOCKED, &[("tasks", &i18n::list(&names))])
        }
        JourneyRefusal::CompletesItself => text(keys::REFUSAL_TASK_COMPLETES_ITSELF),
        JourneyRefusal::NotYours => text(keys::REFUSAL_TASK_NOT_YOURS),
        JourneyRefusal::Fields(_) => text(keys::REFUSAL_FIELDS),
    }
}

/// Why nothing was done for a partner, in a sentence.
pub fn refused_text(problem: &Problem) -> String {
    let reason = problem.params.get("reason").and_then(|reason| reason.as_str());
    match reason {
        Some("task_already_done") => text(keys::REFUSAL_TASK_ALREADY_DONE),
        Some("task_completes_itself") => text(keys::REFUSAL_TASK_COMPLETES_ITSELF),
        Some("task_not_yours") => text(keys::REFUSAL_TASK_NOT_YOURS),
        Some("journey_completed") => text(keys::REFUSAL_JOURNEY_COMPLETED),
        Some("nudged_recently") => text(keys::REFUSAL_NUDGED_RECENTLY),
        Some("nobody_to_nudge") => text(keys::REFUSAL_NOBODY_TO_NUDGE),
        _ => problem_text(problem),
    }
}
