//! The program's settings: one effective-dated document, edited section by section and published as one new version.
//!
//! `raw` is the document as typed, pure and tested without a browser, as are `changes` (what differs) and `merge` (two people's changes put
//! together). `editor` holds the text as signals for as long as the page is open; `sections` draw it; `publish` makes the version.

mod asked;
mod bar;
mod changes;
mod codes;
mod device;
mod editor;
mod field_words;
mod fields;
mod figure;
mod issues;
mod journey_words;
mod merge;
mod nav;
mod notices;
mod page;
mod parts;
mod profile_words;
mod publish;
mod raw;
mod reorder;
mod row_card;
mod rows;
mod sections;
mod versions;
mod words;
mod zones;

use crate::i18n::keys;
use crate::paths::{self, SettingsSection};
use crate::session::guarded;
use crate::shell::{Page, PageCommand, Place, chunk};
use crate::ui::IconName;
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::path;
pub use page::SettingsPage;

/// The declaration.
pub static PAGE: Page = Page {
    title: keys::SETTINGS_TITLE,
    icon: IconName::SlidersHorizontal,
    address: Some(paths::settings_first),
    place: Place::Company,
    needs: Some(Permission::ReadSettings),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[
        PageCommand {
            title: keys::SETTINGS_COMMAND_HOLIDAYS,
            icon: IconName::Globe,
            address: || paths::settings(SettingsSection::Regions),
            needs: Some(Permission::ManageSettings),
            shortcut: None,
        },
        PageCommand {
            title: keys::SETTINGS_COMMAND_RULES,
            icon: IconName::Gavel,
            address: || paths::settings(SettingsSection::Rules),
            needs: Some(Permission::ManageSettings),
            shortcut: None,
        },
        PageCommand {
            title: keys::SETTINGS_COMMAND_HISTORY,
            icon: IconName::History,
            address: || paths::settings(SettingsSection::History),
            needs: Some(Permission::ReadSettings),
            shortcut: None,
        },
    ],
    waiting: None,
};

/// Its routes.
#[component(transparent)]
pub fn SettingsRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! { <Route path=path!("/settings/:section?") view=guarded(&PAGE, chunk!(settings, SettingsPage))/> }
        .into_inner()
}
