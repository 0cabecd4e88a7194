//! The bar at the foot while there are unpublished changes.

use super::editor::Editor;
use super::notices::discard;
use super::publish::PublishDialog;
use super::versions::Versions;
use crate::i18n::{keys, t, text_plural, text_with};
use crate::paths::{self, SettingsSection};
use crate::shell::{page_command, use_commands};
use crate::ui::{Button, ButtonKind, Icon, IconName};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The bar and the dialog that it opens.
#[component]
pub fn ChangesBar(
    /// The settings.
    editor: Editor,
    /// The versions.
    versions: Versions,
    /// The open section.
    section: Memo<SettingsSection>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let pending = Memo::new(move |_| {
        if editor.locked.with(Option::is_some) {
            0
        } else {
            editor.pending()
        }
    });
    let faults = Memo::new(move |_| editor.form.shown_issues().len() as u64);
    let is_behind = Memo::new(move |_| {
        versions
            .newest()
            .filter(|newest| editor.base.with(|base| newest.number > base.number))
            .map(|newest| newest.number)
    });
    let blocked = Signal::derive(move || {
        is_behind
            .get()
            .map(|number| text_with(keys::SETTINGS_BEHIND, &[("number", &number)]))
    });
    let navigate = StoredValue::new(use_navigate());
    let show_faults = Callback::new(move |()| {
        let Some(fault) = editor.first_fault() else { return };
        if fault != section.get_untracked() {
            navigate.with_value(|navigate| navigate(&paths::settings(fault), Default::default()));
        }
        editor.unfold_faults();
        // The section and its entries are drawn first, then the focus finds its field.
        request_animation_frame(move || editor.form.show_refusal());
    });
    let review = Callback::new(move |()| {
        if editor.first_fault().is_some() {
            show_faults.run(());
        } else if editor.changes().with_untracked(|changes| !changes.is_empty())
            && blocked.with_untracked(Option::is_none)
        {
            open.set(true);
        }
    });
    use_commands(move || {
        if pending.get() == 0 {
            return Vec::new();
        }
        vec![
            page_command("settings-review", keys::SETTINGS_REVIEW, IconName::Send, move || {
                review.run(())
            }),
            page_command("settings-discard", keys::SETTINGS_DISCARD, IconName::Undo2, move || {
                discard(editor)
            }),
        ]
    });
    let fault_line = move || {
        (faults.get() > 0).then(|| {
            view! {
                <button type="button" class="changes-faults" on:click=move |_| show_faults.run(())>
                    <Icon name=IconName::CircleAlert/>
                    {move || text_plural(keys::SETTINGS_FAULTS_COUNT, faults.get())}
                </button>
            }
        })
    };
    let is_open = Memo::new(move |_| pending.get() > 0);
    let bar = move || {
        is_open.get().then(|| {
            view! {
                <div class="changes-bar" role="region" aria-label=t(keys::SETTINGS_CHANGES_LABEL)>
                    <span class="changes-count" role="status">
                        <span class="changes-mark"></span>
                        {move || text_plural(keys::SETTINGS_CHANGES, pending.get() as u64)}
                    </span>
                    {fault_line}
                    <div class="changes-actions">
                        <Button label=keys::SETTINGS_DISCARD kind=ButtonKind::Ghost on_press=move || discard(editor)/>
                        <Button label=keys::SETTINGS_REVIEW kind=ButtonKind::Primary disabled_reason=blocked on_press=review/>
                    </div>
                </div>
            }
        })
    };
    view! {
        {bar}
        <PublishDialog editor=editor versions=versions open=open refused=show_faults/>
    }
}
