//! Tabs. Follow the APG pattern with automatic activation; which one is open belongs in the address.

use super::Count;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A tab.
#[derive(Clone, Copy)]
pub struct TabItem {
    /// Its name in the address.
    pub id: &'static str,
    /// What it shows.
    pub label: Signal<String>,
    /// How many are in it.
    pub count: Signal<Option<u64>>,
}

impl TabItem {
    /// A tab with its label.
    pub fn new(id: &'static str, label: impl Into<Signal<String>>) -> Self {
        TabItem {
            id,
            label: label.into(),
            count: Signal::stored(None),
        }
    }

    /// With a number beside the label.
    pub fn with_count(self, count: impl Into<Signal<Option<u64>>>) -> Self {
        TabItem {
            count: count.into(),
            ..self
        }
    }
}

/// A row of tabs; their panels are [`TabPanel`]s.
#[component]
pub fn Tabs(
    /// What the tabs divide, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    items: Vec<TabItem>,
    /// The id of the open one.
    #[prop(into)]
    selected: Signal<String>,
    /// Called with the id of the one to open.
    #[prop(into)]
    on_select: Callback<(String,)>,
) -> impl IntoView {
    let ids: Vec<&'static str> = items.iter().map(|item| item.id).collect();
    let on_key = move |event: KeyboardEvent| {
        let count = ids.len();
        let Some(current) = ids
            .iter()
            .position(|id| selected.with_untracked(|selected| selected == id))
        else {
            return;
        };
        let right_to_left = document()
            .document_element()
            .and_then(|root| root.get_attribute("dir"))
            .as_deref()
            == Some("rtl");
        let (forward, back) = if right_to_left {
            ("ArrowLeft", "ArrowRight")
        } else {
            ("ArrowRight", "ArrowLeft")
        };
        let target = match event.key().as_str() {
            key if key == forward => (current + 1) % count,
            key if key == back => (current + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        on_select.run((ids[target].to_owned(),));
        if let Some(tab) = document()
            .get_element_by_id(&tab_id(ids[target]))
            .and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = tab.focus();
        }
    };
    let tabs = items
        .into_iter()
        .map(|item| {
            let is_open = move || selected.with(|selected| selected == item.id);
            let count = item.count;
            view! {
                <button
                    type="button"
                    class="tab"
                    role="tab"
                    id=tab_id(item.id)
                    aria-controls=move || is_open().then(|| panel_id(item.id))
                    aria-selected=move || is_open().to_string()
                    tabindex=move || if is_open() { "0" } else { "-1" }
                    on:click=move |_| on_select.run((item.id.to_owned(),))
                >
                    {item.label}
                    {move || count.get().map(|count| view! { <Count value=count/> })}
                </button>
            }
        })
        .collect_view();
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>{tabs}</div> }
}

/// What an open tab shows; made when it opens.
#[component]
pub fn TabPanel(
    /// The tab's id.
    id: &'static str,
    /// The id of the open one.
    #[prop(into)]
    selected: Signal<String>,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = Memo::new(move |_| selected.with(|selected| selected == id));
    move || {
        is_open.get().then(|| {
            view! { <div class="tab-panel" role="tabpanel" tabindex="0" id=panel_id(id) aria-labelledby=tab_id(id)>{children()}</div> }
        })
    }
}

fn tab_id(id: &str) -> String {
    format!("tab-{id}")
}

fn panel_id(id: &str) -> String {
    format!("panel-{id}")
}
