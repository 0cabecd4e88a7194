//! The shell of every dialog that makes something happen to a record: its form, its refusals, and a newer version in between.

use crate::api::{ApiError, Call, IdempotencyKey, use_write};
use crate::forms::FormErrors;
use crate::i18n::{Key, keys, text};
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, CompareRow, Dialog, ErrorSummary, Form, IconName, SideBySide, Tone,
    announce, toast,
};
use entente_model::problem::{Code, FieldError};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;

/// A record to which people make something happen.
pub trait Eventful: DeserializeOwned + Clone + Send + Sync + 'static {
    /// What may happen to it.
    type Event: Clone + PartialEq + Send + Sync + 'static;

    /// Which version of it this is.
    fn version(&self) -> i64;
    /// What is wrong with an event of it, as far as the page can tell.
    fn check(&self, event: &Self::Event) -> Vec<FieldError>;
    /// Sends an event of it, as one who knows `version`.
    fn send(&self, event: &Self::Event, version: i64, key: &IdempotencyKey) -> Call<Self>;
    /// What differs between the version that was seen and the one that stands `now`, in the words of the page.
    fn differences(&self, now: &Self) -> Vec<CompareRow>;
    /// Why an event was refused, when no field is at fault.
    fn refusal(error: &ApiError) -> String;
}

/// What a dialog is called and says in the end.
#[derive(Clone, Copy)]
pub struct EventWords {
    /// Its heading, and the label of its button.
    pub title: Key,
    /// What is said when it was done.
    pub done: Key,
}

/// Reads the event from a dialog's fields, or says what can't be read.
pub type ReadEvent<Record> = Callback<(), Result<<Record as Eventful>::Event, Vec<FieldError>>>;

/// A dialog for one kind of event.
#[component]
pub fn EventDialog<Record>(
    /// The record.
    record: Signal<Record>,
    /// Whether the dialog is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Closes it.
    close: Callback<()>,
    /// What it is called.
    words: EventWords,
    /// What follows from it.
    #[prop(into)]
    line: Signal<String>,
    /// Reads its fields.
    read: ReadEvent<Record>,
    /// Empties its fields, each time it opens.
    reset: Callback<()>,
    /// Takes the record as the event, or somebody else, has left it.
    take: Callback<(Record,)>,
    /// The button takes something away.
    #[prop(optional)]
    danger: bool,
    /// Its fields.
    children: ChildrenFn,
) -> impl IntoView
where
    Record: Eventful,
{
    // What was seen when the dialog opened: a newer version is shown before it is acted upon.
    let seen: RwSignal<Option<Record>> = RwSignal::new(None);
    let errors = FormErrors::new(move || match read.run(()) {
        Ok(event) => seen.with(|seen| seen.as_ref().map(|seen| seen.check(&event)).unwrap_or_default()),
        Err(errors) => errors,
    });
    let writing = use_write(
        move |(event, version): &(Record::Event, i64), key| {
            record.with_untracked(|record| record.send(event, *version, key))
        },
        move |_, after: Record| {
            take.run((after,));
            close.run(());
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
        if let Some(version) = seen.with_untracked(|seen| seen.as_ref().map(Eventful::version)) {
            send(version);
        }
    });
    Effect::new(move |_| {
        if open.get() {
            reset.run(());
            errors.clear();
            errors.state().reset();
            writing.forget_error();
            seen.set(Some(record.get_untracked()));
            focus_first_field();
        }
    });
    let is_stale = Memo::new(move |_| {
        let error = writing.error().get();
        error.is_some_and(|error| error.code() == Some(Code::StaleVersion))
    });
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        match error.current::<Record>() {
            Some(current) => {
                take.run((current,));
                announce(text(keys::CONFLICT_STALE_EVENT_TITLE));
            }
            None => errors.show(&error),
        }
    });
    let again = Callback::new(move |()| {
        let current = record.get_untracked();
        let version = current.version();
        seen.set(Some(current));
        send(version);
    });
    let rows = Signal::derive(move || {
        let differences = |now: &Record| seen.with(|seen| seen.as_ref().map(|seen| seen.differences(now)));
        record.with(differences).unwrap_or_default()
    });
    let failed = move || {
        let said = errors.failed().get().map(|error| Record::refusal(&error));
        said.map(|said| view! { <Banner title=keys::DEAL_DIALOG_REFUSED text=Some(said) tone=Tone::Danger/> })
    };
    let style = if danger {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    let children = StoredValue::new(children);
    view! {
        <Dialog open=open title=words.title on_close=close>
            <div class="deal-dialog stack">
                <p class="muted">{line}</p>
                {move || is_stale.get().then(|| two_versions(rows, close, again, writing.pending()))}
                <Form state=errors.state() on_submit=submit>
                    <ErrorSummary/>
                    {failed}
                    {children.with_value(|children| children())}
                    {move || (!is_stale.get()).then(|| view! {
                        <div class="dialog-actions">
                            <Button label=keys::DEAL_DIALOG_CANCEL on_press=close/>
                            <Button label=words.title kind=style submit=true busy=writing.pending()/>
                        </div>
                    })}
                </Form>
            </div>
        </Dialog>
    }
}

/// That the record has changed meanwhile, what differs, and the choice to leave it or to send the event `again`.
fn two_versions(
    rows: Signal<Vec<CompareRow>>,
    leave: Callback<()>,
    again: Callback<()>,
    busy: Signal<bool>,
) -> AnyView {
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
            <Button label=keys::CONFLICT_STALE_AGAIN on_press=again size=ButtonSize::Small icon=IconName::RotateCcw busy=busy/>
        </div>
    }
    .into_any()
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
