//! The dialogs that make something happen to a deal.

use super::actions::Acting;
use super::versions::state_rows;
use crate::api::{ApiError, Call, IdempotencyKey, deals};
use crate::forms::error_text;
use crate::i18n::Key;
use crate::records::{EventDialog, EventWords, Eventful, ReadEvent};
use crate::ui::CompareRow;
use chrono::Utc;
use entente_model::deals::{Deal, DealEvent, DealEventKind};
use entente_model::problem::FieldError;
use leptos::prelude::*;

impl Eventful for Deal {
    type Event = DealEvent;

    fn version(&self) -> i64 {
        self.summary.version
    }

    fn check(&self, event: &DealEvent) -> Vec<FieldError> {
        event.check(&self.progress, Utc::now(), None)
    }

    fn send(&self, event: &DealEvent, version: i64, key: &IdempotencyKey) -> Call<Deal> {
        deals::event(self.summary.id, event, version, key)
    }

    fn differences(&self, now: &Deal) -> Vec<CompareRow> {
        state_rows(self, now)
    }

    fn refusal(error: &ApiError) -> String {
        error_text(error)
    }
}

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

/// A dialog for one kind of event.
#[component]
pub fn DealDialog(
    /// The deal and which dialog is open.
    acting: Acting,
    /// For which kind.
    kind: DealEventKind,
    /// What it says.
    words: Words,
    /// Reads its fields.
    read: ReadEvent<Deal>,
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
    let children = StoredValue::new(children);
    let Words { title, text, done } = words;
    view! {
        <EventDialog
            record=deal
            open=is_open
            close=Callback::new(move |()| open.set(None))
            words=EventWords { title, done }
            line=text
            read=read
            reset=reset
            take=Callback::new(move |(deal,): (Deal,)| acting.take(deal))
            danger=danger
        >
            {children.with_value(|children| children())}
        </EventDialog>
    }
}
