//! Handing an item to somebody higher, with a note for the record.

use super::Item;
use crate::api::{approvals, use_write};
use crate::approvals::words::refused_text;
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t, text_with};
use crate::ui::{Banner, Button, ButtonKind, Dialog, Field, Form, IconName, TextArea, Tone, toast};
use entente_model::approvals::{Approval, Escalation};
use entente_model::deals::draft::limits;
use entente_model::problem::FieldError;
use entente_model::text;
use leptos::prelude::*;

fn check(note: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check_required("/note", note, limits::NOTES, true, &mut errors);
    errors
}

/// The dialog.
#[component]
pub(super) fn EscalateDialog(item: Item, open: RwSignal<bool>) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let errors = FormErrors::new(move || check(&note.get())).follow("/note", note);
    let id = item.id;
    let writing = use_write(
        move |(body, version): &(Escalation, i64), key| approvals::escalate(id, body, *version, key),
        move |_, approval: Approval| {
            toast(text_with(
                keys::APPROVAL_ESCALATED,
                &[("customer", &approval.summary.subject)],
            ));
            item.take(approval);
            open.set(false);
            note.set(String::new());
            errors.state().reset();
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
            if error.problem().is_some() {
                item.reading.refetch();
            }
        }
    });
    let submit = Callback::new(move |()| {
        errors.clear();
        let version = item.approval.with_untracked(|approval| approval.summary.version);
        writing.run((
            Escalation {
                note: note.with_untracked(|note| note.trim().to_owned()),
            },
            version,
        ));
    });
    let send = Callback::new(move |()| {
        if errors.state().may_submit() {
            submit.run(());
        }
    });
    let close = Callback::new(move |()| {
        open.set(false);
        writing.forget_error();
        errors.clear();
    });
    view! {
        <Dialog
            open=open
            title=keys::APPROVAL_ESCALATE
            on_close=close
            foot=move || view! {
                <Button label=keys::DECISION_CANCEL on_press=close/>
                <Button label=keys::APPROVAL_ESCALATE kind=ButtonKind::Primary icon=IconName::Flag busy=writing.pending() on_press=send/>
            }
        >
            <Form state=errors.state() on_submit=submit>
                <p class="muted">{t(keys::APPROVAL_ESCALATE_TEXT)}</p>
                {move || errors.failed().get().map(|error| {
                    let line = error.problem().map_or_else(|| error_text(&error), refused_text);
                    view! { <Banner title=line tone=Tone::Danger/> }
                })}
                <Field label=keys::APPROVAL_ESCALATE_NOTE name="/note">
                    <TextArea value=note limit=limits::NOTES rows=3/>
                </Field>
            </Form>
        </Dialog>
    }
}
