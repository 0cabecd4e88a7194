//! A choice from a long list, found by typing. Follows the APG pattern "combobox with list autocomplete".

use super::{Choice, FieldContext, Icon, IconName};
use crate::i18n::{keys, t};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Most options that are drawn at once; typing narrows the rest.
const SHOWN: usize = 60;

/// A field to search and choose in.
#[component]
pub fn Combobox(
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What can be chosen, in the order in which it is shown.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What stands there while nothing is chosen.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// Follows what is typed, for choices that are asked for by it.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let field = FieldContext::of_control("combobox");
    let list_id = format!("{}-list", field.id);
    let option_prefix = format!("{}-option", field.id);
    let open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let list = NodeRef::<html::Ul>::new();

    let chosen_label = move || {
        let value = value.get();
        if value.is_empty() {
            return String::new();
        }
        choices
            .with(|choices| {
                choices
                    .iter()
                    .find(|choice| choice.value == value)
                    .map(|choice| choice.label.clone())
            })
            .unwrap_or_default()
    };
    let found = Memo::new(move |_| {
        let query = query.with(|query| query.trim().to_lowercase());
        choices.with(|choices| {
            let matches = |choice: &&Choice| {
                query.is_empty()
                    || choice.label.to_lowercase().contains(&query)
                    || choice.value.to_lowercase() == query
                    || choice
                        .hint
                        .as_ref()
                        .is_some_and(|hint| hint.to_lowercase().contains(&query))
            };
            choices.iter().filter(matches).take(SHOWN).cloned().collect::<Vec<_>>()
        })
    });
    let show = move || {
        if !open.get_untracked() {
            query.set(String::new());
            let current = value.get_untracked();
            active.set(
                found.with_untracked(|found| found.iter().position(|choice| choice.value == current).unwrap_or(0)),
            );
            open.set(true);
        }
    };
    let choose = move |index: usize| {
        if let Some(choice) = found.with_untracked(|found| found.get(index).cloned()) {
            value.set(choice.value);
        }
        open.set(false);
    };
    let move_to = move |index: usize| {
        active.set(index);
        if let Some(list) = list.get_untracked()
            && let Some(option) = list.children().item(index as u32)
        {
            let place = web_sys::ScrollIntoViewOptions::new();
            place.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&place);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let current = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => show(),
            "ArrowDown" if count > 0 => move_to((current + 1) % count),
            "ArrowUp" if open.get_untracked() && count > 0 => move_to((current + count - 1) % count),
            "Home" if open.get_untracked() => move_to(0),
            "End" if open.get_untracked() && count > 0 => move_to(count - 1),
            "Enter" if open.get_untracked() => choose(current),
            "Escape" if open.get_untracked() => open.set(false),
            "Tab" => return open.set(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    Effect::new(move |_| {
        if let (Some(list), open) = (list.get(), open.get()) {
            let _ = if open { list.show_popover() } else { list.hide_popover() };
        }
    });

    // A list that nobody has opened costs nothing: neither are its choices made nor its options drawn.
    let options = {
        let option_prefix = option_prefix.clone();
        move || {
            let shown = if open.get() { found.get() } else { Vec::new() };
            shown
                .into_iter()
                .enumerate()
                .map(|(index, choice)| {
                    let is_chosen = value.with(|value| *value == choice.value);
                    view! {
                        <li
                            class="option"
                            role="option"
                            id=format!("{option_prefix}-{index}")
                            translate=choice.is_data.then_some("no")
                            aria-selected=is_chosen.to_string()
                            data-active=move || (active.get() == index).to_string()
                            // Before the field loses the focus, or the list would be gone at the click.
                            on:mousedown=move |event| { event.prevent_default(); choose(index) }
                            on:mousemove=move |_| if active.get_untracked() != index { active.set(index) }
                        >
                            <span>{choice.label}</span>
                            {choice.hint.map(|hint| view! { <span class="option-hint">{hint}</span> })}
                            {is_chosen.then(|| view! { <Icon name=IconName::Check/> })}
                        </li>
                    }
                })
                .collect_view()
        }
    };
    view! {
        <div class="combobox">
            <input
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                id=field.id.clone()
                aria-controls=list_id.clone()
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-activedescendant=move || {
                    (open.get() && found.with(|found| !found.is_empty())).then(|| format!("{option_prefix}-{}", active.get()))
                }
                aria-required=field.required.then_some("true")
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                placeholder=move || placeholder.get()
                prop:value=move || if open.get() { query.get() } else { chosen_label() }
                on:focus:target=move |event| event.target().select()
                on:click=move |_| show()
                on:keydown=on_key
                on:blur=move |_| open.set(false)
                on:input:target=move |event| {
                    let now = event.target().value();
                    if !open.get_untracked() {
                        show();
                    }
                    if now.is_empty() {
                        value.set(String::new());
                    }
                    if let Some(typed) = typed {
                        typed.set(now.clone());
                    }
                    query.set(now);
                    active.set(0);
                }
            />
            <ul class="combobox-list" role="listbox" popover="manual" id=list_id aria-label=t(keys::KIT_CHOICES) node_ref=list>
                {options}
                {move || (open.get() && found.with(Vec::is_empty)).then(|| view! { <li class="option-none" role="presentation">{t(keys::KIT_COMBOBOX_NONE)}</li> })}
            </ul>
        </div>
    }
}
