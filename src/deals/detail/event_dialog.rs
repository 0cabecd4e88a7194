//! The shell of every dialog that makes something happen to a deal: its form, its refusals, and a newer version in between.

use super::actions::Acting;
use super::versions::state_rows;
use crate::api::{ApiError, deals, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{Key, keys, t, text};
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, Dialog, ErrorSummary, Form, IconName, SideBySide, Tone, announce, toast,
};
use chrono::Utc;
use entente_model::deals::{Deal, DealEvent, DealEventKind};
use entente_model::problem::{Code, FieldError};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a dialog says.
#[derive(Clone, Copy)]
pub struct Words {
    /// Its heading, and the label of its button.
    pub title: Key,
    /// What follows from it.
    pub text: Key,
    /// What is said when it was done.
    pub done: Key,
}

/// Reads the event from a dialog's fields, or says what can't be read.
pub type ReadEvent = Callback<(), Result<DealEvent, Vec<FieldError>>>;

/// A dialog for one kind of event.
#[component]
pub fn EventDialog(
    /// The deal and which dialog is open.
    acting: Acting,
    /// For which kind.
    kind: DealEventKind,
    /// What it says.
    words: Words,
    /// Reads its fields.
    read: ReadEvent,
    /// Empties its fields, each time it opens.
    reset: Callback<()>,
    /// The button takes something away.
    #[prop(optional)]
    danger: bool,
    /// Its fields.
    children: ChildrenFn,
) -> impl IntoView {
    let Acting { deal, open, .. } = acting;
    let is_open = Memo::new(move |_| open.get() == Some(kind));
    // What was seen when the dialog opened: a newer version is shown before it is acted upon.
    let seen: RwSignal<Option<Deal>> = RwSignal::new(None);
    let errors = FormErrors::new(move || match read.run(()) {
        Ok(event) => seen.with(|seen| {
            seen.as_ref()
                .map(|seen| event.check(&seen.progress, Utc::now(), None))
                .unwrap_or_default()
        }),
        Err(errors) => errors,
    });
    let writing = use_write(
        move |(event, version): &(DealEvent, i64), key| {
            deals::event(deal.with_untracked(|deal| deal.summary.id), event, *version, key)
        },
        move |_, after: Deal| {
            acting.take(after);
            open.set(None);
            toast(text(words.done));
        },
    );
    let send = move |version: i64| {
        if let Ok(event) = read.run(()) {
            errors.clear();
            writing.run((event, version));
        }
    };
    let submit = Callback::new(move |()| {
        if let Some(version) = seen.with_untracked(|seen| seen.as_ref().map(|seen| seen.summary.version)) {
            send(version);
        }
    });
    Effect::new(move |_| {
        if is_open.get() {
            reset.run(());
            errors.clear();
            errors.state().reset();
            writing.forget_error();
            seen.set(Some(deal.get_untracked()));
            focus_first_field();
        }
    });
    let stale = Memo::new(move |_| {
        writing
            .error()
            .get()
            .filter(|error| error.code() == Some(Code::StaleVersion))
    });
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        match error.current::<Deal>() {
            Some(current) => {
                acting.take(current);
                announce(text(keys::CONFLICT_STALE_EVENT_TITLE));
            }
            None => errors.show(&error),
        }
    });
    let again = Callback::new(move |()| {
        let current = deal.get_untracked();
        let version = current.summary.version;
        seen.set(Some(current));
        send(version);
    });
    let leave = Callback::new(move |()| open.set(None));
    let failed = move || {
        errors.failed().get().map(|error: ApiError| {
            view! {
                <Banner title=keys::DEAL_DIALOG_REFUSED text=Some(error_text(&error)) tone=Tone::Danger/>
            }
        })
    };
    let versions = move || {
        stale.get().map(|_| {
            let rows = Signal::derive(move || deal.with(|now| seen.with(|seen| seen.as_ref().map(|seen| state_rows(seen, now)).unwrap_or_default())));
            view! {
                <Banner title=keys::CONFLICT_STALE_EVENT_TITLE text=keys::CONFLICT_STALE_EVENT_TEXT tone=Tone::Warning/>
                <SideBySide
                    label=keys::CONFLICT_STALE_EVENT_TITLE
                    left=keys::CONFLICT_STALE_BEFORE
                    right=keys::CONFLICT_STALE_NOW
                    rows=rows
                />
                <div class="dialog-actions">
                    <Button label=keys::CONFLICT_STALE_LEAVE on_press=leave size=ButtonSize::Small/>
                    <Button label=keys::CONFLICT_STALE_AGAIN on_press=again size=ButtonSize::Small icon=IconName::RotateCcw busy=writing.pending()/>
                </div>
            }
        })
    };
    let style = if danger {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    let children = StoredValue::new(children);
    view! {
        <Dialog open=is_open title=words.title on_close=leave>
            <div class="deal-dialog stack">
                <p class="muted">{t(words.text)}</p>
                {versions}
                <Form state=errors.state() on_submit=submit>
                    <ErrorSummary/>
                    {failed}
                    {children.with_value(|children| children())}
                    {move || stale.with(Option::is_none).then(|| view! {
                        <div class="dialog-actions">
                            <Button label=keys::DEAL_DIALOG_CANCEL on_press=leave/>
                            <Button label=words.title kind=style submit=true busy=writing.pending()/>
                        </div>
                    })}
                </Form>
            </div>
        </Dialog>
    }
}

/// The first field, and not the cross, is what somebody opens a dialog for.
fn focus_first_field() {
    request_animation_frame(|| {
        let field = document()
            .query_selector("dialog[open] :is(textarea, select, input)")
            .ok()
            .flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}
