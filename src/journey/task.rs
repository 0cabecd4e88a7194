//! A task on the board: what it is, whose, by when, and how it was done.

use super::act::Act;
use super::model::{ShownTask, Travel};
use super::words::{TaskName, days_late, kind_help, task_name, tasks_in_line};
use crate::i18n::{self, keys, t, text_plural, text_with};
use crate::ui::{Badge, Data, DateText, Icon, IconName, IconSize, ProgressBar, StatusBadge, Time, Tone};
use entente_model::onboarding::{JourneyTask, TaskDone};
use entente_model::people::Side;
use leptos::prelude::*;

/// The card; drawn anew when something of its task changes.
#[component]
pub(super) fn TaskCard(
    /// The page's state.
    travel: Travel,
    /// Code of the task.
    code: String,
) -> impl IntoView {
    let task = travel.task(code);
    move || task.get().map(|shown| card(travel, shown))
}

fn card(travel: Travel, shown: ShownTask) -> AnyView {
    let is_done = shown.task.done.is_some();
    let is_blocked = !shown.blockers.is_empty();
    let (standing, icon) = match (is_done, is_blocked) {
        (true, _) => ("done", IconName::CircleCheck),
        (false, true) => ("blocked", IconName::Lock),
        (false, false) => ("open", IconName::Circle),
    };
    let spoken = match (is_done, is_blocked) {
        (true, _) => keys::JOURNEY_TASK_DONE,
        (false, true) => keys::JOURNEY_TASK_BLOCKED,
        (false, false) => keys::JOURNEY_TASK_OPEN,
    };
    let theirs = (shown.task.owner == Side::Vendor).then(|| {
        view! { <span class="journey-owner" translate="no"><Badge label=travel.vendor/></span> }
    });
    let blocked = is_blocked.then(|| {
        let blockers = shown.blockers.clone();
        let line = move || {
            let names: Vec<String> = blockers.iter().map(task_name).collect();
            text_with(keys::JOURNEY_BLOCKED, &[("tasks", &tasks_in_line(&names))])
        };
        view! { <p class="journey-blocked">{line}</p> }
    });
    let counted = (!is_done && shown.task.count > 1).then(|| {
        let (seen, count) = (shown.seen, shown.task.count);
        let part = f64::from(seen) / f64::from(count);
        let label = Signal::derive(move || {
            let (seen, count) = (i18n::integer(i64::from(seen)), i18n::integer(i64::from(count)));
            text_with(keys::JOURNEY_COUNTED, &[("done", &seen), ("count", &count)])
        });
        view! {
            <div class="journey-count">
                <span class="small muted number">{label}</span>
                <ProgressBar value=part/>
            </div>
        }
    });
    let help = (!is_done).then(|| view! { <Help task=shown.task.clone()/> });
    let foot = match shown.task.done.clone() {
        Some(done) => view! { <Done done=done/> }.into_any(),
        None => view! {
            <div class="journey-task-foot">
                <Due shown=shown.clone()/>
                <Act travel=travel shown=shown.clone()/>
            </div>
        }
        .into_any(),
    };
    view! {
        <li class="journey-task" data-standing=standing>
            <span class="journey-task-mark"><Icon name=icon/></span>
            <div class="journey-task-main">
                <h4>
                    <TaskName task=shown.task.clone()/>
                    <span class="visually-hidden">", " {t(spoken)}</span>
                </h4>
                {theirs}
                {help}
                {counted}
                {blocked}
                {foot}
            </div>
        </li>
    }
    .into_any()
}

/// What to do and why: what the template says, or what holds for the kind.
#[component]
pub(super) fn Help(
    /// The task.
    task: JourneyTask,
) -> impl IntoView {
    if task.help.is_empty() {
        kind_help(task.kind)
            .map(|help| view! { <p class="journey-help">{t(help)}</p> })
            .into_any()
    } else {
        view! { <p class="journey-help" translate="no" dir="auto">{task.help}</p> }.into_any()
    }
}

/// By when it is to be done, or by how much it is late.
#[component]
pub(super) fn Due(
    /// The task.
    shown: ShownTask,
) -> impl IntoView {
    let due = shown.task.due_on;
    let is_done = shown.task.done.is_some();
    let late = days_late(due, shown.today).filter(|_| !is_done);
    let word = if late.is_some() {
        keys::JOURNEY_WAS_DUE
    } else {
        keys::JOURNEY_DUE
    };
    view! {
        <span class="journey-due">
            {move || late.map(|days| view! {
                <StatusBadge label=text_plural(keys::JOURNEY_LATE_BY, days) tone=Tone::Warning icon=Some(IconName::Clock)/>
            })}
            <span class="small muted">
                {t(word)} " " <DateText value=due/>
            </span>
        </span>
    }
}

/// When and by whom it was done, and what they noted.
#[component]
fn Done(done: TaskDone) -> impl IntoView {
    let TaskDone { at, by, note } = done;
    let by = (!by.name.is_empty()).then(|| view! { <Data value=by.name/> " · " });
    let note = (!note.is_empty()).then(|| {
        view! {
            <blockquote class="journey-note" translate="no" dir="auto">
                <Icon name=IconName::MessageSquare size=IconSize::Small/>
                {note}
            </blockquote>
        }
    });
    view! {
        <p class="small muted">{by}<Time value=at/></p>
        {note}
    }
}
