//! The dialogs of the partner's actions: what each asks for.

use super::actions::Acting;
use super::event_dialog::{DealDialog, Words};
use crate::deals::form::{raw::read_amount, today};
use crate::deals::words::{loss_reason, stage_name};
use crate::forms::number_style;
use crate::i18n::{keys, text};
use crate::session::use_session;
use crate::ui::{Choice, DateInput, Field, MoneyInput, RadioGroup, Select, TextArea};
use entente_model::deals::draft::limits;
use entente_model::deals::{DealEvent, DealEventKind, LossReason, Stage};
use entente_model::money::plain_amount;
use entente_model::problem::{FieldCode, FieldError};
use leptos::prelude::*;

/// Every dialog; at most one is open.
#[component]
pub fn Dialogs(
    /// The deal and which dialog is open.
    acting: Acting,
) -> impl IntoView {
    view! {
        <Withdraw acting=acting/>
        <Extend acting=acting/>
        <Appeal acting=acting/>
        <ChangeStage acting=acting/>
        <Win acting=acting/>
        <Lose acting=acting/>
    }
}

fn required(pointer: &str) -> Vec<FieldError> {
    vec![FieldError::new(pointer, FieldCode::Required)]
}

#[component]
fn Withdraw(acting: Acting) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let words = Words {
        title: keys::DEAL_ACTION_WITHDRAW,
        text: keys::DEAL_DIALOG_WITHDRAW_TEXT,
        done: keys::DEAL_ACTION_DONE_WITHDRAW,
    };
    view! {
        <DealDialog
            acting=acting
            kind=DealEventKind::Withdraw
            words=words
            read=Callback::new(move |()| Ok(DealEvent::Withdraw { note: note.get().trim().to_owned() }))
            reset=Callback::new(move |()| note.set(String::new()))
            danger=true
        >
            <Field label=keys::DEAL_DIALOG_WITHDRAW_NOTE name="/note" optional=true>
                <TextArea value=note limit=limits::NOTES rows=3/>
            </Field>
        </DealDialog>
    }
}

#[component]
fn Extend(acting: Acting) -> impl IntoView {
    let progress = RwSignal::new(String::new());
    let words = Words {
        title: keys::DEAL_ACTION_EXTEND,
        text: keys::DEAL_DIALOG_EXTEND_TEXT,
        done: keys::DEAL_ACTION_DONE_EXTEND,
    };
    view! {
        <DealDialog
            acting=acting
            kind=DealEventKind::RequestExtension
            words=words
            read=Callback::new(move |()| Ok(DealEvent::RequestExtension { progress: progress.get().trim().to_owned() }))
            reset=Callback::new(move |()| progress.set(String::new()))
        >
            <Field label=keys::DEAL_DIALOG_EXTEND_PROGRESS name="/progress" hint=keys::DEAL_DIALOG_EXTEND_PROGRESS_HINT>
                <TextArea value=progress limit=limits::NOTES/>
            </Field>
        </DealDialog>
    }
}

#[component]
fn Appeal(acting: Acting) -> impl IntoView {
    let argument = RwSignal::new(String::new());
    let words = Words {
        title: keys::DEAL_ACTION_APPEAL,
        text: keys::DEAL_DIALOG_APPEAL_TEXT,
        done: keys::DEAL_ACTION_DONE_APPEAL,
    };
    view! {
        <DealDialog
            acting=acting
            kind=DealEventKind::Appeal
            words=words
            read=Callback::new(move |()| Ok(DealEvent::Appeal { argument: argument.get().trim().to_owned() }))
            reset=Callback::new(move |()| argument.set(String::new()))
        >
            <Field label=keys::DEAL_DIALOG_APPEAL_ARGUMENT name="/argument">
                <TextArea value=argument limit=limits::NOTES/>
            </Field>
        </DealDialog>
    }
}

