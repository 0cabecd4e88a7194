//! Journeys in plain words.

use super::profile_words::type_name;
use super::raw::RawTask;
use crate::i18n::{Key, Plural, keys, list_or, text, text_plural, text_with};
use crate::journey::words;
use crate::session::tier_name;
use crate::ui::Choice;
use entente_model::onboarding::{JourneyTemplate, TaskKind};
use entente_model::people::Side;
use leptos::prelude::*;

/// A kind of task as it is offered. Followed inside a reactive closure.
pub fn kind_name(kind: TaskKind) -> String {
    match kind {
        TaskKind::Other => text(keys::SETTINGS_TASK_OTHER),
        kind => words::kind_name(kind, 1),
    }
}

/// What completes a task of a kind.
pub fn completes(kind: TaskKind) -> Key {
    match kind {
        TaskKind::SignAgreement => keys::SETTINGS_COMPLETES_SIGN_AGREEMENT,
        TaskKind::CompleteProfile => keys::SETTINGS_COMPLETES_COMPLETE_PROFILE,
        TaskKind::UploadLogo => keys::SETTINGS_COMPLETES_UPLOAD_LOGO,
        TaskKind::UploadTaxForm => keys::SETTINGS_COMPLETES_UPLOAD_TAX_FORM,
        TaskKind::InviteColleagues => keys::SETTINGS_COMPLETES_INVITE_COLLEAGUES,
        TaskKind::FinishTraining => keys::SETTINGS_COMPLETES_FINISH_TRAINING,
        TaskKind::RegisterDeal => keys::SETTINGS_COMPLETES_REGISTER_DEAL,
        TaskKind::WinDeal => keys::SETTINGS_COMPLETES_WIN_DEAL,
        TaskKind::Other => keys::SETTINGS_COMPLETES_OTHER,
    }
}

/// What a task is called. Followed inside a reactive closure.
pub fn task_name(kind: TaskKind, count: u32, name: &str) -> String {
    if name.is_empty() {
        words::kind_name(kind, count)
    } else {
        name.to_owned()
    }
}

/// What a task is called by its text. Followed inside a reactive closure.
pub fn typed_name(task: &RawTask) -> String {
    let kind = TaskKind::parse(&task.kind).unwrap_or(TaskKind::Other);
    task_name(kind, task.count.trim().parse().unwrap_or(1), task.name.trim())
}

/// Who has to do a task.
pub fn owner_name(side: Side) -> Key {
    match side {
        Side::Partner => keys::SETTINGS_TASK_OWNER_PARTNER,
        Side::Vendor => keys::SETTINGS_TASK_OWNER_VENDOR,
    }
}

/// Some days after the start, in weeks where they are whole. Followed inside a reactive closure.
pub fn after_start(days: u32) -> String {
    let (count, unit): (u32, Plural) = match days {
        0 => return text(keys::SETTINGS_JOURNEY_AT_START),
        days if days.is_multiple_of(7) => (days / 7, keys::SETTINGS_JOURNEY_AFTER_WEEKS),
        days => (days, keys::SETTINGS_JOURNEY_AFTER_DAYS),
    };
    text_plural(unit, count.into())
}

/// Which partners a template is for. Followed inside a reactive closure.
pub fn audience(template: &JourneyTemplate, regions: Signal<Vec<Choice>>) -> String {
    let types: Vec<String> = template
        .partner_types
        .iter()
        .map(|kind| text(type_name(*kind)))
        .collect();
    let tiers: Vec<String> = template.tiers.iter().map(|tier| tier_name(*tier)).collect();
    let region = |code: &String| {
        regions.with(|regions| {
            let known = regions.iter().find(|region| region.value == *code);
            known.map_or_else(|| code.clone(), |region| region.label.clone())
        })
    };
    let regions: Vec<String> = template.regions.iter().map(region).collect();
    let parts: Vec<String> = [
        (types, keys::SETTINGS_JOURNEY_FOR_TYPES),
        (tiers, keys::SETTINGS_JOURNEY_FOR_TIERS),
        (regions, keys::SETTINGS_JOURNEY_FOR_REGIONS),
    ]
    .into_iter()
    .filter(|(names, _)| !names.is_empty())
    .map(|(names, key)| text_with(key, &[("names", &list_or(&names))]))
    .collect();
    if parts.is_empty() {
        text(keys::SETTINGS_JOURNEY_FOR_ALL)
    } else {
        parts.join(" · ")
    }
}
