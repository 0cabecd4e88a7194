//! The foot of the rail: search, the person, and their menu.

use crate::i18n::{keys, t};
use crate::paths;
use crate::session::{role_name, sign_out, use_session};
use crate::ui::{Avatar, Icon, IconName, Kbd, Menu, MenuItem, Theme, set_theme};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The person, and what they change of the portal for themselves.
#[component]
pub(super) fn UserMenu(
    /// Opens the command palette.
    #[prop(into)]
    open_palette: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let navigate = StoredValue::new(use_navigate());
    let name = Signal::derive(move || {
        session
            .get()
            .map(|session| session.user.name.clone())
            .unwrap_or_default()
    });
    let company = Signal::derive(move || {
        session.get().map(|session| {
            session.partner.as_ref().map_or_else(
                || session.program.vendor.clone(),
                |partner| partner.display_name.clone(),
            )
        })
    });
    let role = move || session.role().map(role_name).unwrap_or_default();
    let items = vec![
        MenuItem::link(keys::SESSION_PROFILE_TITLE, paths::profile()).icon(IconName::User),
        MenuItem::new(keys::SHELL_THEME_LIGHT, || set_theme(Theme::Light))
            .icon(IconName::Sun)
            .rule_before(),
        MenuItem::new(keys::SHELL_THEME_DARK, || set_theme(Theme::Dark)).icon(IconName::Moon),
        MenuItem::new(keys::SHELL_THEME_AUTO, || set_theme(Theme::Auto)).icon(IconName::SunMoon),
        MenuItem::new(keys::SESSION_SIGN_OUT, move || sign_out(session, navigate.get_value()))
            .icon(IconName::LogOut)
            .rule_before(),
    ];
    view! {
        <button type="button" class="rail-item rail-search" on:click=move |_| open_palette.run(())>
            <Icon name=IconName::Search/>
            <span class="truncate">{t(keys::SHELL_COMMANDS)}</span>
            <span class="rail-keys"><Kbd keys="Ctrl K"/></span>
        </button>
        <div class="rail-user">
            <Avatar name=name/>
            <div class="rail-user-text">
                <span class="truncate strong" translate="no">{name}</span>
                <span class="truncate faint small" title=role translate="no">{move || company.get()}</span>
            </div>
            <Menu label=keys::SHELL_ACCOUNT items=items icon=IconName::Ellipsis/>
        </div>
    }
}
