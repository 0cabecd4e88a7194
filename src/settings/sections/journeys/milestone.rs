//! A milestone: what it is called, when it should be reached, and its tasks.

use super::LIST;
use super::board::Board;
use super::code::code_field;
use super::copy::copy_of_milestone;
use super::drag::Thing;
use super::due::due_field;
use super::step::step_menu;
use super::task::{add_task, task};
use crate::i18n::{keys, t, text, text_plural, text_with};
use crate::settings::fields::MilestoneFields;
use crate::settings::journey_words::{after_start, share as of_journey};
use crate::settings::parts::{ListFault, Lock};
use crate::settings::raw::RawMilestone;
use crate::settings::row_card::{fault_count, fold_button, is_unfolded, remove, unfold, why_full};
use crate::settings::rows::{Fields, Row, below};
use crate::ui::each;
use crate::ui::{Field, Icon, IconName, IconSize, TextInput, unique_id};
use entente_model::settings::bounds;
use leptos::prelude::*;

/// The milestone with its tasks.
pub fn milestone(board: Board, row: Row<MilestoneFields>) -> AnyView {
    let Row { key, fields } = row;
    let editor = board.editor;
    let pointer = board.milestones.pointer(board.list(), key);
    let name = Signal::derive(move || match fields.name.get() {
        name if name.trim().is_empty() => text(keys::SETTINGS_JOURNEY_NEW_MILESTONE),
        name => name,
    });
    let is_named = Memo::new(move |_| fields.name.with(|name| !name.trim().is_empty()));
    let is_kept = {
        let code = fields.code.get_untracked();
        board.published.with_value(|published| {
            let mut known = published.iter().flat_map(|template| &template.milestones);
            known.any(|milestone| milestone.code == code)
        })
    };
    let is_open = is_unfolded(editor, key);
    let facts = move || {
        board.milestone(key).map(|milestone| {
            let share = board.share(milestone.tasks.iter().map(|task| task.weight).sum());
            view! {
                <span>{after_start(milestone.due_days)}</span>
                <span>{text_plural(keys::SETTINGS_JOURNEY_TASKS, milestone.tasks.len() as u64)}</span>
                <span>{text_with(keys::SETTINGS_JOURNEY_SHARE, &[("share", &of_journey(share))])}</span>
            }
        })
    };
    // Folded it says itself what is wrong with its day: a move may have made it so.
    let wrong_day = move || {
        let pointer = format!("{}/due_days", pointer.get());
        let wrong = (!is_open.get()).then(|| editor.form.own_issue(&pointer)).flatten();
        wrong.map(|wrong| view! { <p class="field-error step-fault"><Icon name=IconName::CircleAlert size=IconSize::Small/>{wrong}</p> })
    };
    let title = view! { <span translate=move || is_named.get().then_some("no") dir="auto">{name}</span> };
    let body_id = unique_id("milestone");
    let list = below(pointer, "tasks");
    view! {
        <li
            class="plan-milestone"
            data-milestone=key
            data-dragging=move || board.drag.offset(key).map(|_| "true")
            data-drop=move || board.drag.marks_before(key).then_some("before")
            style:translate=move || board.drag.offset(key)
        >
            <div class="step-head">
                {board.handle(Thing::Milestone, key, name)}
                <h5 class="step-title">
                    {fold_button(editor, key, body_id.clone(), title.into_any())}
                </h5>
                {fault_count(editor, pointer)}
                <span class="step-facts">{facts}</span>
                <div class="step-tools">{menu(board, row, name)}</div>
            </div>
            {wrong_day}
            <div class="step-body" id=body_id hidden=move || !is_open.get()>
                {move || is_open.get().then(|| view! { <Lock editor=editor>{milestone_fields(board, row, pointer, is_kept)}</Lock> })}
            </div>
            <ol class="plan-tasks" data-drop=move || board.drag.marks_end(key).then_some("end")>
                {each(move || fields.tasks.get(), |row| row.key, move |task_row| task(board, row, list, task_row))}
            </ol>
            <div class="plan-foot">
                <ListFault editor=editor pointer=list/>
                {add_task(board, row)}
            </div>
        </li>
    }
    .into_any()
}

fn milestone_fields(board: Board, row: Row<MilestoneFields>, pointer: Signal<String>, is_kept: bool) -> AnyView {
    let Row { key, fields } = row;
    view! {
        <div class="form-fields">
            <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name") class="half">
                <TextInput value=fields.name/>
            </Field>
            {code_field(pointer, fields.code, fields.name.into(), is_kept, move || board.other_milestones(key))}
            {due_field(pointer, fields.due, fields.unit, None)}
            <p class="field-hint half milestone-hint">{t(keys::SETTINGS_JOURNEY_MILESTONE_HINT)}</p>
        </div>
    }
    .into_any()
}

fn menu(board: Board, row: Row<MilestoneFields>, name: Signal<String>) -> AnyView {
    let Row { key, fields } = row;
    let (editor, rows) = (board.editor, board.milestones);
    let full = why_full(editor, rows, bounds::MILESTONES);
    let duplicate = move || {
        let copy = untrack(|| {
            let raw = RawMilestone {
                name: text_with(keys::SETTINGS_COPY_OF, &[("name", &fields.name.get())]),
                ..fields.raw()
            };
            copy_of_milestone(raw, &board.other_milestones(0), &board.other_tasks(0))
        });
        let at = untrack(|| rows.position(key)).map_or(usize::MAX, |at| at + 1);
        if let Some(copy) = rows.insert(at, copy) {
            board.forget_left();
            unfold(editor, copy, format!("[data-milestone=\"{copy}\"] > .step-body"));
        }
    };
    let remove = move || remove(editor, rows, key, LIST, name);
    step_menu(board, (Thing::Milestone, key), name, full, duplicate, remove)
}
