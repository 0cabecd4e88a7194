//! An entry of a list: folded it says what it does, unfolded it is edited.

use super::editor::Editor;
use super::rows::{Fields, Row, Rows};
use crate::i18n::{Key, keys, t, text, text_with};
use crate::ui::each;
use crate::ui::{ButtonSize, Count, Icon, IconButton, IconName, Tone, toast_with_undo, unique_id};
use leptos::prelude::*;

/// An entry with its head, its tools and, unfolded, its fields.
#[component]
pub fn RowCard(
    /// The settings.
    editor: Editor,
    /// The entry's key.
    key: u32,
    /// The entry's pointer.
    pointer: Signal<String>,
    /// The entry's name.
    #[prop(into)]
    name: Signal<String>,
    /// The name comes from the catalogue, not from data.
    #[prop(optional)]
    from_catalogue: bool,
    /// What stands there while it has no name.
    unnamed: Key,
    /// A badge beside the name.
    #[prop(optional, into)]
    badge: ViewFn,
    /// What it does, in a line or two.
    #[prop(into)]
    summary: ViewFn,
    /// Buttons at the end of the head.
    #[prop(into)]
    tools: ViewFn,
    /// Its fields.
    children: ChildrenFn,
) -> impl IntoView {
    let body_id = unique_id("entry");
    let controls = body_id.clone();
    let is_open = is_unfolded(editor, key);
    let title = move || {
        if name.with(|name| name.trim().is_empty()) {
            view! { <span class="faint">{t(unnamed)}</span> }.into_any()
        } else {
            view! { <span translate=(!from_catalogue).then_some("no") dir="auto">{name}</span> }.into_any()
        }
    };
    view! {
        <li class="entry" data-key=key data-open=move || is_open.get().to_string()>
            <div class="entry-head">
                <h3 class="entry-title">
                    {fold_button(editor, key, controls, title.into_any())}
                </h3>
                {badge.run()}
                {fault_count(editor, pointer)}
                <div class="entry-tools">{tools.run()}</div>
            </div>
            {move || (!is_open.get()).then(|| view! { <div class="entry-summary">{summary.run()}</div> })}
            <div class="entry-body" id=body_id hidden=move || !is_open.get()>
                {move || is_open.get().then(|| children())}
            </div>
        </li>
    }
}

/// Whether an entry is unfolded.
pub fn is_unfolded(editor: Editor, key: u32) -> Memo<bool> {
    Memo::new(move |_| editor.unfolded.with(|unfolded| unfolded.contains(&key)))
}

/// The button with an entry's title that unfolds and folds it. `body` is the id of what it unfolds.
pub fn fold_button(editor: Editor, key: u32, body: String, title: AnyView) -> AnyView {
    let is_open = is_unfolded(editor, key);
    let toggle = move |_| {
        editor.unfolded.update(|unfolded| {
            if !unfolded.remove(&key) {
                unfolded.insert(key);
            }
        });
    };
    view! {
        <button type="button" class="entry-toggle" aria-expanded=move || is_open.get().to_string() aria-controls=body on:click=toggle>
            <Icon name=IconName::ChevronRight/>
            {title}
        </button>
    }
    .into_any()
}

/// Why a list takes no further entry: nothing can be changed now, or it has as many as it may.
pub fn why_full<T: Fields>(editor: Editor, rows: Rows<T>, most: usize) -> Signal<Option<String>> {
    Signal::derive(move || {
        let too_many = || text_with(keys::FIELD_TOO_MANY, &[("max", &most)]);
        editor.locked.get().or_else(|| (rows.len() >= most).then(too_many))
    })
}

/// How much of what is wrong below a pointer may be said already.
pub fn fault_count(editor: Editor, pointer: Signal<String>) -> AnyView {
    let faults = Memo::new(move |_| {
        let below = format!("{}/", pointer.get());
        let issues = editor.form.shown_issues();
        issues.iter().filter(|issue| issue.pointer.starts_with(&below)).count() as u64
    });
    let count = move || {
        (faults.get() > 0).then(|| {
            view! {
                <span class="entry-faults">
                    <Count value=faults tone=Tone::Danger/>
                    <span class="visually-hidden">{t(keys::SETTINGS_FAULTS)}</span>
                </span>
            }
        })
    };
    view! { {count} }.into_any()
}

