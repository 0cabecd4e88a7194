//! The words of journeys: tasks by their kind, where each is done, how a journey goes, why a task can't be said to be done.

use crate::i18n::{Key, Plural, keys, text, text_plural, text_with};
use crate::paths;
use crate::ui::{Data, IconName, StatusBadge, Tone};
use chrono::NaiveDate;
use entente_model::onboarding::{JourneyRefusal, JourneyRefusalCode, JourneyRisk, JourneyTask, TaskKind};
use entente_model::people::Permission;
use leptos::prelude::*;

enum Named {
    Once(Key),
    Counted(Plural),
}

/// The name of a kind of task, of so many of what it counts; followed by language inside a reactive closure.
pub fn kind_name(kind: TaskKind, count: u32) -> String {
    let named = match kind {
        TaskKind::SignAgreement => Named::Once(keys::JOURNEY_KIND_SIGN_AGREEMENT),
        TaskKind::CompleteProfile => Named::Once(keys::JOURNEY_KIND_COMPLETE_PROFILE),
        TaskKind::UploadLogo => Named::Once(keys::JOURNEY_KIND_UPLOAD_LOGO),
        TaskKind::UploadTaxForm => Named::Once(keys::JOURNEY_KIND_UPLOAD_TAX_FORM),
        TaskKind::InviteColleagues => Named::Counted(keys::JOURNEY_KIND_INVITE_COLLEAGUES),
        TaskKind::FinishTraining => Named::Once(keys::JOURNEY_KIND_FINISH_TRAINING),
        TaskKind::RegisterDeal => Named::Counted(keys::JOURNEY_KIND_REGISTER_DEAL),
        TaskKind::WinDeal => Named::Counted(keys::JOURNEY_KIND_WIN_DEAL),
        TaskKind::Other => Named::Once(keys::JOURNEY_KIND_OTHER),
    };
    match named {
        Named::Once(key) => text(key),
        Named::Counted(plural) => text_plural(plural, u64::from(count.max(1))),
    }
}

/// What a kind of task is for, where its template does not say it.
pub fn kind_help(kind: TaskKind) -> Option<Key> {
    match kind {
        TaskKind::SignAgreement => Some(keys::JOURNEY_HELP_SIGN_AGREEMENT),
        TaskKind::CompleteProfile => Some(keys::JOURNEY_HELP_COMPLETE_PROFILE),
        TaskKind::UploadLogo => Some(keys::JOURNEY_HELP_UPLOAD_LOGO),
        TaskKind::UploadTaxForm => Some(keys::JOURNEY_HELP_UPLOAD_TAX_FORM),
        TaskKind::InviteColleagues => Some(keys::JOURNEY_HELP_INVITE_COLLEAGUES),
        TaskKind::FinishTraining => Some(keys::JOURNEY_HELP_FINISH_TRAINING),
        TaskKind::RegisterDeal => Some(keys::JOURNEY_HELP_REGISTER_DEAL),
        TaskKind::WinDeal => Some(keys::JOURNEY_HELP_WIN_DEAL),
        TaskKind::Other => None,
    }
}

/// A task's name for a sentence: its own, or that of its kind.
pub fn task_name(task: &JourneyTask) -> String {
    if task.name.is_empty() {
        kind_name(task.kind, task.count)
    } else {
        task.name.clone()
    }
}

/// Names of tasks one after the other. They make no sentence: each begins as it does where it stands alone, and in German ends in a verb.
pub fn tasks_in_line(names: &[String]) -> String {
    names.join(" · ")
}

/// A task's name where it stands alone.
#[component]
pub fn TaskName(
    /// The task.
    task: JourneyTask,
) -> impl IntoView {
    if task.name.is_empty() {
        let JourneyTask { kind, count, .. } = task;
        (move || kind_name(kind, count)).into_any()
    } else {
        view! { <Data value=task.name/> }.into_any()
    }
}

/// Where a task is done.
#[derive(Clone, Debug)]
pub struct Way {
    /// What one does there.
    pub label: Key,
    /// The address.
    pub href: String,
    /// What a role must allow.
    pub needs: Permission,
    /// A shape for it.
    pub icon: IconName,
}

/// Where the tasks of a kind are done; none for what is only said to be done.
pub fn way_of(kind: TaskKind) -> Option<Way> {
    let (label, href, needs, icon) = match kind {
        TaskKind::SignAgreement => (
            keys::JOURNEY_GO_AGREEMENT,
            paths::agreement(),
            Permission::SignAgreement,
            IconName::Pencil,
        ),
        TaskKind::CompleteProfile => (
            keys::JOURNEY_GO_PROFILE,
            paths::company(),
            Permission::ManageCompany,
            IconName::Building2,
        ),
        TaskKind::UploadLogo => (
            keys::JOURNEY_GO_LOGO,
            paths::company(),
            Permission::ManageCompany,
            IconName::Image,
        ),
        TaskKind::UploadTaxForm => (
            keys::JOURNEY_GO_TAX_FORM,
            paths::company(),
            Permission::ManageCompany,
            IconName::FileText,
        ),
        TaskKind::InviteColleagues => (
            keys::JOURNEY_GO_PEOPLE,
            paths::people(),
            Permission::ManagePeople,
            IconName::Users,
        ),
        TaskKind::RegisterDeal => (
            keys::JOURNEY_GO_REGISTER,
            paths::deal_new(),
            Permission::RegisterDeals,
            IconName::Plus,
        ),
        TaskKind::WinDeal => (
            keys::JOURNEY_GO_DEALS,
            paths::deals(),
            Permission::ReadDeals,
            IconName::Handshake,
        ),
        TaskKind::FinishTraining | TaskKind::Other => return None,
    };
    Some(Way {
        label,
        href,
        needs,
        icon,
    })
}

