//! Checks of a new version of the settings.

use super::{NewSettingsVersion, ProgramSettings, bounds};
use crate::problem::{FieldCode, FieldError};
use crate::text;
use chrono::{DateTime, TimeDelta, Utc};

/// How far back a version may be dated, for clocks that differ; it takes effect at once.
const GRACE: TimeDelta = TimeDelta::minutes(5);
/// How far ahead.
const FURTHEST: TimeDelta = TimeDelta::days(5 * 366);

impl NewSettingsVersion {
    /// All that is wrong with the body: the settings themselves, codes that `newest` has and these lack, the note and the time.
    pub fn check(
        &self,
        newest: &ProgramSettings,
        now: DateTime<Utc>,
        known_zones: &dyn Fn(&str) -> bool,
    ) -> Vec<FieldError> {
        let mut errors = Vec::new();
        text::check_required("/note", &self.note, bounds::NOTE, true, &mut errors);
        match self.effective_from {
            Some(from) if from < now - GRACE => {
                errors.push(FieldError::new("/effective_from", FieldCode::DateInPast).with("min", now.to_rfc3339()));
            }
            Some(from) if from > now + FURTHEST => {
                let last = (now + FURTHEST).to_rfc3339();
                errors.push(FieldError::new("/effective_from", FieldCode::DateTooFar).with("max", last));
            }
            _ => {}
        }
        let settings = self
            .settings
            .check(known_zones)
            .into_iter()
            .chain(self.settings.check_successor(newest));
        errors.extend(settings.map(|error| FieldError {
            pointer: format!("/settings{}", error.pointer),
            ..error
        }));
        errors
    }
}
