//! The command palette: everything that can be done, found by typing.

use super::{Icon, IconName, Kbd};
use crate::i18n::{keys, t};
use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

/// Something that can be done from anywhere.
#[derive(Clone)]
pub struct Command {
    /// What it is known by.
    pub id: String,
    /// The heading under which it stands.
    pub group: String,
    /// What it does.
    pub title: String,
    /// More words by which it is found.
    pub keywords: String,
    /// A shape for its kind.
    pub icon: IconName,
    /// The keys that do the same.
    pub shortcut: Option<&'static str>,
    /// Does it.
    pub run: Callback<()>,
    /// Whether the title comes from data.
    pub is_data: bool,
}

/// Opens with Ctrl K (⌘ K), lists commands, runs the chosen one.
#[component]
pub fn CommandPalette(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// What can be done now.
    #[prop(into)]
    commands: Signal<Vec<Command>>,
    /// What is typed, for a page that adds commands from a search.
    #[prop(optional)]
    query: RwSignal<String>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let input = NodeRef::<html::Input>::new();
    let active = RwSignal::new(0_usize);
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.key().eq_ignore_ascii_case("k") && (event.ctrl_key() || event.meta_key()) && !event.shift_key() {
            event.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
    on_cleanup(move || handle.remove());
    Effect::new(move |_| {
        let (Some(dialog), wanted) = (dialog.get(), open.get()) else {
            return;
        };
        match (wanted, dialog.open()) {
            (true, false) => {
                query.set(String::new());
                active.set(0);
                let _ = dialog.show_modal();
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let found = Memo::new_with_compare(
        move |_| {
            if open.get() {
                ranked(&commands.get(), &query.get())
            } else {
                Vec::new()
            }
        },
        |_, _| true,
    );
    let run = move |index: usize| {
        let command = found.with_untracked(|found| found.get(index).cloned());
        open.set(false);
        if let Some(command) = command {
            command.run.run(());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len).max(1);
        let current = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => active.set((current + 1) % count),
            "ArrowUp" => active.set((current + count - 1) % count),
            "Enter" => run(current),
            _ => return,
        }
        event.prevent_default();
        if let Some(option) = document().get_element_by_id(&option_id(active.get_untracked())) {
            let place = web_sys::ScrollIntoViewOptions::new();
            place.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&place);
        }
    };
    view! {
        <dialog
            class="palette"
            aria-label=t(keys::KIT_PALETTE_TITLE)
            node_ref=dialog
            on:close=move |_| open.set(false)
            on:click=move |event| if event.target() == dialog.get_untracked().map(|dialog| { let target: web_sys::EventTarget = dialog.into(); target }) {
                open.set(false);
            }
        >
            <div class="palette-search">
                <Icon name=IconName::Search/>
                <input
                    type="text"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-autocomplete="list"
                    aria-label=t(keys::KIT_PALETTE_TITLE)
                    aria-activedescendant=move || found.with(|found| !found.is_empty()).then(|| option_id(active.get()))
                    placeholder=t(keys::KIT_PALETTE_PLACEHOLDER)
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=query
                    node_ref=input
                    on:keydown=on_key
                    on:input:target=move |event| { query.set(event.target().value()); active.set(0) }
                />
                <Kbd keys="Esc"/>
            </div>
            <div class="palette-list" role="listbox" id="palette-list" aria-label=t(keys::KIT_PALETTE_TITLE) tabindex="-1">
                {move || found.with(|found| groups(found, active, run))}
            </div>
            {move || (open.get() && found.with(Vec::is_empty)).then(|| view! { <p class="option-none" role="status">{t(keys::KIT_PALETTE_NONE)}</p> })}
        </dialog>
    }
}

fn option_id(index: usize) -> String {
    format!("palette-option-{index}")
}

fn groups(found: &[Command], active: RwSignal<usize>, run: impl Fn(usize) + Copy + Send + Sync + 'static) -> AnyView {
    let mut views = Vec::new();
    let mut from = 0;
    for group in found.chunk_by(|left, right| left.group == right.group) {
        let lines = group
            .iter()
            .enumerate()
            .map(|(offset, command)| line(command, from + offset, active, run))
            .collect_view();
        from += group.len();
        let title = group.first().map(|command| command.group.clone()).unwrap_or_default();
        views.push(view! { <div role="group" aria-label=title.clone()><div class="palette-group" aria-hidden="true">{title.clone()}</div>{lines}</div> });
    }
    views.collect_view().into_any()
}

fn line(
    command: &Command,
    index: usize,
    active: RwSignal<usize>,
    run: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> AnyView {
    let is_active = move || (active.get() == index).to_string();
    view! {
        <div
            class="option"
            role="option"
            id=option_id(index)
            aria-selected=is_active
            data-active=is_active
            on:mousemove=move |_| if active.get_untracked() != index { active.set(index) }
            on:click=move |_| run(index)
        >
            <Icon name=command.icon/>
            <span class="truncate" translate=command.is_data.then_some("no")>{command.title.clone()}</span>
            {command.shortcut.map(|keys| view! { <kbd class="kbd" translate="no">{keys}</kbd> })}
        </div>
    }
    .into_any()
}

/// The commands that match, best first within their group; groups in the order of their best.
fn ranked(commands: &[Command], query: &str) -> Vec<Command> {
    let query = query.trim().to_lowercase();
    let mut scored: Vec<(u32, usize, &Command)> = commands
        .iter()
        .enumerate()
        .filter_map(|(index, command)| {
            let by_title = score(&command.title.to_lowercase(), &query);
            let by_keywords = score(&command.keywords.to_lowercase(), &query).map(|score| score + 50);
            let best = by_title.into_iter().chain(by_keywords).min()?;
            Some((best, index, command))
        })
        .collect();
    scored.sort_by_key(|(score, index, _)| (*score, *index));
    let mut order: Vec<&str> = Vec::new();
    for (_, _, command) in &scored {
        if !order.contains(&command.group.as_str()) {
            order.push(&command.group);
        }
    }
    order
        .iter()
        .flat_map(|group| scored.iter().filter(move |(_, _, command)| command.group == *group))
        .map(|(_, _, command)| (*command).clone())
        .collect()
}

/// How badly `text` matches: the query's letters must come in order; gaps and a late start cost. `None` without a match.
fn score(text: &str, query: &str) -> Option<u32> {
    let mut cost = 0;
    let mut last: Option<usize> = None;
    let mut rest = text.char_indices();
    for wanted in query.chars().filter(|letter| !letter.is_whitespace()) {
        let (at, _) = rest.find(|(_, letter)| *letter == wanted)?;
        let starts_word = at == 0 || text[..at].ends_with(|before: char| !before.is_alphanumeric());
        cost += match last {
            Some(before) if at == before + 1 => 0,
            _ if at == 0 => 1,
            _ if starts_word => 2,
            Some(before) => 5 + (at - before).min(20) as u32,
            None => 5 + at.min(20) as u32,
        };
        last = Some(at);
    }
    Some(cost)
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn letters_in_order_match_and_word_starts_win() {
        assert!(score("register a deal", "rad").is_some());
        assert!(score("register a deal", "dr").is_none());
        assert!(score("deals", "deal") < score("all deals", "deal"));
        assert!(score("go to deals", "deal") < score("ideal partner", "deal"));
        assert_eq!(score("anything", ""), Some(0));
    }
}
