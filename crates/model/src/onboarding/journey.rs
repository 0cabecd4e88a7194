//! A partner's journey: milestones with tasks, what completes them, and how far it has come (domain: Onboarding).
//!
//! What the portal sees (a signature, a colleague who joins, a deal handed in) is kept as a total per kind of task, and completes
//! every task of the kind that is open, counts no more than that, and is blocked by nothing. A task that was blocked then completes
//! when what blocked it is done. So the order in which things happen does not matter, and nothing completes twice.

use super::journey_refusal::JourneyRefusal;
use super::template::{JourneyTemplate, Milestone, TaskKind, TaskTemplate};
use crate::people::{PartnerStatus, Person, Side};
use crate::problem::{FieldCode, FieldError};
use crate::text;
use crate::words::words;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most characters of a note to a task done by hand.
pub const NOTE: usize = 1_000;

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

/// Something that happens to a journey.
#[derive(Clone, PartialEq, Debug)]
pub enum JourneyOccurrence {
    /// The portal saw that there are so many of a kind by now.
    Achieved {
        /// What.
        kind: TaskKind,
        /// How many in all.
        total: u32,
    },
    /// Somebody says that a task is done.
    Complete {
        /// The task's code.
        task: String,
        /// How; needed when the vendor says so of a partner's task.
        note: String,
    },
}

/// Body of saying that a task is done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskCompletion {
    /// The task's code.
    pub task: String,
    /// How; needed when the vendor says so of a partner's task.
    #[serde(default)]
    pub note: String,
}

/// Who causes something, as the journey keeps it.
#[derive(Clone, PartialEq, Debug)]
pub struct JourneyActor {
    /// Whose person; the portal itself has no side.
    pub side: Option<Side>,
    /// The person.
    pub person: Person,
}

impl JourneyActor {
    /// The portal itself.
    pub fn portal() -> Self {
        JourneyActor {
            side: None,
            person: Person {
                id: None,
                name: String::new(),
            },
        }
    }
}

words! {
    /// How a journey goes.
    JourneyRisk {
        /// Nothing is late.
        OnTrack = "on_track",
        /// A task of the partner's is late.
        Late = "late",
        /// A task of the partner's is late by so many days that the manager is asked.
        AtRisk = "at_risk",
        /// Nothing of the partner's is late, but a task of the vendor's is, of which who is in charge is told.
        VendorLate = "vendor_late",
        /// The partner is suspended or has left: nobody is asked for anything.
        Paused = "paused",
        /// All is done.
        Completed = "completed",
    }
}

impl JourneyRisk {
    /// How a journey goes whose partner has a status: one that begins nothing is left in peace.
    pub fn of_partner(self, status: PartnerStatus) -> Self {
        if status.may_begin() || self == Self::Completed {
            self
        } else {
            Self::Paused
        }
    }
}

/// How far a journey has come on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyStanding {
    /// Weight of the tasks done in that of all, in thousandths, rounded down: 1,000 only when all is done.
    pub progress_per_mille: u32,
    /// Place of the first milestone that is not reached, from 0; absent when all are.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<usize>,
    /// The day that the partner's most pressing open task is, or was, due; blocked tasks don't press.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_due: Option<NaiveDate>,
    /// The same of the vendor's open tasks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub vendor_due: Option<NaiveDate>,
    /// The day that it is where the partner is: what was due before it is late.
    pub today: NaiveDate,
    /// How it goes.
    pub risk: JourneyRisk,
}

impl JourneyStanding {
    /// Whether a task of the vendor's is late.
    pub fn is_vendor_late(&self) -> bool {
        self.vendor_due.is_some_and(|due| due < self.today)
    }
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