/// Takes an entry out, with ten seconds to take it back.
pub fn remove<T: Fields>(editor: Editor, rows: Rows<T>, key: u32, list: &'static str, name: Signal<String>) {
    // The name goes with the entry's row.
    let said = name.try_get_untracked().filter(|name| !name.trim().is_empty());
    if let Some((at, row)) = rows.remove(key) {
        editor.form.forget(list);
        let line = said.map_or_else(
            || text(keys::SETTINGS_REMOVED_UNNAMED),
            |name| text_with(keys::SETTINGS_REMOVED, &[("name", &name)]),
        );
        toast_with_undo(line, move || rows.put_back((at, row)));
    }
}

/// The button that takes an entry out.
pub fn remove_button<T: Fields>(
    editor: Editor,
    rows: Rows<T>,
    key: u32,
    list: &'static str,
    name: Signal<String>,
) -> AnyView {
    let remove = move || remove(editor, rows, key, list, name);
    let label = Signal::derive(move || match name.get() {
        name if name.trim().is_empty() => text(keys::SETTINGS_REMOVE),
        name => text_with(keys::SETTINGS_REMOVE_NAMED, &[("name", &name)]),
    });
    view! { <IconButton label=label icon=IconName::Trash2 size=ButtonSize::Small disabled_reason=editor.locked on_press=remove/> }.into_any()
}

/// The buttons that change places with the entry before and the one after. `is_first` and `is_last` say why one of them does nothing.
pub fn move_buttons<T: Fields>(
    editor: Editor,
    rows: Rows<T>,
    key: u32,
    list: &'static str,
    is_first: Key,
    is_last: Key,
) -> AnyView {
    let place = Memo::new(move |_| rows.position(key).unwrap_or_default());
    let step = move |forward: bool| {
        rows.move_by(key, forward);
        editor.form.forget(list);
    };
    let at_top = Signal::derive(move || {
        let reason = || (place.get() == 0).then(|| text(is_first));
        editor.locked.get().or_else(reason)
    });
    let at_end = Signal::derive(move || {
        let reason = || (place.get() + 1 >= rows.len()).then(|| text(is_last));
        editor.locked.get().or_else(reason)
    });
    view! {
        <IconButton label=keys::SETTINGS_RULES_UP icon=IconName::ArrowUp size=ButtonSize::Small disabled_reason=at_top on_press=move || step(false)/>
        <IconButton label=keys::SETTINGS_RULES_DOWN icon=IconName::ArrowDown size=ButtonSize::Small disabled_reason=at_end on_press=move || step(true)/>
    }
    .into_any()
}

/// Adds an empty entry, unfolds it and puts the focus into its first field.
pub fn add_unfolded<T: Fields>(editor: Editor, rows: Rows<T>, raw: T::Raw) {
    if let Some(key) = rows.add(raw) {
        editor.unfolded.update(|unfolded| _ = unfolded.insert(key));
        focus_last(".entry:last-of-type .entry-body");
    }
}

/// Puts the focus into the first field of the last element of its kind, once it is drawn.
pub fn focus_last(place: &'static str) {
    request_animation_frame(move || {
        let found = document()
            .query_selector_all(&format!("{place} :is(input, select, textarea):not([readonly])"))
            .ok();
        let places = document().query_selector_all(place).ok();
        let last = places.and_then(|places| places.item(places.length().checked_sub(1)?));
        let field = found.and_then(|fields| {
            (0..fields.length())
                .filter_map(|at| fields.item(at))
                .find(|field| last.as_ref().is_none_or(|last| last.contains(Some(field))))
        });
        if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
        {
            let _ = field.focus();
        }
    });
}

/// Unfolds an entry that was added somewhere in a list and puts the focus into its first field. `place` is its selector.
pub fn unfold(editor: Editor, key: u32, place: String) {
    editor.unfolded.update(|unfolded| _ = unfolded.insert(key));
    request_animation_frame(move || {
        let selector = format!("{place} :is(input, select, textarea):not([readonly])");
        let field = document().query_selector(&selector).ok().flatten();
        if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
        {
            let _ = field.focus();
        }
    });
}

/// A list of entries; each is drawn once and follows its signals.
pub fn entries<T: Fields>(rows: Rows<T>, draw: impl Fn(Row<T>) -> AnyView + Clone + Send + Sync + 'static) -> AnyView {
    view! { <ul class="entries">{each(move || rows.get(), |row| row.key, draw)}</ul> }.into_any()
}
