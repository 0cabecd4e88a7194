//! Search and filters over a list. What they say lives in the address; these only show and change it.

use super::{Button, ButtonKind, ButtonSize, CheckBox, Choice, Icon, IconName, IconSize, on_shortcut, unique_id};
use crate::i18n::{keys, t, text_with};
use leptos::html;
use leptos::prelude::*;

/// A search field (reached by `/`), filter chips, and a way to clear them all.
#[component]
pub fn FilterBar(
    /// What is typed into the search.
    search: RwSignal<String>,
    /// What is searched, such as "Search deals".
    #[prop(into)]
    search_label: Signal<String>,
    /// Whether any filter is set.
    #[prop(into)]
    filtered: Signal<bool>,
    /// Clears search and filters.
    #[prop(into)]
    on_clear: Callback<()>,
    /// [`FilterChip`]s.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    on_shortcut(move |event| {
        if event.key() == "/"
            && !event.ctrl_key()
            && !event.meta_key()
            && let Some(field) = field.get_untracked()
        {
            event.prevent_default();
            let _ = field.focus();
            field.select();
        }
    });
    // News only when it changes: a button is drawn anew otherwise, with every key.
    let clearable = Memo::new(move |_| filtered.get() || !search.with(String::is_empty));
    view! {
        <div class="filter-bar" role="search">
            <span class="search">
                <Icon name=IconName::Search/>
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    aria-label=search_label
                    placeholder=search_label
                    aria-keyshortcuts="/"
                    prop:value=search
                    node_ref=field
                    on:input:target=move |event| search.set(event.target().value())
                    on:keydown:target=move |event| if event.key() == "Escape" {
                        if event.target().value().is_empty() {
                            let _ = event.target().blur();
                        } else {
                            event.prevent_default();
                            search.set(String::new());
                        }
                    }
                />
                <kbd class="kbd" translate="no" aria-hidden="true">"/"</kbd>
            </span>
            {children.map(|children| children())}
            {move || clearable.get().then(|| view! {
                <Button label=keys::KIT_FILTER_CLEAR_ALL kind=ButtonKind::Ghost size=ButtonSize::Small on_press=on_clear/>
            })}
        </div>
    }
}

/// One filter: its name, what it is set to, and a popover to change it.
#[component]
pub fn FilterChip(
    /// What is filtered by.
    #[prop(into)]
    label: Signal<String>,
    /// What it is set to, in the reader's words; none while it is not set.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Unsets it.
    #[prop(into)]
    on_clear: Callback<()>,
    /// What stands in the popover, such as [`FilterChoices`]; made when it first opens.
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id("filter");
    let was_opened = RwSignal::new(false);
    // The address changes for other filters, too.
    let value = Memo::new(move |_| value.get());
    let is_set = Memo::new(move |_| value.with(Option::is_some));
    view! {
        <span class="filter-chip" data-active=move || is_set.get().to_string()>
            <button type="button" popovertarget=id.clone() aria-haspopup="dialog">
                {label}
                {move || value.get().map(|value| view! { <span class="filter-value strong" translate="no" dir="auto">{value}</span> })}
                {move || (!is_set.get()).then(|| view! { <Icon name=IconName::ChevronDown size=IconSize::Small/> })}
            </button>
            {move || is_set.get().then(|| view! {
                <button
                    type="button"
                    class="filter-clear"
                    aria-label=move || text_with(keys::KIT_FILTER_CLEAR, &[("filter", &label.get())])
                    on:click=move |_| on_clear.run(())
                >
                    <Icon name=IconName::X size=IconSize::Small/>
                </button>
            })}
            <div class="menu" popover="auto" id=id role="dialog" aria-label=label on:beforetoggle=move |_: leptos::ev::Event| was_opened.set(true)>
                <div class="popover-body">{move || was_opened.get().then(|| children())}</div>
            </div>
        </span>
    }
}

/// Several of a few, as tick boxes; changes at once.
#[component]
pub fn FilterChoices(
    /// What can be ticked.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The ticked values.
    #[prop(into)]
    selected: Signal<Vec<String>>,
    /// Called with the ticked values in the order of the choices.
    #[prop(into)]
    on_change: Callback<(Vec<String>,)>,
) -> impl IntoView {
    let lines = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let value = choice.value.clone();
                let checked = selected.with_untracked(|selected| selected.contains(&value));
                let ticked = RwSignal::new(checked);
                // The address may change under the popover: by the back button, or by another chip's "clear all".
                Effect::new({
                    let value = value.clone();
                    move |_| {
                        let now = selected.with(|selected| selected.contains(&value));
                        if ticked.get_untracked() != now {
                            ticked.set(now);
                        }
                    }
                });
                Effect::watch(
                    move || ticked.get(),
                    move |ticked, _, _| {
                        let before = selected.get_untracked();
                        if before.contains(&value) != *ticked {
                            let keep = |choice: &Choice| {
                                if choice.value == value {
                                    *ticked
                                } else {
                                    before.contains(&choice.value)
                                }
                            };
                            let after = choices.with_untracked(|choices| {
                                choices
                                    .iter()
                                    .filter(|choice| keep(choice))
                                    .map(|choice| choice.value.clone())
                                    .collect()
                            });
                            on_change.run((after,));
                        }
                    },
                    false,
                );
                let keep = choice.is_data.then_some("no");
                view! { <div translate=keep><CheckBox checked=ticked label=choice.label/></div> }
            })
            .collect_view()
    };
    view! { <div class="choices" role="group" aria-label=t(keys::KIT_CHOICES)>{lines}</div> }
}
