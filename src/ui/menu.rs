//! A menu behind a button. Follows the APG pattern "menu button"; the browser's popover closes it.

use super::{Icon, IconName, IconSize, unique_id};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A line of a menu.
#[derive(Clone)]
pub struct MenuItem {
    label: Signal<String>,
    icon: Option<IconName>,
    danger: bool,
    rule_before: bool,
    disabled_reason: Signal<Option<String>>,
    action: Action,
}

#[derive(Clone)]
enum Action {
    Press(Callback<()>),
    Follow(String),
}

impl MenuItem {
    /// A line that does something.
    pub fn new(label: impl Into<Signal<String>>, on_press: impl Into<Callback<()>>) -> Self {
        Self::with_action(label.into(), Action::Press(on_press.into()))
    }

    /// A line that leads somewhere.
    pub fn link(label: impl Into<Signal<String>>, href: impl Into<String>) -> Self {
        Self::with_action(label.into(), Action::Follow(href.into()))
    }

    fn with_action(label: Signal<String>, action: Action) -> Self {
        MenuItem {
            label,
            icon: None,
            danger: false,
            rule_before: false,
            disabled_reason: Signal::stored(None),
            action,
        }
    }

    /// With a shape before it.
    pub fn icon(self, icon: IconName) -> Self {
        MenuItem {
            icon: Some(icon),
            ..self
        }
    }

    /// Takes something away.
    pub fn danger(self) -> Self {
        MenuItem { danger: true, ..self }
    }

    /// With a rule between it and the line before.
    pub fn rule_before(self) -> Self {
        MenuItem {
            rule_before: true,
            ..self
        }
    }

    /// Why it can't be used now.
    pub fn disabled_reason(self, reason: impl Into<Signal<Option<String>>>) -> Self {
        MenuItem {
            disabled_reason: reason.into(),
            ..self
        }
    }
}

/// A button that opens a menu.
#[component]
pub fn Menu(
    /// What the menu holds; read out when the button is only a shape.
    #[prop(into)]
    label: Signal<String>,
    /// The lines.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// The button's shape; three dots without one.
    #[prop(default = IconName::Ellipsis)]
    icon: IconName,
    /// The label stands on the button.
    #[prop(optional)]
    labelled: bool,
    /// Classes of the button.
    #[prop(default = "button button-ghost")]
    class: &'static str,
) -> impl IntoView {
    let id = unique_id("menu");
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let close = move || {
        if let Some(list) = list.get_untracked() {
            let _ = list.hide_popover();
        }
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    // Most menus of a page are never opened: their lines are made when they are.
    let was_opened = RwSignal::new(false);
    let lines = move || {
        let draw = || {
            items
                .get()
                .into_iter()
                .map(|item| menu_line(item, close))
                .collect_view()
        };
        was_opened.get().then(draw)
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let moved = match event.key().as_str() {
            "ArrowDown" => focus_line(&list, Step::Next),
            "ArrowUp" => focus_line(&list, Step::Previous),
            "Home" => focus_line(&list, Step::First),
            "End" => focus_line(&list, Step::Last),
            "Tab" => {
                close();
                return;
            }
            key if key.chars().count() == 1 => focus_line(&list, Step::Letter(key.to_lowercase())),
            _ => return,
        };
        if moved {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let shape = if labelled { IconName::ChevronDown } else { icon };
    let class = if labelled {
        class.to_owned()
    } else {
        format!("{class} button-icon")
    };
    view! {
        <button
            type="button"
            class=class
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            aria-label=(!labelled).then_some(label)
            node_ref=button
            on:keydown:target=move |event| if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                event.target().click();
            }
        >
            {labelled.then_some(label)}
            <Icon name=shape size=if labelled { IconSize::Small } else { IconSize::Normal }/>
        </button>
        <div
            class="menu menu-end"
            role="menu"
            popover="auto"
            id=id
            aria-label=label
            node_ref=list
            on:beforetoggle=move |_: leptos::ev::Event| was_opened.set(true)
            on:toggle=move |_| {
                let shown = list.get_untracked().is_some_and(|list| list.matches(":popover-open").unwrap_or(false));
                open.set(shown);
                if let Some(list) = list.get_untracked().filter(|_| shown) {
                    focus_line(&list, Step::First);
                }
            }
            on:keydown=on_key
        >
            {lines}
        </div>
    }
}

fn menu_line(item: MenuItem, close: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let reason = item.disabled_reason;
    let inside = view! {
        {item.icon.map(|name| view! { <Icon name=name/> })}
        <span>
            {item.label}
            {move || reason.get().map(|reason| view! { <span class="menu-reason">{reason}</span> })}
        </span>
    };
    let rule = item
        .rule_before
        .then(|| view! { <div class="menu-rule" role="separator"></div> });
    let tone = item.danger.then_some("danger");
    match item.action {
        Action::Follow(href) => view! {
            {rule}
            <a class="menu-item" role="menuitem" tabindex="-1" href=href data-tone=tone on:click=move |_| close()>{inside}</a>
        }
        .into_any(),
        Action::Press(on_press) => view! {
            {rule}
            <button
                type="button"
                class="menu-item"
                role="menuitem"
                tabindex="-1"
                data-tone=tone
                aria-disabled=move || reason.with(Option::is_some).then_some("true")
                on:click=move |_| if reason.with_untracked(Option::is_none) {
                    close();
                    on_press.run(());
                }
            >
                {inside}
            </button>
        }
        .into_any(),
    }
}

enum Step {
    Next,
    Previous,
    First,
    Last,
    Letter(String),
}

fn focus_line(list: &web_sys::HtmlElement, step: Step) -> bool {
    let Ok(found) = list.query_selector_all("[role=menuitem]") else {
        return false;
    };
    let lines: Vec<web_sys::HtmlElement> = (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect();
    if lines.is_empty() {
        return false;
    }
    let focused = document().active_element();
    let current = lines
        .iter()
        .position(|line| focused.as_ref().is_some_and(|focused| **line == *focused));
    let count = lines.len();
    let target = match step {
        Step::First => Some(0),
        Step::Last => Some(count - 1),
        Step::Next => Some(current.map_or(0, |at| (at + 1) % count)),
        Step::Previous => Some(current.map_or(count - 1, |at| (at + count - 1) % count)),
        Step::Letter(letter) => {
            let from = current.map_or(0, |at| at + 1);
            (0..count).map(|offset| (from + offset) % count).find(|at| {
                lines[*at]
                    .text_content()
                    .is_some_and(|text| text.to_lowercase().starts_with(&letter))
            })
        }
    };
    target.is_some_and(|at| lines[at].focus().is_ok())
}