    /// How far it has come on a day. From `risk_days` days late on the manager is asked.
    pub fn standing(&self, today: NaiveDate, risk_days: u32) -> JourneyStanding {
        let weight =
            |tasks: &mut dyn Iterator<Item = &JourneyTask>| tasks.map(|task| u64::from(task.weight)).sum::<u64>();
        let all = weight(&mut self.tasks());
        let done = weight(&mut self.tasks().filter(|task| task.done.is_some()));
        let due_of = |side: Side| self.next_of(side).first().map(|task| task.due_on);
        let (next_due, vendor_due) = (due_of(Side::Partner), due_of(Side::Vendor));
        let late_by = next_due.map_or(0, |due| (today - due).num_days());
        let risk = if self.is_completed() {
            JourneyRisk::Completed
        } else if late_by >= i64::from(risk_days.max(1)) {
            JourneyRisk::AtRisk
        } else if late_by > 0 {
            JourneyRisk::Late
        } else if vendor_due.is_some_and(|due| due < today) {
            JourneyRisk::VendorLate
        } else {
            JourneyRisk::OnTrack
        };
        JourneyStanding {
            progress_per_mille: u32::try_from((done * 1_000).checked_div(all).unwrap_or(1_000)).unwrap_or(1_000),
            stage: self
                .milestones
                .iter()
                .position(|milestone| milestone.reached_at.is_none()),
            next_due,
            vendor_due,
            today,
            risk,
        }
    }

    /// Why somebody may not say that a task is done, as a button shows it; `None` when they may. A note is not looked at.
    pub fn refusal_to_complete(&self, task: &JourneyTask, side: Option<Side>) -> Option<JourneyRefusal> {
        if task.done.is_some() {
            return Some(JourneyRefusal::AlreadyDone);
        }
        if !task.kind.is_by_hand() {
            return Some(JourneyRefusal::CompletesItself);
        }
        // Nobody confirms their own training, and nobody does the vendor's tasks but the vendor.
        if side == Some(Side::Partner) && (task.owner == Side::Vendor || task.kind == TaskKind::FinishTraining) {
            return Some(JourneyRefusal::NotYours);
        }
        let blockers: Vec<String> = self.blockers(task).map(|other| other.code.clone()).collect();
        if blockers.is_empty() {
            None
        } else {
            Some(JourneyRefusal::Blocked(blockers))
        }
    }

    /// The journey after an occurrence, or why it can't be.
    pub fn apply(
        &self,
        occurrence: &JourneyOccurrence,
        actor: &JourneyActor,
        now: DateTime<Utc>,
    ) -> Result<Journey, JourneyRefusal> {
        let mut after = self.clone();
        match occurrence {
            JourneyOccurrence::Achieved { kind, total } => {
                let known = after.achieved.entry(*kind).or_default();
                *known = (*known).max(*total);
            }
            JourneyOccurrence::Complete { task, note } => {
                let found = self.task(task).ok_or(JourneyRefusal::UnknownTask)?;
                if let Some(refusal) = self.refusal_to_complete(found, actor.side) {
                    return Err(refusal);
                }
                let errors = check_note(note, found, actor.side);
                if !errors.is_empty() {
                    return Err(JourneyRefusal::Fields(errors));
                }
                let done = TaskDone {
                    at: now,
                    by: actor.person.clone(),
                    note: note.trim().to_owned(),
                };
                for task in after.tasks_mut().filter(|task| task.code == found.code) {
                    task.done = Some(done.clone());
                }
            }
        }
        after.settle(actor, now);
        Ok(after)
    }

    /// Completes what has become complete. A task is blocked only by tasks before it, so one pass in order finds all.
    pub(super) fn settle(&mut self, actor: &JourneyActor, now: DateTime<Utc>) {
        let codes: Vec<String> = self.tasks().map(|task| task.code.clone()).collect();
        for code in codes {
            let completes = self.task(&code).is_some_and(|task| {
                let seen = self.achieved.get(&task.kind).copied().unwrap_or(0);
                !task.kind.is_by_hand() && seen >= task.count.max(1) && self.is_ready(task)
            });
            if completes && let Some(task) = self.tasks_mut().find(|task| task.code == code) {
                task.done = Some(TaskDone {
                    at: now,
                    by: actor.person.clone(),
                    note: String::new(),
                });
            }
        }
        for milestone in &mut self.milestones {
            let reached = milestone.tasks.iter().all(|task| task.done.is_some());
            milestone.reached_at = if reached {
                milestone.reached_at.or(Some(now))
            } else {
                None
            };
        }
    }

    fn tasks_mut(&mut self) -> impl Iterator<Item = &mut JourneyTask> {
        self.milestones.iter_mut().flat_map(|milestone| &mut milestone.tasks)
    }
}

fn check_note(note: &str, task: &JourneyTask, side: Option<Side>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check("/note", note, NOTE, true, &mut errors);
    if note.trim().is_empty() && side == Some(Side::Vendor) && task.owner == Side::Partner {
        errors.push(FieldError::new("/note", FieldCode::Required));
    }
    errors
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
