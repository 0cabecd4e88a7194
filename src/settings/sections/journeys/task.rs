//! A task: folded it says who has to do it, when, how much it is of the journey and what it waits for.

use super::LIST;
use super::board::Board;
use super::copy::copy_of_task;
use super::drag::Thing;
use super::step::step_menu;
use super::task_fields::task_fields;
use crate::i18n::{keys, t, text_with};
use crate::journey::words::tasks_in_line;
use crate::settings::codes::{code_of, unused};
use crate::settings::fields::{MilestoneFields, TaskFields};
use crate::settings::journey_words::{after_start, kind_name, owner_name, share, task_name, typed_name};
use crate::settings::parts::Lock;
use crate::settings::raw::{RawTask, WITH_MILESTONE, owner_word};
use crate::settings::row_card::{fault_count, fold_button, is_unfolded, remove, unfold, why_full};
use crate::settings::rows::{Fields, Row};
use crate::ui::{Button, ButtonKind, ButtonSize, Icon, IconName, IconSize, Menu, MenuItem, unique_id};
use entente_model::onboarding::{TaskKind, TaskTemplate};
use entente_model::people::Side;
use entente_model::settings::bounds;
use leptos::prelude::*;

/// The task of a milestone. `tasks` is the pointer of the milestone's tasks.
pub fn task(board: Board, milestone: Row<MilestoneFields>, tasks: Signal<String>, row: Row<TaskFields>) -> AnyView {
    let Row { key, fields } = row;
    let editor = board.editor;
    let pointer = milestone.fields.tasks.pointer(tasks, key);
    let name = Signal::derive(move || typed_name(&fields.raw()));
    let is_named = Memo::new(move |_| fields.name.with(|name| !name.trim().is_empty()));
    let is_open = is_unfolded(editor, key);
    let wrong_blocker = Signal::derive(move || editor.form.issue_within(&format!("{}/blocked_by", pointer.get())));
    let fault = move || {
        let wrong = (!is_open.get()).then(|| wrong_blocker.get()).flatten();
        wrong.map(|wrong| view! { <p class="field-error step-fault"><Icon name=IconName::CircleAlert size=IconSize::Small/>{wrong}</p> })
    };
    let title = view! { <span translate=move || is_named.get().then_some("no") dir="auto">{name}</span> };
    let body_id = unique_id("task");
    let body = move || {
        is_open
            .get()
            .then(|| view! { <Lock editor=editor>{task_fields(board, milestone, pointer, row, wrong_blocker)}</Lock> })
    };
    view! {
        <li
            class="plan-task"
            data-task=key
            data-open=move || is_open.get().to_string()
            data-dragging=move || board.drag.offset(key).map(|_| "true")
            data-drop=move || board.drag.marks_before(key).then_some("before")
            style:translate=move || board.drag.offset(key)
        >
            <div class="step-head">
                {board.handle(Thing::Task, key, name)}
                <h6 class="step-title">
                    {fold_button(editor, key, body_id.clone(), title.into_any())}
                </h6>
                {fault_count(editor, pointer)}
                <span class="step-facts">
                    {move || board.task(milestone.key, key).map(|task| facts(board, milestone.key, &task))}
                </span>
                <div class="step-tools">{menu(board, milestone, row, name)}</div>
            </div>
            {fault}
            <div class="step-body" id=body_id hidden=move || !is_open.get()>{body}</div>
        </li>
    }
    .into_any()
}

/// Only what is not as one would expect: a partner's task that is due with its milestone says how much it is, and no more.
fn facts(board: Board, milestone: u32, task: &TaskTemplate) -> AnyView {
    let owner = (task.owner == Side::Vendor).then(|| view! { <span>{t(owner_name(Side::Vendor))}</span> });
    let own_day = board
        .milestone(milestone)
        .is_none_or(|milestone| milestone.due_days != task.due_days);
    let due = own_day.then(|| view! { <span>{after_start(task.due_days)}</span> });
    let blockers = board.template.with(|template| {
        let known = |code: &String| {
            let task = template
                .iter()
                .flat_map(|template| template.tasks())
                .find(|task| task.code == *code)?;
            Some(task_name(task.kind, task.count, &task.name))
        };
        task.blocked_by.iter().filter_map(known).collect::<Vec<_>>()
    });
    let waits = (!blockers.is_empty()).then(|| {
        view! { <span>{text_with(keys::SETTINGS_TASK_WAITS, &[("tasks", &tasks_in_line(&blockers))])}</span> }
    });
    let share = share(board.share(task.weight));
    view! {
        {owner}
        {waits}
        {due}
        <span>{text_with(keys::SETTINGS_JOURNEY_SHARE, &[("share", &share)])}</span>
    }
    .into_any()
}

/// Why no task can be added to a milestone now.
fn full(board: Board, milestone: Row<MilestoneFields>) -> Signal<Option<String>> {
    why_full(board.editor, milestone.fields.tasks, bounds::TASKS)
}

/// The menu of kinds; while none can be added, the button that says why.
pub fn add_task(board: Board, milestone: Row<MilestoneFields>) -> AnyView {
    let rows = milestone.fields.tasks;
    let full = full(board, milestone);
    let is_full = Memo::new(move |_| full.with(Option::is_some));
    let add = move |kind: TaskKind| {
        let taken = untrack(|| board.other_tasks(0));
        let raw = RawTask {
            code: match kind {
                TaskKind::Other => String::new(),
                kind => unused(&code_of(kind.as_str()), |code| taken.iter().any(|taken| taken == code)),
            },
            kind: kind.as_str().to_owned(),
            count: "1".to_owned(),
            owner: owner_word(Side::Partner).to_owned(),
            unit: WITH_MILESTONE.to_owned(),
            weight: "1".to_owned(),
            ..RawTask::default()
        };
        if let Some(key) = rows.add(raw) {
            unfold(board.editor, key, format!("[data-task=\"{key}\"] > .step-body"));
        }
    };
    let kinds = move || {
        let line = |kind: &TaskKind| {
            let kind = *kind;
            MenuItem::new(Signal::derive(move || kind_name(kind)), move || add(kind))
        };
        TaskKind::ALL.iter().map(line).collect::<Vec<_>>()
    };
    let button = move || {
        if is_full.get() {
            view! {
                <Button
                    label=keys::SETTINGS_JOURNEY_ADD_TASK
                    icon=IconName::Plus
                    kind=ButtonKind::Ghost
                    size=ButtonSize::Small
                    disabled_reason=full
                    on_press=|| ()
                />
            }
            .into_any()
        } else {
            view! { <Menu label=keys::SETTINGS_JOURNEY_ADD_TASK items=Signal::stored(kinds()) labelled=true class="button button-ghost button-small"/> }.into_any()
        }
    };
    view! { {button} }.into_any()
}

fn menu(board: Board, milestone: Row<MilestoneFields>, row: Row<TaskFields>, name: Signal<String>) -> AnyView {
    let Row { key, fields } = row;
    let (editor, rows) = (board.editor, milestone.fields.tasks);
    let duplicate = move || {
        let copy = untrack(|| copy_of_task(fields.raw(), &board.other_tasks(0)));
        let at = untrack(|| rows.position(key)).map_or(usize::MAX, |at| at + 1);
        if let Some(copy) = rows.insert(at, copy) {
            board.forget_left();
            unfold(editor, copy, format!("[data-task=\"{copy}\"] > .step-body"));
        }
    };
    let remove = move || remove(editor, rows, key, LIST, name);
    step_menu(
        board,
        (Thing::Task, key),
        name,
        full(board, milestone),
        duplicate,
        remove,
    )
}
