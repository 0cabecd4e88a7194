//! What milestones and tasks of the board share: their menu.

use super::board::Board;
use super::drag::Thing;
use crate::i18n::{keys, text_with};
use crate::ui::{IconName, Menu, MenuItem};
use leptos::prelude::*;

/// The menu of a milestone or a task: to move it, to make a copy of it and to take it out. `full` says why there can be no further one.
pub fn step_menu(
    board: Board,
    (thing, key): (Thing, u32),
    name: Signal<String>,
    full: Signal<Option<String>>,
    duplicate: impl Into<Callback<()>>,
    remove: impl Into<Callback<()>>,
) -> AnyView {
    let mut items = board.move_items(thing, key);
    items.push(
        MenuItem::new(keys::SETTINGS_DUPLICATE, duplicate)
            .icon(IconName::Copy)
            .rule_before()
            .disabled_reason(full),
    );
    items.push(
        MenuItem::new(keys::SETTINGS_REMOVE, remove)
            .icon(IconName::Trash2)
            .danger()
            .disabled_reason(board.editor.locked),
    );
    let label = Signal::derive(move || text_with(keys::SETTINGS_JOURNEY_ACTIONS, &[("name", &name.get())]));
    view! { <Menu label=label items=Signal::stored(items) class="button button-ghost button-small"/> }.into_any()
}
