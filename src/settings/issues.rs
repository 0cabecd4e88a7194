//! What is wrong with the settings, in the reader's words, and in which section.

use super::editor::number_style;
use super::journey_words::typed_name;
use super::raw::{RawSettings, write_number, write_rate_number};
use crate::forms::field_text;
use crate::i18n::{file_size, integer, keys, text_with};
use crate::paths::SettingsSection;
use crate::ui::FormIssue;
use entente_model::problem::{FieldCode, FieldError};

/// The section that edits what a pointer names.
pub fn section_of(pointer: &str) -> SettingsSection {
    match pointer.split('/').nth(2).unwrap_or_default() {
        "deals" => SettingsSection::Deals,
        "regions" => SettingsSection::Regions,
        "auto_approval" => SettingsSection::Rules,
        "products" => SettingsSection::Products,
        "reserved" | "account_groups" => SettingsSection::Accounts,
        "funds" => SettingsSection::Funds,
        "onboarding" => match pointer.split('/').nth(3).unwrap_or_default() {
            "criteria" => SettingsSection::Profile,
            "journeys" | "reminder_days" | "risk_days" => SettingsSection::Journeys,
            "agreement" => SettingsSection::Agreement,
            _ => SettingsSection::Applications,
        },
        _ => SettingsSection::Program,
    }
}

/// The errors as the fields show them. `raw` is what was typed.
pub fn issues<'a>(errors: impl Iterator<Item = &'a FieldError>, raw: &RawSettings) -> Vec<FormIssue> {
    errors
        .map(|error| FormIssue::new(place(error, raw), issue_text(error, raw)))
        .collect()
}

/// Where it is mended. That the last journey is not for all stands at the first of its conditions.
fn place(error: &FieldError, raw: &RawSettings) -> String {
    let condition = raw
        .journeys
        .last()
        .filter(|_| error.code == FieldCode::FitsNotAll)
        .map(|last| {
            if !last.partner_types.is_empty() {
                "/partner_types"
            } else if !last.tiers.is_empty() {
                "/tiers"
            } else {
                "/regions"
            }
        });
    format!("{}{}", error.pointer, condition.unwrap_or_default())
}

