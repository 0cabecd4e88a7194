//! What a move would change: how often each task in which way, and journeys as examples.

use crate::i18n::{Key, date, keys, list, percent, t, text_plural, text_with};
use crate::settings::journey_words::task_name;
use crate::ui::{Badge, Data, Icon, IconName, IconSize, Tone};
use entente_model::onboarding::{
    JourneyMoveExample, JourneyMoveOutcome, JourneyTask, TaskChange, TaskChangeCount, TaskDiff,
};
use leptos::prelude::*;

/// The changes, and the first `most` examples.
pub fn outcome(outcome: &JourneyMoveOutcome, most: usize) -> AnyView {
    let shown = outcome.examples.len().min(most);
    let further = u64::from(outcome.changing).saturating_sub(shown as u64);
    view! {
        <div class="move-outcome">
            <ul class="move-changes">{outcome.changes.iter().map(change).collect_view()}</ul>
            <div class="stack-tight">
                <p class="small strong">{t(keys::SETTINGS_MOVE_EXAMPLES)}</p>
                <ul class="move-examples">{outcome.examples.iter().take(most).map(example).collect_view()}</ul>
                {(further > 0).then(|| view! { <p class="muted small">{text_plural(keys::SETTINGS_MOVE_FURTHER, further)}</p> })}
            </div>
        </div>
    }
    .into_any()
}

fn word(change: TaskChange) -> (Key, Tone) {
    match change {
        TaskChange::Added => (keys::SETTINGS_MOVE_ADDED, Tone::Success),
        TaskChange::Removed => (keys::SETTINGS_MOVE_REMOVED, Tone::Danger),
        TaskChange::KeptDone => (keys::SETTINGS_MOVE_KEPT_DONE, Tone::Neutral),
        TaskChange::Completed => (keys::SETTINGS_MOVE_COMPLETED, Tone::Success),
        TaskChange::Changed => (keys::SETTINGS_MOVE_CHANGED, Tone::Info),
    }
}

fn name(task: &JourneyTask) -> AnyView {
    let is_named = !task.name.is_empty();
    view! { <span translate=is_named.then_some("no") dir="auto">{task_name(task.kind, task.count, &task.name)}</span> }
        .into_any()
}

fn change(counted: &TaskChangeCount) -> AnyView {
    let (label, tone) = word(counted.change);
    view! {
        <li>
            <span class="move-what">
                <Badge label=label tone=tone/>
                {name(&counted.task)}
            </span>
            <span class="muted small">{text_plural(keys::SETTINGS_MOVE_COUNT, counted.count.into())}</span>
        </li>
    }
    .into_any()
}

fn example(example: &JourneyMoveExample) -> AnyView {
    let (before, after) = (example.diff.progress_before, example.diff.progress_after);
    let share = |per_mille: u32| percent(f64::from(per_mille) / 1000.0);
    let progress = (before != after).then(|| {
        view! {
            <span class="move-progress">
                <span class="visually-hidden">{t(keys::SETTINGS_MOVE_PROGRESS)}" "</span>
                <span class="change-old" translate="no">{share(before)}</span>
                <Icon name=IconName::ArrowRight size=IconSize::Small/>
                <span class="change-new" translate="no">{share(after)}</span>
            </span>
        }
    });
    let lines = TaskChange::ALL.iter().filter_map(|change| {
        let tasks: Vec<String> = example
            .diff
            .tasks
            .iter()
            .filter(|task| task.change == *change)
            .map(told)
            .collect();
        (!tasks.is_empty()).then(|| {
            view! {
                <p class="muted small">
                    <span>{t(word(*change).0)}</span>
                    <span aria-hidden="true" translate="no">" · "</span>
                    <span translate="no" dir="auto">{list(&tasks)}</span>
                </p>
            }
        })
    });
    view! {
        <li>
            <div class="move-example-head">
                <Data value=example.partner.display_name.clone() class="strong"/>
                {progress}
            </div>
            {lines.collect_view()}
        </li>
    }
    .into_any()
}

/// A task with its new day, when that changes.
fn told(diff: &TaskDiff) -> String {
    let name = task_name(diff.task.kind, diff.task.count, &diff.task.name);
    match diff.due_before {
        Some(before) => {
            let days = [
                ("task", &name as &dyn std::fmt::Display),
                ("before", &date(before)),
                ("after", &date(diff.task.due_on)),
            ];
            text_with(keys::SETTINGS_MOVE_DAY, &days)
        }
        None => name,
    }
}
