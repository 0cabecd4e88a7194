//! Moving milestones and tasks: said to the ear, with the focus on what was moved.

use super::board::Board;
use super::drag::Thing;
use crate::i18n::{Key, integer, keys, text, text_with};
use crate::settings::journey_words::typed_name;
use crate::settings::reorder::{Place, Step, step};
use crate::settings::rows::Fields;
use crate::ui::{IconName, MenuItem, announce};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The id of the handle of a milestone or a task.
pub fn handle_id(key: u32) -> String {
    format!("handle-{key}")
}

impl Board {
    /// Where something stands; followed inside a reactive closure.
    pub fn place(self, thing: Thing, key: u32) -> Option<Place> {
        if thing == Thing::Milestone {
            return self.milestones.position(key).map(|at| Place { group: 0, at });
        }
        self.milestones.get().iter().enumerate().find_map(|(group, row)| {
            let at = row.fields.tasks.position(key)?;
            Some(Place { group, at })
        })
    }

    /// Where a step leads; followed inside a reactive closure.
    pub fn leads(self, thing: Thing, key: u32, by: Step) -> Option<Place> {
        let sizes: Vec<usize> = match thing {
            Thing::Milestone => vec![self.milestones.len()],
            Thing::Task => self.milestones.get().iter().map(|row| row.fields.tasks.len()).collect(),
        };
        step(&sizes, self.place(thing, key)?, by)
    }

    /// Takes a step, or says why there is none.
    pub fn step(self, thing: Thing, key: u32, by: Step) {
        if self.editor.locked.with_untracked(Option::is_some) {
            return;
        }
        match untrack(|| self.leads(thing, key, by)) {
            Some(to) => self.put(thing, key, to),
            None => announce(text(nowhere(thing, by))),
        }
    }

    /// Puts something in a place, which is counted without it.
    pub fn put(self, thing: Thing, key: u32, to: Place) {
        let Some(from) = untrack(|| self.place(thing, key)) else {
            return;
        };
        if from != to {
            match thing {
                Thing::Milestone => self.milestones.carry(key, self.milestones, to.at),
                Thing::Task => {
                    let milestones = untrack(|| self.milestones.get());
                    if let (Some(from), Some(to_row)) = (milestones.get(from.group), milestones.get(to.group)) {
                        from.fields.tasks.carry(key, to_row.fields.tasks, to.at);
                    }
                }
            }
            self.forget_left();
            // That one stands before another now may have made a day wrong, which its field says at once.
            let list = untrack(|| self.list().get());
            for at in 0..untrack(|| self.milestones.len()) {
                self.editor.form.leave(&format!("{list}/{at}/due_days"));
            }
            announce(untrack(|| self.said(thing, key)));
        }
        focus(key);
    }

    /// Where something stands now, and the first task that waits for one that stands behind it.
    fn said(self, thing: Thing, key: u32) -> String {
        let milestones = self.milestones.get();
        let place = self.place(thing, key).unwrap_or(Place { group: 0, at: 0 });
        let (count, at) = match thing {
            Thing::Milestone => (milestones.len(), place.at),
            Thing::Task => (
                milestones.get(place.group).map_or(0, |row| row.fields.tasks.len()),
                place.at,
            ),
        };
        let (at, count) = (integer(at as i64 + 1), integer(count as i64));
        let moved = match thing {
            Thing::Milestone => {
                let found = milestones.iter().find(|row| row.key == key);
                let name = found.map(|row| row.fields.name.get()).unwrap_or_default();
                let values: [(&str, &dyn std::fmt::Display); 3] = [("name", &name), ("place", &at), ("count", &count)];
                text_with(keys::SETTINGS_JOURNEY_MOVED_MILESTONE, &values)
            }
            Thing::Task => {
                let found = self.tasks().into_iter().find(|row| row.key == key);
                let name = found.map(|row| typed_name(&row.fields.raw())).unwrap_or_default();
                let milestone = milestones.get(place.group).map(|row| row.fields.name.get());
                let milestone = milestone.unwrap_or_default();
                let values: [(&str, &dyn std::fmt::Display); 4] = [
                    ("name", &name),
                    ("milestone", &milestone),
                    ("place", &at),
                    ("count", &count),
                ];
                text_with(keys::SETTINGS_JOURNEY_MOVED_TASK, &values)
            }
        };
        match self.first_blocked() {
            Some(wrong) => format!("{moved} {wrong}"),
            None => moved,
        }
    }

    fn first_blocked(self) -> Option<String> {
        let list = self.list().get();
        self.milestones.get().iter().enumerate().find_map(|(group, row)| {
            row.fields.tasks.get().iter().enumerate().find_map(|(at, task)| {
                let pointer = format!("{list}/{group}/tasks/{at}/blocked_by");
                let wrong = self.editor.form.issue_within(&pointer)?;
                Some(format!("{}: {wrong}", typed_name(&task.fields.raw())))
            })
        })
    }

    /// The lines of a menu that move something.
    pub fn move_items(self, thing: Thing, key: u32) -> Vec<MenuItem> {
        let line = |label: Key, icon: Option<IconName>, by: Step| {
            let reason = Signal::derive(move || {
                let nowhere = || self.leads(thing, key, by).is_none().then(|| text(nowhere(thing, by)));
                self.editor.locked.get().or_else(nowhere)
            });
            let item = MenuItem::new(label, move || self.step(thing, key, by)).disabled_reason(reason);
            match icon {
                Some(icon) => item.icon(icon),
                None => item,
            }
        };
        let mut lines = vec![
            line(keys::SETTINGS_RULES_UP, Some(IconName::ArrowUp), Step::Up),
            line(keys::SETTINGS_RULES_DOWN, Some(IconName::ArrowDown), Step::Down),
        ];
        if thing == Thing::Task {
            lines.push(line(
                keys::SETTINGS_JOURNEY_TO_BEFORE,
                Some(IconName::ChevronUp),
                Step::ListBefore,
            ));
            lines.push(line(
                keys::SETTINGS_JOURNEY_TO_AFTER,
                Some(IconName::ChevronDown),
                Step::ListAfter,
            ));
        }
        lines
    }
}

/// Why a step leads nowhere.
fn nowhere(thing: Thing, by: Step) -> Key {
    match (thing, by) {
        (Thing::Milestone, Step::Up | Step::ListBefore) => keys::SETTINGS_JOURNEY_MILESTONE_FIRST,
        (Thing::Milestone, Step::Down | Step::ListAfter) => keys::SETTINGS_JOURNEY_MILESTONE_LAST,
        (Thing::Task, Step::Up) => keys::SETTINGS_JOURNEY_TASK_FIRST,
        (Thing::Task, Step::Down) => keys::SETTINGS_JOURNEY_TASK_LAST,
        (Thing::Task, Step::ListBefore) => keys::SETTINGS_JOURNEY_NONE_BEFORE,
        (Thing::Task, Step::ListAfter) => keys::SETTINGS_JOURNEY_NONE_AFTER,
    }
}

/// Puts the focus back on the handle of what was moved: its element was taken off the page or out of its place.
fn focus(key: u32) {
    request_animation_frame(move || {
        let handle = document().get_element_by_id(&handle_id(key));
        if let Some(handle) = handle.and_then(|handle| handle.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = handle.focus();
        }
    });
}