fn issue_text(error: &FieldError, raw: &RawSettings) -> String {
    let bound = |name: &str| {
        error
            .params
            .get(name)
            .and_then(|bound| bound.parse::<u64>().ok())
            .unwrap_or_default()
    };
    let path: Vec<&str> = error.pointer.split('/').skip(2).collect();
    match (path.as_slice(), error.code) {
        (["deals", "similarity_per_mille"] | ["funds", "shares", _, "per_mille"], FieldCode::OutOfRange) => {
            let percent = |name| write_number(bound(name), number_style(), 1);
            text_with(
                keys::SETTINGS_ERROR_PERCENT,
                &[("min", &percent("min")), ("max", &percent("max"))],
            )
        }
        (["deals" | "funds", "max_attachment_bytes"], FieldCode::OutOfRange) => {
            let size = |name| file_size(bound(name));
            text_with(
                keys::SETTINGS_ERROR_SIZE,
                &[("min", &size("min")), ("max", &size("max"))],
            )
        }
        (["regions", _, "weekend"], FieldCode::TooMany) => crate::i18n::text(keys::SETTINGS_ERROR_WEEKEND),
        (["regions", _, "holidays"], FieldCode::TooMany)
            if bound("max") == entente_model::settings::bounds::DAYS_OFF as u64 =>
        {
            crate::i18n::text_plural(keys::SETTINGS_ERROR_DAYS_OFF, bound("max"))
        }
        (["regions" | "products"] | ["onboarding", "specialties" | "journeys"], FieldCode::InUse) => {
            let code = error.params.get("code").cloned().unwrap_or_default();
            text_with(keys::SETTINGS_ERROR_IN_USE, &[("code", &code)])
        }
        (
            ["regions" | "products", _, "code"] | ["onboarding", "specialties" | "journeys", .., "code"],
            FieldCode::InvalidText,
        ) => crate::i18n::text(keys::SETTINGS_ERROR_CODE),
        (["reserved", _, "domain"], FieldCode::Required) => crate::i18n::text(keys::SETTINGS_ERROR_RESERVED),
        (["account_groups", group, "domains", line], _) => {
            let typed = || {
                raw.groups
                    .get(group.parse::<usize>().ok()?)?
                    .lines()
                    .nth(line.parse().ok()?)
                    .map(str::to_owned)
            };
            text_with(
                keys::SETTINGS_ERROR_DOMAIN,
                &[("domain", &typed().unwrap_or_default()), ("error", &field_text(error))],
            )
        }
        (["onboarding", "criteria", criterion, "rule", "vendors", line], _) => {
            let typed = || {
                raw.criteria
                    .get(criterion.parse::<usize>().ok()?)?
                    .lines()
                    .nth(line.parse().ok()?)
                    .map(str::to_owned)
            };
            text_with(
                keys::SETTINGS_ERROR_VENDOR,
                &[("vendor", &typed().unwrap_or_default()), ("error", &field_text(error))],
            )
        }
        (["onboarding", "criteria", _, "rule", "types" | "regions" | "specialties"], FieldCode::TooFew)
        | (["funds", "activities", _, "eligible"], FieldCode::TooFew) => crate::i18n::text(keys::SETTINGS_ERROR_CHOOSE),
        (["funds", "rates", _, "rate"], FieldCode::OutOfRange) => {
            let smallest = write_rate_number(1, number_style());
            text_with(
                keys::FIELD_OUT_OF_RANGE,
                &[("min", &smallest), ("max", &integer(bound("max") as i64))],
            )
        }
        (["funds", "rates", _, "from_day"], FieldCode::Duplicate) => crate::i18n::text(keys::SETTINGS_ERROR_RATE_DAY),
        (["funds", "payers", _, "currency"], FieldCode::Duplicate) => {
            crate::i18n::text(keys::SETTINGS_ERROR_PAYER_CURRENCY)
        }
        (["onboarding", "journeys", journey, "milestones", rest @ ..], code) => match (rest, code) {
            ([.., "due_days"], FieldCode::OutOfRange) => {
                let days = |name| integer(bound(name) as i64);
                // A milestone may not be due before the one above it; a task only not before the start.
                let key = if rest.len() == 2 && bound("min") > 0 {
                    keys::SETTINGS_ERROR_MILESTONE_DUE
                } else {
                    keys::SETTINGS_ERROR_DUE
                };
                text_with(key, &[("min", &days("min")), ("max", &days("max"))])
            }
            ([_, "tasks"], FieldCode::TooFew) => crate::i18n::text(keys::SETTINGS_ERROR_NO_TASKS),
            ([], FieldCode::TooFew) => crate::i18n::text(keys::SETTINGS_ERROR_NO_MILESTONES),
            ([milestone, "tasks", task, "blocked_by", blocker], FieldCode::UnknownValue) => {
                match blocker_name(raw, [journey, milestone, task, blocker]) {
                    Some(name) => text_with(keys::SETTINGS_ERROR_BLOCKER, &[("task", &name)]),
                    None => crate::i18n::text(keys::SETTINGS_ERROR_BLOCKER_GONE),
                }
            }
            _ => field_text(error),
        },
        _ => field_text(error),
    }
}

/// The name of a task that another one waits for, by their places; none when the journey does not have it.
fn blocker_name(raw: &RawSettings, path: [&str; 4]) -> Option<String> {
    let [journey, milestone, task, blocker] = path.map(|place| place.parse::<usize>().ok());
    let journey = raw.journeys.get(journey?)?;
    let task = journey.milestones.get(milestone?)?.tasks.get(task?)?;
    let code = task.blocked_by.get(blocker?)?;
    let mut tasks = journey.milestones.iter().flat_map(|milestone| &milestone.tasks);
    tasks.find(|known| known.code.trim() == code).map(typed_name)
}
