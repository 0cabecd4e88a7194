//! The way between the sections, with what is wrong and what has changed in each.

use super::editor::Editor;
use super::words::section_name;
use crate::i18n::{keys, t};
use crate::paths::{self, SettingsSection};
use crate::ui::{Count, Icon, IconName, Tone};
use leptos::prelude::*;

fn shape(section: SettingsSection) -> IconName {
    match section {
        SettingsSection::Program => IconName::Palette,
        SettingsSection::Deals => IconName::Handshake,
        SettingsSection::Regions => IconName::Globe,
        SettingsSection::Rules => IconName::Gavel,
        SettingsSection::Products => IconName::Package,
        SettingsSection::Accounts => IconName::Building2,
        SettingsSection::Funds => IconName::Wallet,
        SettingsSection::Applications => IconName::Inbox,
        SettingsSection::Profile => IconName::Target,
        SettingsSection::Journeys => IconName::ListChecks,
        SettingsSection::Agreement => IconName::FileText,
        SettingsSection::History => IconName::History,
    }
}

/// Links to the sections.
#[component]
pub fn SectionNav(
    /// The settings.
    editor: Editor,
    /// The open section.
    section: Memo<SettingsSection>,
    /// The version that is looked at, if it is not the one being edited.
    viewed: Memo<Option<i64>>,
) -> impl IntoView {
    // On a telephone the sections are a strip that scrolls: the open one is brought into sight.
    Effect::new(move |_| {
        section.track();
        request_animation_frame(|| {
            if let Some(link) = document().query_selector(".section-link[aria-current]").ok().flatten() {
                let place = web_sys::ScrollIntoViewOptions::new();
                place.set_block(web_sys::ScrollLogicalPosition::Nearest);
                place.set_inline(web_sys::ScrollLogicalPosition::Center);
                link.scroll_into_view_with_scroll_into_view_options(&place);
            }
        });
    });
    let faults = Memo::new(move |_| SettingsSection::ALL.map(|section| editor.faults(section) as u64));
    let links = SettingsSection::ALL.into_iter().enumerate().map(|(at, own)| {
        let changed = Memo::new(move |_| viewed.get().is_none() && editor.changes().with(|changes| changes.iter().any(|change| change.section == own)));
        let wrong = Memo::new(move |_| viewed.get().map_or_else(|| faults.with(|faults| faults[at]), |_| 0));
        let href = move || match viewed.get() {
            Some(number) if own != SettingsSection::History => paths::settings_version(own, number),
            _ => paths::settings(own),
        };
        view! {
            <a class="section-link" href=href aria-current=move || (section.get() == own).then_some("page")>
                <Icon name=shape(own)/>
                <span>{t(section_name(own))}</span>
                {move || match (wrong.get(), changed.get()) {
                    (0, true) => view! { <span class="section-changed"><span class="visually-hidden">{t(keys::SETTINGS_CHANGED)}</span></span> }.into_any(),
                    (0, false) => ().into_any(),
                    _ => view! {
                        <Count value=wrong tone=Tone::Danger/>
                        <span class="visually-hidden">{t(keys::SETTINGS_FAULTS)}</span>
                    }
                    .into_any(),
                }}
            </a>
        }
    });
    view! { <nav class="section-nav" aria-label=t(keys::SETTINGS_SECTIONS)>{links.collect_view()}</nav> }
}