#[component]
fn ChangeStage(acting: Acting) -> impl IntoView {
    let (stage, next_step) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let read = move |()| {
        let stage = Stage::parse(&stage.get()).ok_or_else(|| required("/stage"))?;
        Ok(DealEvent::ChangeStage {
            stage,
            next_step: next_step.get().trim().to_owned(),
        })
    };
    let reset = move |()| {
        acting.deal.with_untracked(|deal| {
            stage.set(deal.progress.stage.unwrap_or(Stage::Qualified).as_str().to_owned());
            next_step.set(deal.progress.next_step.clone());
        });
    };
    let choices = || {
        Stage::ALL
            .iter()
            .map(|stage| Choice::new(stage.as_str(), text(stage_name(*stage))))
            .collect::<Vec<_>>()
    };
    let words = Words {
        title: keys::DEAL_ACTION_STAGE,
        text: keys::DEAL_DIALOG_STAGE_TEXT,
        done: keys::DEAL_ACTION_DONE_STAGE,
    };
    view! {
        <DealDialog acting=acting kind=DealEventKind::ChangeStage words=words read=Callback::new(read) reset=Callback::new(reset)>
            <Field label=keys::DEAL_FIELD_STAGE name="/stage">
                <Select value=stage choices=Signal::derive(choices)/>
            </Field>
            <Field label=keys::DEAL_FIELD_NEXT_STEP name="/next_step" hint=keys::DEAL_DIALOG_NEXT_STEP_HINT optional=true>
                <TextArea value=next_step limit=limits::NEXT_STEP rows=3/>
            </Field>
        </DealDialog>
    }
}

#[component]
fn Win(acting: Acting) -> impl IntoView {
    let session = use_session();
    let currencies = session
        .get_untracked()
        .map(|session| session.program.currencies.clone())
        .unwrap_or_default();
    let (amount, currency, closed_on) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let first_currency = StoredValue::new(currencies.first().cloned().unwrap_or_default());
    let read = move |()| {
        let mut errors = Vec::new();
        let value = match read_amount(&amount.get(), &currency.get(), number_style()) {
            Ok(Some(value)) => Some(value),
            Ok(None) => {
                errors.extend(required("/value/minor"));
                None
            }
            Err(error) => {
                errors.push(error);
                None
            }
        };
        let closed_on = closed_on.get();
        let day = closed_on.parse::<chrono::NaiveDate>().ok();
        if day.is_none() {
            let code = if closed_on.trim().is_empty() {
                FieldCode::Required
            } else {
                FieldCode::InvalidDate
            };
            errors.push(FieldError::new("/closed_on", code));
        }
        match (value, day) {
            (Some(value), Some(closed_on)) if errors.is_empty() => Ok(DealEvent::Win { value, closed_on }),
            _ => Err(errors),
        }
    };
    let reset = move |()| {
        let estimated = acting.deal.with_untracked(|deal| deal.summary.value.clone());
        amount.set(
            estimated
                .as_ref()
                .map(|value| plain_amount(value, untrack(number_style)))
                .unwrap_or_default(),
        );
        currency.set(estimated.map_or_else(|| first_currency.get_value(), |value| value.currency));
        closed_on.set(today().to_string());
    };
    let words = Words {
        title: keys::DEAL_ACTION_WIN,
        text: keys::DEAL_DIALOG_WIN_TEXT,
        done: keys::DEAL_ACTION_DONE_WIN,
    };
    let currencies = StoredValue::new(currencies);
    view! {
        <DealDialog acting=acting kind=DealEventKind::Win words=words read=Callback::new(read) reset=Callback::new(reset)>
            <Field label=keys::DEAL_FIELD_WON_VALUE name="/value">
                <MoneyInput amount=amount currency=currency currencies=currencies.get_value()/>
            </Field>
            <Field label=keys::DEAL_FIELD_CLOSED_ON name="/closed_on">
                <DateInput value=closed_on max=Some(today().to_string())/>
            </Field>
        </DealDialog>
    }
}

#[component]
fn Lose(acting: Acting) -> impl IntoView {
    let (reason, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let read = move |()| {
        let reason = LossReason::parse(&reason.get()).ok_or_else(|| required("/reason"))?;
        Ok(DealEvent::Lose {
            reason,
            note: note.get().trim().to_owned(),
        })
    };
    let reset = move |()| {
        reason.set(String::new());
        note.set(String::new());
    };
    let choices = || {
        LossReason::ALL
            .iter()
            .map(|reason| Choice::new(reason.as_str(), text(loss_reason(*reason))))
            .collect::<Vec<_>>()
    };
    let words = Words {
        title: keys::DEAL_ACTION_LOSE,
        text: keys::DEAL_DIALOG_LOSE_TEXT,
        done: keys::DEAL_ACTION_DONE_LOSE,
    };
    view! {
        <DealDialog acting=acting kind=DealEventKind::Lose words=words read=Callback::new(read) reset=Callback::new(reset)>
            <Field label=keys::DEAL_FIELD_LOSS_REASON name="/reason" group=true>
                <RadioGroup value=reason choices=Signal::derive(choices)/>
            </Field>
            <Field label=keys::DEAL_DIALOG_LOSE_NOTE name="/note" optional=true>
                <TextArea value=note limit=limits::NOTES rows=3/>
            </Field>
        </DealDialog>
    }
}
