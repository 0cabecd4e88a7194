//! What happens to a journey, and what completes a task (domain: Onboarding).
//!
//! What the portal sees (a signature, a colleague who joins, a deal handed in) is kept as a total per kind of task, and completes
//! every task of the kind that is open, counts no more than that, and is blocked by nothing. A task that was blocked then completes
//! when what blocked it is done. So the order in which things happen does not matter, and nothing completes twice.

use super::journey::{Journey, JourneyTask, TaskDone};
use super::journey_refusal::JourneyRefusal;
use super::template::TaskKind;
use crate::people::{Person, Side};
use crate::problem::{FieldCode, FieldError};
use crate::text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of a note to a task done by hand.
pub const NOTE: usize = 1_000;

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

impl Journey {
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
}

fn check_note(note: &str, task: &JourneyTask, side: Option<Side>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check("/note", note, NOTE, true, &mut errors);
    if note.trim().is_empty() && side == Some(Side::Vendor) && task.owner == Side::Partner {
        errors.push(FieldError::new("/note", FieldCode::Required));
    }
    errors
}
