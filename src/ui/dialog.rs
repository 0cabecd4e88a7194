//! What lies over the page: a dialog in the middle, a drawer at the end of the line. Both are the browser's own `<dialog>`: it keeps the focus
//! inside and gives it back.

use super::shortcut::InsideDialog;
use super::{IconButton, IconName, unique_id};
use crate::i18n::keys;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A question or a short form in the middle.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Asked to close: by Esc, by the cross, by a press outside.
    #[prop(into)]
    on_close: Callback<()>,
    /// Buttons at its foot; the primary one comes last.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// Wide enough for two columns.
    #[prop(optional)]
    wide: bool,
    /// What stands in it; made when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    over_page(
        if wide { "dialog dialog-wide" } else { "dialog" },
        open,
        title,
        on_close,
        foot,
        children,
    )
}

/// The detail of something in a list, beside it. Whether it is open belongs in the address.
#[component]
pub fn Drawer(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    /// Asked to close.
    #[prop(into)]
    on_close: Callback<()>,
    /// Buttons at its foot.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// What stands in it; made when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    over_page("drawer", open, title, on_close, foot, children)
}

/// What opened the dialog may be gone by its end, such as the bar over a selection: the page's heading then takes the focus.
fn keep_focus() {
    let is_lost = document()
        .active_element()
        .is_none_or(|active| active.tag_name() == "BODY");
    let heading = document().query_selector("main h1").ok().flatten().filter(|_| is_lost);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

fn over_page(
    class: &'static str,
    open: Signal<bool>,
    title: Signal<String>,
    on_close: Callback<()>,
    foot: Option<ViewFn>,
    children: ChildrenFn,
) -> AnyView {
    let element = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    // Equal values are not news: the address changes often while a drawer stays open.
    let open = Memo::new(move |_| open.get());
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        match (open.get(), element.open()) {
            (true, false) => {
                let _ = element.show_modal();
                // What stands in it is drawn in this turn; the first field takes the focus, or else the heading.
                request_animation_frame(move || focus_first(&element));
            }
            (false, true) => {
                element.close();
                request_animation_frame(keep_focus);
            }
            _ => {}
        }
    });
    let inside = {
        let title_id = title_id.clone();
        move || {
            open.get().then(|| {
                provide_context(InsideDialog);
                view! {
                    <header class="dialog-head">
                        <h2 id=title_id.clone() tabindex="-1">{title}</h2>
                        <IconButton label=keys::KIT_CLOSE icon=IconName::X on_press=on_close/>
                    </header>
                    <div class="dialog-body">{children()}</div>
                    {foot.as_ref().map(|foot| view! { <footer class="dialog-foot">{foot.run()}</footer> })}
                }
            })
        }
    };
    view! {
        <dialog
            class=class
            aria-labelledby=title_id
            node_ref=element
            on:cancel=move |event: leptos::ev::Event| { event.prevent_default(); on_close.run(()) }
            // A press on the dialog itself is one on the ground around it: everything inside is covered by its children.
            on:mousedown:target=move |event| {
                let outside = element.get_untracked().is_some_and(|element| is_outside(&element, &event));
                if outside {
                    on_close.run(());
                }
            }
        >
            {inside}
        </dialog>
    }
    .into_any()
}

fn focus_first(element: &web_sys::HtmlDialogElement) {
    let find = |selector| element.query_selector(selector).ok().flatten();
    let first = find("[autofocus]")
        .or_else(|| find(".dialog-body :is(input, select, textarea)"))
        .or_else(|| find("h2"));
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

fn is_outside(element: &web_sys::HtmlDialogElement, event: &web_sys::MouseEvent) -> bool {
    let place = element.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x < place.left() || x > place.right() || y < place.top() || y > place.bottom()
}
