//! The command palette's content: where one can go, what pages offer from everywhere, and what the open page offers now.

use super::{PAGES, PageCommand};
use crate::i18n::{self, Key, Locale, keys, text};
use crate::session::{sign_out, use_session};
use crate::ui::{Command, CommandPalette, IconName, Theme, set_theme};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// What open pages offer at the moment.
#[derive(Clone, Copy)]
pub(super) struct PageCommands(RwSignal<Vec<(u64, Signal<Vec<Command>>)>>);

impl PageCommands {
    pub(super) fn provide() {
        provide_context(PageCommands(RwSignal::default()));
    }
}

/// Adds commands to the palette while the component that calls it is there: what can be done with the record that is open, say.
pub fn use_commands(commands: impl Fn() -> Vec<Command> + Send + Sync + 'static) {
    let Some(PageCommands(all)) = use_context::<PageCommands>() else {
        return;
    };
    let commands = Signal::derive(commands);
    let number = all.with_untracked(|all| all.last().map_or(0, |(number, _)| number + 1));
    all.update(|all| all.push((number, commands)));
    on_cleanup(move || {
        all.try_update(|all| all.retain(|(other, _)| *other != number));
    });
}

/// A command of the page that is open.
pub fn page_command(id: &str, title: Key, icon: IconName, run: impl Fn() + Send + Sync + 'static) -> Command {
    command(
        id.to_owned(),
        keys::SHELL_COMMANDS_HERE,
        text(title),
        icon,
        Callback::new(move |()| run()),
    )
}

fn command(id: String, group: Key, title: String, icon: IconName, run: Callback<()>) -> Command {
    Command {
        id,
        group: text(group),
        title,
        keywords: String::new(),
        icon,
        shortcut: None,
        run,
        is_data: false,
    }
}

/// The palette with all that can be done now.
#[component]
pub(super) fn Palette(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let navigate = StoredValue::new(use_navigate());
    let go = move |address: String| {
        Callback::new(move |()| navigate.with_value(|navigate| navigate(&address, Default::default())))
    };
    let here = use_context::<PageCommands>();
    let may = move |needs: Option<_>| needs.is_none_or(|needs| session.may(needs));
    let commands = Signal::derive(move || {
        // Made only while somebody looks.
        if !open.get() {
            return Vec::new();
        }
        let mut commands = Vec::new();
        if let Some(PageCommands(all)) = here {
            commands.extend(all.get().into_iter().flat_map(|(_, offered)| offered.get()));
        }
        let role = session.role();
        for PageCommand {
            title,
            icon,
            address,
            needs,
            shortcut,
        } in PAGES.iter().flat_map(|page| page.commands)
        {
            if may(*needs) {
                let run = go(address());
                commands.push(Command {
                    shortcut: *shortcut,
                    ..command(address(), keys::SHELL_COMMANDS_DO, text(*title), *icon, run)
                });
            }
        }
        for page in PAGES.iter().filter(|page| role.is_some_and(|role| page.is_for(role))) {
            if let Some(address) = page.address {
                commands.push(command(
                    format!("go {}", address()),
                    keys::SHELL_COMMANDS_GO,
                    text(page.title),
                    page.icon,
                    go(address()),
                ));
            }
        }
        commands.extend(preferences());
        let leave = navigate.get_value();
        commands.push(command(
            "sign-out".into(),
            keys::SHELL_COMMANDS_ACCOUNT,
            text(keys::SESSION_SIGN_OUT),
            IconName::LogOut,
            Callback::new(move |()| sign_out(session, leave.clone())),
        ));
        commands
    });
    view! { <CommandPalette open=open commands=commands/> }
}

/// Colours and languages.
fn preferences() -> Vec<Command> {
    let themes = [
        (Theme::Light, keys::SHELL_THEME_LIGHT, IconName::Sun),
        (Theme::Dark, keys::SHELL_THEME_DARK, IconName::Moon),
        (Theme::Auto, keys::SHELL_THEME_AUTO, IconName::SunMoon),
    ];
    let mut commands: Vec<Command> = themes
        .into_iter()
        .map(|(theme, title, icon)| {
            let run = Callback::new(move |()| set_theme(theme));
            command(
                format!("theme {theme:?}"),
                keys::SHELL_COMMANDS_ACCOUNT,
                text(title),
                icon,
                run,
            )
        })
        .collect();
    for locale in Locale::OFFERED.into_iter().filter(|locale| *locale != i18n::locale()) {
        let run = Callback::new(move |()| {
            spawn_local(async move {
                i18n::set_locale(locale).await;
            });
        });
        let command = command(
            locale.tag().into(),
            keys::SHELL_COMMANDS_ACCOUNT,
            locale.own_name().into(),
            IconName::Languages,
            run,
        );
        commands.push(Command {
            is_data: true,
            keywords: text(keys::SHELL_LANGUAGE),
            ..command
        });
    }
    commands
}
