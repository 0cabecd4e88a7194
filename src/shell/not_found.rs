//! An address that leads nowhere.

use super::page_head::{focus_heading, use_document_title};
use crate::i18n::{keys, t};
use crate::paths;
use crate::ui::{EmptyState, IconName, LinkButton, Pane};
use leptos::prelude::*;

/// Says that there is nothing here and leads back.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    use_document_title(keys::SHELL_NOT_FOUND_TITLE);
    focus_heading();
    view! {
        <Pane>
            <h1 class="visually-hidden" tabindex="-1">{t(keys::SHELL_NOT_FOUND_TITLE)}</h1>
            <EmptyState title=keys::SHELL_NOT_FOUND_TITLE text=Signal::derive(move || Some(crate::i18n::text(keys::SHELL_NOT_FOUND_TEXT))) icon=IconName::CircleHelp>
                <LinkButton label=keys::SHELL_GO_HOME href=paths::home() icon=IconName::House/>
            </EmptyState>
        </Pane>
    }
}
