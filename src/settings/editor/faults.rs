//! Where something is wrong.

use super::Editor;
use crate::paths::SettingsSection;
use crate::settings::issues::section_of;
use entente_model::problem::{FieldCode, FieldError};
use leptos::prelude::*;
use std::collections::BTreeSet;

impl Editor {
    /// What a section's fields may say already. Followed inside a reactive closure.
    pub fn faults(self, section: SettingsSection) -> usize {
        self.form
            .shown_issues()
            .iter()
            .filter(|issue| section_of(&issue.pointer) == section)
            .count()
    }

    /// Whether nothing is wrong below a pointer. Followed inside a reactive closure.
    pub fn is_sound(self, pointer: &str) -> bool {
        let is_below = |error: &FieldError| {
            let rest = error.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        self.read.with(|(_, errors)| !errors.iter().any(is_below))
    }

    /// Whether something of a kind is wrong, said or not. Followed inside a reactive closure.
    pub fn finds(self, code: FieldCode) -> bool {
        self.read
            .with(|(_, errors)| errors.iter().any(|error| error.code == code))
    }

    /// The first section in which something is wrong, said or not.
    pub fn first_fault(self) -> Option<SettingsSection> {
        let wrong = self.read.with_untracked(|(_, errors)| {
            errors
                .iter()
                .map(|error| section_of(&error.pointer))
                .collect::<Vec<_>>()
        });
        let refused = self.refused.with_untracked(|errors| {
            errors
                .iter()
                .map(|error| section_of(&error.pointer))
                .collect::<Vec<_>>()
        });
        SettingsSection::ALL
            .into_iter()
            .find(|section| wrong.contains(section) || refused.contains(section))
    }

    /// Unfolds every entry in which something is wrong.
    pub fn unfold_faults(self) {
        let pointers = |errors: &Vec<FieldError>| errors.iter().map(|error| error.pointer.clone()).collect::<Vec<_>>();
        let mut wrong = self.read.with_untracked(|(_, errors)| pointers(errors));
        wrong.extend(self.refused.with_untracked(pointers));
        let lists = [
            ("regions", untrack(|| self.regions.keys())),
            ("auto_approval", untrack(|| self.rules.keys())),
            ("reserved", untrack(|| self.reserved.keys())),
            ("account_groups", untrack(|| self.groups.keys())),
            ("onboarding/criteria", untrack(|| self.criteria.keys())),
            ("onboarding/journeys", untrack(|| self.journeys.keys())),
            ("funds/activities", untrack(|| self.activities.keys())),
            ("funds/payers", untrack(|| self.payers.keys())),
        ];
        let key_of = |pointer: &String| -> Option<u32> {
            let path = pointer.strip_prefix("/settings/")?;
            let of_list = |(list, keys): &(&str, Vec<u32>)| {
                let at = path.strip_prefix(list)?.strip_prefix('/')?.split('/').next()?;
                keys.get(at.parse::<usize>().ok()?).copied()
            };
            lists.iter().find_map(of_list)
        };
        let mut keys: BTreeSet<u32> = wrong.iter().filter_map(key_of).collect();
        keys.extend(wrong.iter().filter_map(|pointer| untrack(|| self.step_of(pointer))));
        self.unfolded.try_update(|unfolded| unfolded.extend(keys));
    }
    /// The key of the milestone or task of a journey that a pointer leads into.
    fn step_of(self, pointer: &str) -> Option<u32> {
        let path: Vec<&str> = pointer
            .strip_prefix("/settings/onboarding/journeys/")?
            .split('/')
            .collect();
        let [journey, "milestones", milestone, rest @ ..] = path.as_slice() else {
            return None;
        };
        let journey = self.journeys.get().get(journey.parse::<usize>().ok()?).copied()?;
        let milestone = journey
            .fields
            .milestones
            .get()
            .get(milestone.parse::<usize>().ok()?)
            .copied()?;
        match rest {
            ["tasks", task, _, ..] => milestone.fields.tasks.keys().get(task.parse::<usize>().ok()?).copied(),
            // That it has no tasks stands below it, folded or not.
            ["tasks"] => None,
            _ => Some(milestone.key),
        }
    }
}