/// Days that something due on a day is late when it is `today` where the partner is; none while it is not.
pub fn days_late(due: NaiveDate, today: NaiveDate) -> Option<u64> {
    u64::try_from((today - due).num_days()).ok().filter(|days| *days > 0)
}

/// How a journey goes, in a word or two, as its partner reads it.
pub fn risk_name(risk: JourneyRisk) -> Key {
    match risk {
        JourneyRisk::OnTrack => keys::JOURNEY_RISK_ON_TRACK,
        JourneyRisk::Late => keys::JOURNEY_RISK_LATE,
        JourneyRisk::AtRisk => keys::JOURNEY_RISK_AT_RISK,
        JourneyRisk::VendorLate => keys::JOURNEY_RISK_VENDOR_LATE,
        JourneyRisk::Paused => keys::JOURNEY_RISK_PAUSED,
        JourneyRisk::Completed => keys::JOURNEY_RISK_COMPLETED,
    }
}

/// What it means that a journey goes so, and its shape.
pub fn risk_face(risk: JourneyRisk) -> (Tone, IconName) {
    match risk {
        JourneyRisk::OnTrack => (Tone::Success, IconName::TrendingUp),
        JourneyRisk::Late => (Tone::Warning, IconName::Clock),
        JourneyRisk::AtRisk => (Tone::Danger, IconName::TriangleAlert),
        JourneyRisk::VendorLate => (Tone::Info, IconName::Hourglass),
        JourneyRisk::Paused => (Tone::Neutral, IconName::CirclePause),
        JourneyRisk::Completed => (Tone::Success, IconName::Trophy),
    }
}

/// How a journey goes.
#[component]
pub fn RiskBadge(
    /// How.
    #[prop(into)]
    risk: Signal<JourneyRisk>,
) -> impl IntoView {
    move || {
        let risk = risk.get();
        let (tone, icon) = risk_face(risk);
        view! { <StatusBadge label=risk_name(risk) tone=tone icon=Some(icon)/> }
    }
}

/// Why something can't be done with a journey; of a blocked task, with `{tasks}` for what must be done first.
pub fn refusal_key(code: JourneyRefusalCode) -> Key {
    match code {
        JourneyRefusalCode::UnknownTask => keys::REFUSAL_UNKNOWN_TASK,
        JourneyRefusalCode::AlreadyDone => keys::REFUSAL_TASK_ALREADY_DONE,
        JourneyRefusalCode::Blocked => keys::REFUSAL_TASK_BLOCKED,
        JourneyRefusalCode::CompletesItself => keys::REFUSAL_TASK_COMPLETES_ITSELF,
        JourneyRefusalCode::NotYours => keys::REFUSAL_TASK_NOT_YOURS,
        JourneyRefusalCode::Completed => keys::REFUSAL_JOURNEY_COMPLETED,
        JourneyRefusalCode::NudgedRecently => keys::REFUSAL_NUDGED_RECENTLY,
        JourneyRefusalCode::NobodyToNudge => keys::REFUSAL_NOBODY_TO_NUDGE,
        JourneyRefusalCode::PartnerPaused => keys::REFUSAL_PARTNER_PAUSED,
    }
}

/// Why a task can't be said to be done, or a partner not be asked to go on; `name_of` gives the names of tasks that must be done first.
pub fn refusal_text(refusal: &JourneyRefusal, name_of: impl Fn(&str) -> String) -> String {
    let code = match refusal {
        JourneyRefusal::UnknownTask => JourneyRefusalCode::UnknownTask,
        JourneyRefusal::AlreadyDone => JourneyRefusalCode::AlreadyDone,
        JourneyRefusal::CompletesItself => JourneyRefusalCode::CompletesItself,
        JourneyRefusal::NotYours => JourneyRefusalCode::NotYours,
        JourneyRefusal::Completed => JourneyRefusalCode::Completed,
        JourneyRefusal::NudgedRecently => JourneyRefusalCode::NudgedRecently,
        JourneyRefusal::NobodyToNudge => JourneyRefusalCode::NobodyToNudge,
        JourneyRefusal::PartnerPaused => JourneyRefusalCode::PartnerPaused,
        JourneyRefusal::Fields(_) => return text(keys::REFUSAL_FIELDS),
        JourneyRefusal::Blocked(codes) => {
            let names: Vec<String> = codes.iter().map(|code| name_of(code)).collect();
            return text_with(keys::REFUSAL_TASK_BLOCKED, &[("tasks", &tasks_in_line(&names))]);
        }
    };
    text(refusal_key(code))
}
