//! Moving a running journey to another template, or to the same one as it was changed: what would change, and the journey after it.
//!
//! What is done stays done. A task of the journey is the template's task with its code. Done tasks that the template doesn't have stay where
//! they are, or in the first milestone when theirs is gone; open ones go.

use super::journey::{Journey, JourneyMilestone, JourneyTask};
use super::journey_transition::JourneyActor;
use super::template::JourneyTemplate;
use crate::words::words;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What moving a journey would change.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyDiff {
    /// Each task that would come, go or change, in the order of the journey after the move; those that go last.
    pub tasks: Vec<TaskDiff>,
    /// Progress before, in thousandths.
    pub progress_before: u32,
    /// Progress after, in thousandths.
    pub progress_after: u32,
}

/// What would become of one task.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskDiff {
    /// The task as it would be, or as it is when it would go.
    pub task: JourneyTask,
    /// What would happen to it.
    pub change: TaskChange,
    /// Its day before, when that changes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_before: Option<NaiveDate>,
}

words! {
    /// What would become of a task.
    TaskChange {
        /// It would come.
        Added = "added",
        /// It would go; it is open.
        Removed = "removed",
        /// It is done and the template no longer has it: it stays.
        KeptDone = "kept_done",
        /// It would complete itself, for what it asks for has been seen.
        Completed = "completed",
        /// It would stay with another day, place, name, weight, owner, or other tasks before it.
        Changed = "changed",
    }
}

impl Journey {
    /// The journey by a template from now on.
    pub fn move_to(&self, template: &JourneyTemplate, template_version: i64, now: DateTime<Utc>) -> Journey {
        let mut after = Journey {
            achieved: self.achieved.clone(),
            ..Journey::begin(template, template_version, self.started_on)
        };
        for milestone in &mut after.milestones {
            let before = self.milestones.iter().find(|before| before.code == milestone.code);
            milestone.reached_at = before.and_then(|before| before.reached_at);
            for task in &mut milestone.tasks {
                task.done = self.task(&task.code).and_then(|before| before.done.clone());
            }
        }
        for before in &self.milestones {
            let kept = before
                .tasks
                .iter()
                .filter(|task| task.done.is_some() && !template.tasks().any(|known| known.code == task.code))
                .cloned()
                .collect();
            after.keep(before, kept);
        }
        after.settle(&JourneyActor::portal(), now);
        after
    }

    /// Keeps done tasks of a milestone that the template doesn't have.
    fn keep(&mut self, milestone: &JourneyMilestone, tasks: Vec<JourneyTask>) {
        if tasks.is_empty() {
            return;
        }
        let place = self
            .milestones
            .iter()
            .position(|own| own.code == milestone.code)
            .unwrap_or(0);
        match self.milestones.get_mut(place) {
            Some(own) => own.tasks.extend(tasks),
            None => self.milestones.push(JourneyMilestone {
                tasks,
                ..milestone.clone()
            }),
        }
    }

    /// Whether it is by a template already: moving it would change nothing but the number of the version that it follows.
    pub fn is_by(&self, template: &JourneyTemplate, now: DateTime<Utc>) -> bool {
        self.move_to(template, self.template_version, now) == *self
    }

    /// What [`Journey::move_to`] would change.
    pub fn diff(&self, template: &JourneyTemplate, template_version: i64, now: DateTime<Utc>) -> JourneyDiff {
        let after = self.move_to(template, template_version, now);
        let mut tasks: Vec<TaskDiff> = after
            .tasks()
            .filter_map(|task| {
                let before = self.task(&task.code);
                let change = self.change_of(before, task, template, &after)?;
                let due_before = before.map(|before| before.due_on).filter(|due| *due != task.due_on);
                Some(TaskDiff {
                    task: task.clone(),
                    change,
                    due_before,
                })
            })
            .collect();
        let gone = self.tasks().filter(|task| after.task(&task.code).is_none());
        tasks.extend(gone.map(|task| TaskDiff {
            task: task.clone(),
            change: TaskChange::Removed,
            due_before: None,
        }));
        let progress = |journey: &Journey| journey.standing(self.started_on, 1).progress_per_mille;
        JourneyDiff {
            tasks,
            progress_before: progress(self),
            progress_after: progress(&after),
        }
    }

    fn change_of(
        &self,
        before: Option<&JourneyTask>,
        task: &JourneyTask,
        template: &JourneyTemplate,
        after: &Journey,
    ) -> Option<TaskChange> {
        let Some(before) = before else {
            return Some(TaskChange::Added);
        };
        if !template.tasks().any(|known| known.code == task.code) {
            return Some(TaskChange::KeptDone);
        }
        if before.done.is_none() && task.done.is_some() {
            return Some(TaskChange::Completed);
        }
        let place = |journey: &Journey| {
            let holds = |milestone: &&JourneyMilestone| milestone.tasks.iter().any(|own| own.code == task.code);
            journey
                .milestones
                .iter()
                .find(holds)
                .map(|milestone| milestone.code.clone())
        };
        let changed = before != task || place(self) != place(after);
        // What is done is done: another day or weight of it is nothing to read about.
        (changed && task.done.is_none()).then_some(TaskChange::Changed)
    }
}
