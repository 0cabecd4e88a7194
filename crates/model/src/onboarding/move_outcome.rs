//! What moving all running journeys of a template would change, counted journey by journey.

use super::following::{JourneyMoveExample, JourneyMoveOutcome, JourneyMovePreview, TaskChangeCount};
use super::journey::Journey;
use super::journey_move::{JourneyDiff, TaskDiff};
use super::template::JourneyTemplate;
use crate::people::PartnerSummary;
use crate::problem::{FieldCode, FieldError};
use crate::settings::ProgramSettings;
use chrono::{DateTime, Utc};
use std::cmp::Reverse;

/// Most journeys that are told of one by one.
pub const EXAMPLES: usize = 20;

impl JourneyMovePreview {
    /// All that is wrong with the template, as the settings check it. Its regions may be such as are added together with it: these are not
    /// known yet, and no running journey is in one.
    pub fn check(&self, settings: &ProgramSettings) -> Vec<FieldError> {
        let mut errors = settings.check_journey("/template", &self.template);
        errors.retain(|error| {
            !(error.code == FieldCode::UnknownValue && error.pointer.starts_with("/template/regions/"))
        });
        errors
    }
}

/// Counts what a move would change.
#[derive(Debug)]
pub struct MoveTally {
    template: JourneyTemplate,
    template_version: i64,
    now: DateTime<Utc>,
    outcome: JourneyMoveOutcome,
}

impl MoveTally {
    /// Nothing looked at yet, of a move to a template at a time.
    pub fn new(template: JourneyTemplate, template_version: i64, now: DateTime<Utc>) -> Self {
        MoveTally {
            template,
            template_version,
            now,
            outcome: JourneyMoveOutcome {
                settings_version: template_version,
                ..JourneyMoveOutcome::default()
            },
        }
    }

    /// Looks at a running journey.
    pub fn look(&mut self, journey: &Journey, partner: &PartnerSummary) {
        self.outcome.running += 1;
        if journey.is_by(&self.template, self.now) {
            return;
        }
        self.outcome.changing += 1;
        let diff = journey.diff(&self.template, self.template_version, self.now);
        for change in &diff.tasks {
            self.count(change);
        }
        self.show(partner, diff);
    }

    fn count(&mut self, diff: &TaskDiff) {
        let counted = &mut self.outcome.changes;
        let same = |known: &&mut TaskChangeCount| known.change == diff.change && known.task.code == diff.task.code;
        match counted.iter_mut().find(same) {
            Some(known) => known.count += 1,
            None => counted.push(TaskChangeCount {
                task: diff.task.clone(),
                change: diff.change,
                count: 1,
            }),
        }
    }

    fn show(&mut self, partner: &PartnerSummary, diff: JourneyDiff) {
        if self.outcome.examples.len() < EXAMPLES {
            self.outcome.examples.push(JourneyMoveExample {
                partner: partner.clone(),
                diff,
            });
        }
    }

    /// What was counted. What happens equally often stands in the order in which it was met, which is that of the tasks.
    pub fn outcome(mut self) -> JourneyMoveOutcome {
        self.outcome.changes.sort_by_key(|change| Reverse(change.count));
        self.outcome
    }
}
