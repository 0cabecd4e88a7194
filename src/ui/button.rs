//! Buttons. One that can't be used stays where it is and says why.

use super::{Icon, IconName, IconSize, Tooltip, unique_id};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum ButtonKind {
    /// The one thing that a page is for.
    Primary,
    /// Anything else.
    #[default]
    Secondary,
    /// In a dense row, without an edge.
    Ghost,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button button-primary",
            ButtonKind::Secondary => "button button-secondary",
            ButtonKind::Ghost => "button button-ghost",
            ButtonKind::Danger => "button button-danger",
        }
    }
}

/// How tall a button stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum ButtonSize {
    /// 32 px; 40 px under a finger.
    #[default]
    Normal,
    /// 28 px; 36 px under a finger.
    Small,
}

fn classes(kind: ButtonKind, size: ButtonSize, further: &str) -> String {
    let small = if size == ButtonSize::Small { " button-small" } else { "" };
    format!("{}{small}{further}", kind.class())
}

/// A button with a label.
#[component]
pub fn Button(
    /// What pressing it does: a verb.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// How tall.
    #[prop(optional)]
    size: ButtonSize,
    /// A shape before the label.
    #[prop(into, optional)]
    icon: Option<IconName>,
    /// Under way: it turns, and presses do nothing.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Why it can't be used now. It stays focusable, so that everybody can read the reason.
    #[prop(into, optional)]
    disabled_reason: Signal<Option<String>>,
    /// Sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// What pressing it does.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// The keys that do the same, shown beside the label.
    #[prop(optional)]
    shortcut: Option<&'static str>,
) -> impl IntoView {
    let reason_id = unique_id("reason");
    let described_by = reason_id.clone();
    let shape = move || {
        let name = if busy.get() { Some(IconName::LoaderCircle) } else { icon };
        name.map(|name| view! { <Icon name=name/> })
    };
    view! {
        <Tooltip text=disabled_reason id=reason_id>
            <button
                type=if submit { "submit" } else { "button" }
                class=classes(kind, size, "")
                aria-disabled=move || disabled_reason.with(Option::is_some).then_some("true")
                aria-busy=move || busy.get().then_some("true")
                aria-describedby=move || disabled_reason.with(Option::is_some).then(|| described_by.clone())
                on:click=move |event| press(event, busy, disabled_reason, on_press)
            >
                {shape}
                {label}
                {shortcut.map(|keys| view! { <kbd class="kbd" translate="no" aria-hidden="true">{keys}</kbd> })}
            </button>
        </Tooltip>
    }
}

fn press(
    event: MouseEvent,
    busy: Signal<bool>,
    disabled_reason: Signal<Option<String>>,
    on_press: Option<Callback<()>>,
) {
    if busy.get_untracked() || disabled_reason.with_untracked(Option::is_some) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    if let Some(on_press) = on_press {
        on_press.run(());
    }
}

/// A button that is only a shape. Its label is read out and shown as a tooltip.
#[component]
pub fn IconButton(
    /// What pressing it does.
    #[prop(into)]
    label: Signal<String>,
    /// The shape.
    icon: IconName,
    /// How much it asks to be pressed; [`ButtonKind::Ghost`] is usual.
    #[prop(default = ButtonKind::Ghost)]
    kind: ButtonKind,
    /// How tall.
    #[prop(optional)]
    size: ButtonSize,
    /// Why it can't be used now.
    #[prop(into, optional)]
    disabled_reason: Signal<Option<String>>,
    /// Whether what it switches is on, for a button that stays pressed.
    #[prop(into, optional)]
    pressed: Signal<Option<bool>>,
    /// What pressing it does.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let tip_id = unique_id("reason");
    let described_by = tip_id.clone();
    let tip = Signal::derive(move || disabled_reason.get().or_else(|| Some(label.get())));
    view! {
        <Tooltip text=tip id=tip_id>
            <button
                type="button"
                class=classes(kind, size, " button-icon")
                aria-label=label
                aria-pressed=move || pressed.get().map(|pressed| pressed.to_string())
                aria-disabled=move || disabled_reason.with(Option::is_some).then_some("true")
                aria-describedby=move || disabled_reason.with(Option::is_some).then(|| described_by.clone())
                on:click=move |event| press(event, Signal::stored(false), disabled_reason, on_press)
            >
                <Icon name=icon size=if size == ButtonSize::Small { IconSize::Small } else { IconSize::Normal }/>
            </button>
        </Tooltip>
    }
}

/// A link that looks like a button, because it leads to another page.
#[component]
pub fn LinkButton(
    /// Where it leads to, and why.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks to be followed.
    #[prop(optional)]
    kind: ButtonKind,
    /// How tall.
    #[prop(optional)]
    size: ButtonSize,
    /// A shape before the label.
    #[prop(into, optional)]
    icon: Option<IconName>,
    /// The name under which the browser saves it, for a download.
    #[prop(optional, into)]
    download: Option<String>,
) -> impl IntoView {
    view! {
        <a class=classes(kind, size, "") href=href download=download>
            {icon.map(|name| view! { <Icon name=name/> })}
            {label}
        </a>
    }
}

/// A [`LinkButton`]; while there is a reason against following it, a button stands in its place and says it.
#[component]
pub fn GuardedLink(
    /// Where it leads to, and why.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks to be followed.
    #[prop(optional)]
    kind: ButtonKind,
    /// A shape before the label.
    icon: IconName,
    /// Why it can't be followed now.
    #[prop(into)]
    reason: Signal<Option<String>>,
) -> impl IntoView {
    // News only when it changes: drawn anew, the link would lose the focus.
    let leads_on = Memo::new(move |_| reason.with(Option::is_none));
    move || {
        if leads_on.get() {
            view! { <LinkButton label=label href=href kind=kind icon=icon/> }.into_any()
        } else {
            view! { <Button label=label kind=kind icon=icon disabled_reason=reason/> }.into_any()
        }
    }
}
