//! What of an event of the partner's is missing or wrong.

use super::draft::limits;
use super::{DealEvent, DealProgress};
use crate::money::Money;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use chrono::{DateTime, TimeDelta, Utc};

impl DealEvent {
    /// Checks what the event brings to a registration that has come so far; pointers are into its JSON. `currencies` are those that the
    /// program takes; without them any that the portal knows passes. A day of an order may be today anywhere on earth (UTC+14) and not
    /// before the registration was handed in anywhere (UTC-12). A report of progress counts as activity, so it has to report some.
    pub fn check(&self, progress: &DealProgress, now: DateTime<Utc>, currencies: Option<&[String]>) -> Vec<FieldError> {
        let mut errors = Vec::new();
        match self {
            Self::Submit {} => {}
            Self::Withdraw { note } => text::check("/note", note, limits::NOTES, true, &mut errors),
            Self::RequestExtension { progress } => {
                text::check_required("/progress", progress, limits::NOTES, true, &mut errors);
            }
            Self::Appeal { argument } => text::check_required("/argument", argument, limits::NOTES, true, &mut errors),
            Self::ChangeStage { stage, next_step } => {
                text::check("/next_step", next_step, limits::NEXT_STEP, true, &mut errors);
                if progress.stage == Some(*stage) && progress.next_step == next_step.trim() {
                    errors.push(FieldError::new("/next_step", FieldCode::Unchanged));
                }
            }
            Self::Win { value, closed_on } => {
                check_value(value, currencies, &mut errors);
                let shifted = |at: DateTime<Utc>, hours| {
                    at.checked_add_signed(TimeDelta::hours(hours))
                        .unwrap_or(at)
                        .date_naive()
                };
                let first = progress.submitted_at.map(|at| shifted(at, -12));
                let last = shifted(now, 14);
                if *closed_on > last {
                    errors.push(FieldError::new("/closed_on", FieldCode::DateTooFar).with("max", last));
                } else if let Some(first) = first.filter(|first| closed_on < first) {
                    errors.push(FieldError::new("/closed_on", FieldCode::DateInPast).with("min", first));
                }
            }
            Self::Lose { note, .. } => text::check("/note", note, limits::NOTES, true, &mut errors),
        }
        errors
    }
}

fn check_value(value: &Money, currencies: Option<&[String]>, errors: &mut Vec<FieldError>) {
    match currencies {
        Some(currencies) => value.check("/value", currencies, errors),
        None => value.check_known("/value", errors),
    }
}
