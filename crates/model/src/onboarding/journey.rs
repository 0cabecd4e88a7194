//! A partner's journey: milestones with tasks, and what is open of them (domain: Onboarding).

use super::template::{JourneyTemplate, Milestone, TaskKind, TaskTemplate};
use crate::people::{Person, Side};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A journey on its way.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Journey {
    /// Code of its template.
    pub template: String,
    /// Number of the settings version whose template it follows.
    pub template_version: i64,
    /// The day it began, where the partner is.
    pub started_on: NaiveDate,
    /// What is to be reached, in order.
    pub milestones: Vec<JourneyMilestone>,
    /// What the portal has seen so far, by kind of task.
    pub achieved: BTreeMap<TaskKind, u32>,
}

/// A milestone on the way.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyMilestone {
    /// Code in the template.
    pub code: String,
    /// Name.
    pub name: String,
    /// The day it should be reached.
    pub due_on: NaiveDate,
    /// When its last task was done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reached_at: Option<DateTime<Utc>>,
    /// What is to be done for it.
    pub tasks: Vec<JourneyTask>,
}

/// A task on the way.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyTask {
    /// Code in the template.
    pub code: String,
    /// What completes it.
    pub kind: TaskKind,
    /// Name; empty for the name of its kind.
    pub name: String,
    /// What to do and why.
    pub help: String,
    /// How many of what it counts.
    pub count: u32,
    /// Who has to do it.
    pub owner: Side,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// How much of the journey it is.
    pub weight: u32,
    /// Codes of tasks that must be done first.
    pub blocked_by: Vec<String>,
    /// When and by whom it was done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub done: Option<TaskDone>,
}

/// How a task was done.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskDone {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, or said so.
    pub by: Person,
    /// What they noted; empty for what completed itself.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
}

impl Journey {
    /// A journey that begins.
    pub fn begin(template: &JourneyTemplate, template_version: i64, started_on: NaiveDate) -> Self {
        Journey {
            template: template.code.clone(),
            template_version,
            started_on,
            milestones: template
                .milestones
                .iter()
                .map(|milestone| JourneyMilestone::of(milestone, started_on))
                .collect(),
            achieved: BTreeMap::new(),
        }
    }

    /// All tasks in their order.
    pub fn tasks(&self) -> impl Iterator<Item = &JourneyTask> {
        self.milestones.iter().flat_map(|milestone| &milestone.tasks)
    }

    /// The task of a code.
    pub fn task(&self, code: &str) -> Option<&JourneyTask> {
        self.tasks().find(|task| task.code == code)
    }

    /// What must be done before a task, in order; empty for one that is done.
    pub fn blockers<'a>(&'a self, task: &'a JourneyTask) -> impl Iterator<Item = &'a JourneyTask> {
        self.tasks()
            .filter(|other| task.done.is_none() && other.done.is_none() && task.blocked_by.contains(&other.code))
    }

    /// Whether a task is open and nothing blocks it.
    pub fn is_ready(&self, task: &JourneyTask) -> bool {
        task.done.is_none() && self.blockers(task).next().is_none()
    }

    /// What a side can do now, most pressing first.
    pub fn next_of(&self, side: Side) -> Vec<&JourneyTask> {
        let mut next: Vec<&JourneyTask> = self
            .tasks()
            .filter(|task| task.owner == side && self.is_ready(task))
            .collect();
        next.sort_by_key(|task| task.due_on);
        next
    }

    /// Whether all is done.
    pub fn is_completed(&self) -> bool {
        self.tasks().all(|task| task.done.is_some())
    }

    /// When all was done; absent while something is open.
    pub fn completed_at(&self) -> Option<DateTime<Utc>> {
        if self.is_completed() {
            self.tasks()
                .filter_map(|task| task.done.as_ref())
                .map(|done| done.at)
                .max()
        } else {
            None
        }
    }

    /// All tasks in their order, to be changed.
    pub(super) fn tasks_mut(&mut self) -> impl Iterator<Item = &mut JourneyTask> {
        self.milestones.iter_mut().flat_map(|milestone| &mut milestone.tasks)
    }
}

impl JourneyMilestone {
    pub(super) fn of(template: &Milestone, started_on: NaiveDate) -> Self {
        JourneyMilestone {
            code: template.code.clone(),
            name: template.name.clone(),
            due_on: later(started_on, template.due_days),
            reached_at: None,
            tasks: template
                .tasks
                .iter()
                .map(|task| JourneyTask::of(task, started_on))
                .collect(),
        }
    }
}

impl JourneyTask {
    pub(super) fn of(template: &TaskTemplate, started_on: NaiveDate) -> Self {
        JourneyTask {
            code: template.code.clone(),
            kind: template.kind,
            name: template.name.clone(),
            help: template.help.clone(),
            count: template.count,
            owner: template.owner,
            due_on: later(started_on, template.due_days),
            weight: template.weight,
            blocked_by: template.blocked_by.clone(),
            done: None,
        }
    }
}

fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}
