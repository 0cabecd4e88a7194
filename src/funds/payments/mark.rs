//! Saying by hand what became of a payment.

use super::one::follow_stale;
use super::words::failure;
use crate::api::{Reading, fund_payments, use_write};
use crate::forms::FormErrors;
use crate::i18n::{Key, keys, text, text_with};
use crate::ui::{Banner, Button, ButtonKind, Dialog, ErrorSummary, Field, Form, TextInput, Tone, toast};
use entente_model::funds::payment::{PaymentBatch, PaymentMark, Verdict};
use entente_model::ids::{PaymentBatchId, PaymentId};
use leptos::prelude::*;

/// What is about to be said of a payment.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Marked {
    /// Of which.
    pub id: PaymentId,
    /// Whose it is.
    pub name: String,
    /// What.
    pub verdict: Verdict,
}

fn title(verdict: Verdict) -> Key {
    match verdict {
        Verdict::Paid => keys::PAYMENTS_MARK_PAID,
        Verdict::Bounced => keys::PAYMENTS_MARK_BOUNCED,
    }
}

/// The dialog.
#[component]
pub(super) fn MarkDialog(
    /// What is about to be said; nothing while it is closed.
    marking: RwSignal<Option<Marked>>,
    /// Which batch.
    batch: Signal<PaymentBatch>,
    /// Where the batch as it stands after it is put.
    reading: Reading<PaymentBatch>,
) -> impl IntoView {
    let open = Memo::new(move |_| marking.with(Option::is_some));
    let heading = move || {
        let verdict = marking.with(|marking| marking.as_ref().map(|marked| marked.verdict));
        verdict.map(|verdict| text(title(verdict))).unwrap_or_default()
    };
    view! {
        <Dialog open=open title=Signal::derive(heading) on_close=move || marking.set(None)>
            {marking.get_untracked().map(|marked| view! { <Mark marked=marked marking=marking batch=batch reading=reading/> })}
        </Dialog>
    }
}

/// The form; made anew each time the dialog opens.
#[component]
fn Mark(
    marked: Marked,
    marking: RwSignal<Option<Marked>>,
    batch: Signal<PaymentBatch>,
    reading: Reading<PaymentBatch>,
) -> impl IntoView {
    let (payment, verdict, name) = (marked.id, marked.verdict, marked.name);
    let reason = RwSignal::new(String::new());
    let body = move || PaymentMark {
        verdict,
        reason: reason.get(),
    };
    let errors = FormErrors::new(move || body().check()).follow("/reason", reason);
    let writing = use_write(
        move |(id, version, body): &(PaymentBatchId, i64, PaymentMark), key| {
            fund_payments::mark(*id, payment, body, *version, key)
        },
        move |_, after: PaymentBatch| {
            toast(text(keys::PAYMENTS_MARKED));
            reading.set(after);
            marking.set(None);
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
        }
    });
    follow_stale(writing.error(), reading);
    let send = move || {
        let body = untrack(body);
        if body.check().is_empty() {
            errors.clear();
            let (id, version) = batch.with_untracked(|batch| (batch.summary.id, batch.summary.version));
            writing.run((id, version, body));
        }
    };
    let failed = move || {
        let error = errors.failed().get();
        error.map(|error| view! { <Banner title=failure(&error) tone=Tone::Danger/> })
    };
    let (said, hint) = match verdict {
        Verdict::Paid => (keys::PAYMENTS_MARK_PAID_TEXT, keys::PAYMENTS_REASON_PAID_HINT),
        Verdict::Bounced => (keys::PAYMENTS_MARK_BOUNCED_TEXT, keys::PAYMENTS_REASON_BOUNCED_HINT),
    };
    let kind = match verdict {
        Verdict::Paid => ButtonKind::Primary,
        Verdict::Bounced => ButtonKind::Danger,
    };
    let explained = move || text_with(said, &[("partner", &name)]);
    let field = match verdict {
        Verdict::Paid => view! {
            <Field label=keys::PAYMENTS_REASON name="/reason" hint=hint optional=true><TextInput value=reason/></Field>
        }
        .into_any(),
        Verdict::Bounced => view! {
            <Field label=keys::PAYMENTS_REASON name="/reason" hint=hint><TextInput value=reason/></Field>
        }
        .into_any(),
    };
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <p>{explained}</p>
            {field}
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || marking.set(None)/>
                <Button label=title(verdict) kind=kind submit=true busy=writing.pending()/>
            </div>
        </Form>
    }
}
