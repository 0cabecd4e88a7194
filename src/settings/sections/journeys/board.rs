//! The milestones of a template with their tasks, to be moved by pointer, by keyboard and from menus.

use super::LIST;
use super::drag::Drag;
use super::milestone::milestone;
use crate::i18n::{keys, t};
use crate::settings::editor::Editor;
use crate::settings::fields::{MilestoneFields, TaskFields};
use crate::settings::parts::ListFault;
use crate::settings::raw::{RawMilestone, WEEKS};
use crate::settings::row_card::{unfold, why_full};
use crate::settings::rows::{Row, Rows, below};
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, IconName, unique_id};
use entente_model::onboarding::{JourneyTemplate, Milestone, TaskTemplate};
use entente_model::settings::bounds;
use leptos::prelude::*;

/// What every milestone and task is drawn from. Copied freely.
#[derive(Clone, Copy)]
pub struct Board {
    /// The settings.
    pub editor: Editor,
    /// The template's pointer.
    pub pointer: Signal<String>,
    /// Its milestones.
    pub milestones: Rows<MilestoneFields>,
    /// The template as its text reads.
    pub template: Memo<Option<JourneyTemplate>>,
    /// The template as it was published, if it was.
    pub published: StoredValue<Option<JourneyTemplate>>,
    /// What is being dragged.
    pub drag: Drag,
    /// The id of the sentence that says how things are moved.
    pub hint_id: StoredValue<String>,
}

impl Board {
    /// The board of a template.
    pub fn new(
        editor: Editor,
        pointer: Signal<String>,
        milestones: Rows<MilestoneFields>,
        template: Memo<Option<JourneyTemplate>>,
        published: Option<JourneyTemplate>,
    ) -> Self {
        Board {
            editor,
            pointer,
            milestones,
            template,
            published: StoredValue::new(published),
            drag: Drag::new(),
            hint_id: StoredValue::new(unique_id("moving")),
        }
    }

    /// The pointer of the milestones.
    pub fn list(self) -> Signal<String> {
        below(self.pointer, "milestones")
    }

    /// The tasks of all milestones, in order; followed inside a reactive closure.
    pub fn tasks(self) -> Vec<Row<TaskFields>> {
        let of = |row: Row<MilestoneFields>| row.fields.tasks.get();
        self.milestones.get().into_iter().flat_map(of).collect()
    }

    /// Quiets the fields of the journeys, whose places have changed.
    pub fn forget_left(self) {
        self.editor.form.forget(LIST);
    }

    /// Codes of the milestones but one; followed inside a reactive closure.
    pub fn other_milestones(self, key: u32) -> Vec<String> {
        let others = self.milestones.get().into_iter().filter(|row| row.key != key);
        others.map(|row| row.fields.code.get()).collect()
    }

    /// Codes of the tasks but one; followed inside a reactive closure.
    pub fn other_tasks(self, key: u32) -> Vec<String> {
        let others = self.tasks().into_iter().filter(|row| row.key != key);
        others.map(|row| row.fields.code.get()).collect()
    }

    /// Lets tasks that wait for a task of a code wait for it under another one, unless another task has that code, too.
    pub fn rename_blocker(self, before: &str, now: &str) {
        let tasks = untrack(|| self.tasks());
        let is_kept = tasks
            .iter()
            .any(|row| row.fields.code.with_untracked(|code| code.trim() == before));
        if before.is_empty() || is_kept {
            return;
        }
        for row in tasks {
            let blocked_by = row.fields.blocked_by;
            if blocked_by.with_untracked(|codes| codes.iter().any(|code| code == before)) {
                blocked_by.update(|codes| {
                    for code in codes.iter_mut().filter(|code| *code == before) {
                        now.clone_into(code);
                    }
                });
            }
        }
    }

    /// What a milestone's text means; followed inside a reactive closure.
    pub fn milestone(self, key: u32) -> Option<Milestone> {
        let at = self.milestones.position(key)?;
        self.template
            .with(|template| template.as_ref()?.milestones.get(at).cloned())
    }

    /// What the text of a task of a milestone means; followed inside a reactive closure.
    pub fn task(self, milestone: u32, key: u32) -> Option<TaskTemplate> {
        let of_milestone = |row: &Row<MilestoneFields>| row.key == milestone;
        let rows = self.milestones.get().into_iter().find(of_milestone)?.fields.tasks;
        let (milestone, at) = (self.milestones.position(milestone)?, rows.position(key)?);
        self.template
            .with(|template| template.as_ref()?.milestones.get(milestone)?.tasks.get(at).cloned())
    }

    /// How much of the journey something is that weighs so much; followed inside a reactive closure.
    pub fn share(self, weight: u32) -> f64 {
        let all: u32 = self.template.with(|template| {
            let tasks = template.iter().flat_map(JourneyTemplate::tasks);
            tasks.map(|task| task.weight).sum()
        });
        f64::from(weight) / f64::from(all.max(1))
    }
}

/// The milestones, and the button that adds one.
pub fn board(board: Board) -> AnyView {
    let Board { editor, milestones, .. } = board;
    let full = why_full(editor, milestones, bounds::MILESTONES);
    let add = move || {
        // As long after the one before as the first is after the start: a week.
        let last = untrack(|| {
            board
                .template
                .with(|template| template.as_ref()?.milestones.last().cloned())
        });
        let weeks = last.map_or(0, |last| last.due_days.div_ceil(7)) + 1;
        let raw = RawMilestone {
            due: weeks.to_string(),
            unit: WEEKS.to_owned(),
            ..RawMilestone::default()
        };
        if let Some(key) = milestones.add(raw) {
            unfold(editor, key, format!("[data-milestone=\"{key}\"] > .step-body"));
        }
    };
    let how = move || {
        let may_move = editor.locked.with(Option::is_none);
        may_move.then(
            || view! { <p class="field-hint" id=board.hint_id.get_value()>{t(keys::SETTINGS_JOURNEY_HOW_TO_MOVE)}</p> },
        )
    };
    let heading = unique_id("milestones");
    let labelled = heading.clone();
    view! {
        <section class="journey-part" aria-labelledby=heading>
            <div class="journey-part-head">
                <h4 id=labelled>{t(keys::SETTINGS_JOURNEY_STEPS)}</h4>
                {how}
            </div>
            <ol class="plan-milestones" data-board="" data-drop=move || board.drag.marks_end(0).then_some("end")>
                {each(move || milestones.get(), |row| row.key, move |row| milestone(board, row))}
            </ol>
            <ListFault editor=editor pointer=board.list()/>
            <div>
                <Button
                    label=keys::SETTINGS_JOURNEY_ADD_MILESTONE
                    icon=IconName::Plus
                    kind=ButtonKind::Secondary
                    size=ButtonSize::Small
                    disabled_reason=full
                    on_press=add
                />
            </div>
        </section>
    }
    .into_any()
}
