//! What holds for all sections: why nothing can be changed, what is planned, what somebody else published, what was found on this device.

use super::editor::Editor;
use super::sections::author_name;
use super::versions::{Standing, Versions, standing};
use crate::i18n::{self, keys, t, text, text_plural, text_with};
use crate::paths::{self, SettingsSection};
use crate::ui::{
    Banner, Button, ButtonSize, Icon, IconName, LinkButton, Time, TimeStyle, Tone, now, toast, toast_with_undo,
};
use entente_model::settings::SettingsVersion;
use leptos::prelude::*;

/// The notices over the sections.
#[component]
pub fn Notices(
    /// The settings being edited.
    editor: Editor,
    /// The versions.
    versions: Versions,
) -> impl IntoView {
    let locked = move || {
        editor.locked.get().map(|reason| view! { <Banner title=keys::SETTINGS_LOCKED text=Some(reason) icon=IconName::Lock tone=Tone::Neutral/> })
    };
    let planned = Memo::new(move |_| versions.planned());
    let plans = move || {
        planned
            .get()
            .into_iter()
            .map(|version| {
                let title = text_with(
                    keys::SETTINGS_PLANNED,
                    &[("number", &version.number), ("when", &i18n::date_time(version.effective_from)), ("relative", &i18n::relative(version.effective_from, now()))],
                );
                // What was published since then does not stand in it, and ends when it begins.
                let newest = versions.newest().filter(|newest| newest.number > version.number);
                let ends = newest.as_ref().is_some_and(|newest| newest.effective_from < version.effective_from);
                let line = match &newest {
                    Some(newest) if ends => Some(text_with(keys::SETTINGS_PLANNED_OLDER, &[("newest", &newest.number)])),
                    Some(_) => None,
                    None => editor.locked.with(Option::is_none).then(|| text(keys::SETTINGS_PLANNED_TEXT)),
                };
                let tone = if ends { Tone::Warning } else { Tone::Info };
                view! {
                    <Banner title=title text=line icon=IconName::CalendarClock tone=tone>
                        <LinkButton label=keys::SETTINGS_SHOW_CHANGES size=ButtonSize::Small href=paths::settings_version(SettingsSection::History, version.number)/>
                    </Banner>
                }
            })
            .collect_view()
    };
    let newer = Memo::new(move |_| {
        versions
            .newest()
            .filter(|newest| editor.base.with(|base| newest.number > base.number))
    });
    let published = move || newer.get().map(|version| published_meanwhile(editor, version));
    view! {
        <div class="settings-notices">
            {locked}
            {published}
            {move || restored(editor)}
            {plans}
        </div>
    }
}

/// Somebody published while edits are open: one sees what, puts the edits upon it, or gives them up.
fn published_meanwhile(editor: Editor, version: SettingsVersion) -> AnyView {
    let number = version.number;
    let by = Some(version.author.name.clone())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| text(keys::SETTINGS_BY_PORTAL));
    let title = text_with(
        keys::SETTINGS_MEANWHILE,
        &[
            ("number", &number),
            ("name", &by),
            ("when", &i18n::relative(version.created_at, now())),
        ],
    );
    let line = if version.note.is_empty() {
        text(keys::SETTINGS_MEANWHILE_TEXT)
    } else {
        text_with(keys::SETTINGS_MEANWHILE_NOTE, &[("note", &version.note)])
    };
    let version = StoredValue::new(version);
    let move_over = move || {
        let disputed = version.with_value(|version| editor.move_to(version)) as u64;
        if disputed == 0 {
            toast(text_with(keys::SETTINGS_MEANWHILE_MOVED, &[("number", &number)]));
        } else {
            toast(i18n::text_plural_with(
                keys::SETTINGS_MEANWHILE_DISPUTED,
                disputed,
                &[("number", &number)],
            ));
        }
    };
    let give_up = move || {
        let before = editor.typed();
        let base = editor.base.get_untracked();
        version.with_value(|version| editor.load(version));
        toast_with_undo(text(keys::SETTINGS_DISCARDED), move || {
            editor.base.try_set(base.clone());
            editor.fill(before.clone());
        });
    };
    view! {
        <Banner title=title text=Some(line) tone=Tone::Warning>
            <LinkButton label=keys::SETTINGS_SHOW_CHANGES size=ButtonSize::Small href=paths::settings_version(SettingsSection::History, number)/>
            <Button label=keys::SETTINGS_MEANWHILE_DISCARD size=ButtonSize::Small on_press=give_up/>
            <Button label=keys::SETTINGS_MEANWHILE_MOVE size=ButtonSize::Small kind=crate::ui::ButtonKind::Primary on_press=move_over/>
        </Banner>
    }
    .into_any()
}

/// Edits that were found on this device.
fn restored(editor: Editor) -> Option<AnyView> {
    let restored = editor.restored.get()?;
    let title = text_with(
        keys::SETTINGS_RESTORED,
        &[("when", &i18n::relative(restored.at, now()))],
    );
    let line = match (restored.moved, restored.disputed) {
        (false, _) => text(keys::SETTINGS_RESTORED_TEXT),
        (true, 0) => text(keys::SETTINGS_RESTORED_MOVED),
        (true, disputed) => text_plural(keys::SETTINGS_RESTORED_DISPUTED, disputed as u64),
    };
    Some(
        view! {
            <Banner title=title text=Some(line) icon=IconName::CloudCheck tone=Tone::Info>
                <Button label=keys::SETTINGS_DISCARD size=ButtonSize::Small on_press=move || discard(editor)/>
                <Button label=keys::SETTINGS_RESTORED_CLOSE size=ButtonSize::Small on_press=move || editor.restored.set(None)/>
            </Banner>
        }
        .into_any(),
    )
}

/// Takes every edit back, with ten seconds to change one's mind.
pub fn discard(editor: Editor) {
    let typed = editor.discard();
    toast_with_undo(text(keys::SETTINGS_DISCARDED), move || editor.fill(typed.clone()));
}

/// Says which version is looked at instead of the one being edited, and leads back.
#[component]
pub fn ViewedNotice(
    /// The version.
    version: SettingsVersion,
    /// The open section.
    section: Memo<SettingsSection>,
) -> impl IntoView {
    let number = version.number;
    let state = match standing(&version) {
        Standing::InEffect => keys::SETTINGS_STANDING_IN_EFFECT,
        Standing::Planned => keys::SETTINGS_STANDING_PLANNED,
        Standing::Past => keys::SETTINGS_STANDING_PAST,
    };
    view! {
        <div class="banner" data-tone="accent" role="status">
            <Icon name=IconName::Eye/>
            <div class="banner-title">{move || text_with(keys::SETTINGS_VIEWED, &[("number", &number)])}</div>
            <div class="banner-text viewed-facts">
                <span>{t(state)}</span>
                {author_name(&version.author)}
                <Time value=version.created_at style=TimeStyle::DateTime/>
            </div>
            <div class="banner-actions">
                <LinkButton label=keys::SETTINGS_VIEWED_BACK size=ButtonSize::Small href=Signal::derive(move || paths::settings(section.get()))/>
            </div>
        </div>
    }
}
