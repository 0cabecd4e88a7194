//! Making a batch's file, and downloading it.

use super::one::follow_stale;
use super::words::failure;
use crate::api::{Reading, fund_payments, use_write};
use crate::forms::FormErrors;
use crate::funds::words::today;
use crate::i18n::{keys, t, text};
use crate::ui::{
    Banner, Button, ButtonKind, Card, DateInput, Dialog, ErrorSummary, Field, Form, IconName, LinkButton, Tone, toast,
};
use chrono::NaiveDate;
use entente_model::funds::payment::{PaymentBatch, PaymentExport, PaymentFileFormat};
use entente_model::ids::PaymentBatchId;
use entente_model::problem::{FieldCode, FieldError};
use leptos::prelude::*;

/// The dialog that makes the file.
#[component]
pub(super) fn ExportDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Which batch.
    batch: Signal<PaymentBatch>,
    /// Where the batch as it stands after it is put.
    reading: Reading<PaymentBatch>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=keys::PAYMENTS_EXPORT on_close=move || open.set(false)>
            <Export open=open batch=batch reading=reading/>
        </Dialog>
    }
}

fn export_of(day: &str) -> Result<PaymentExport, Vec<FieldError>> {
    let wrong = |code| vec![FieldError::new("/execute_on", code)];
    if day.is_empty() {
        return Err(wrong(FieldCode::Required));
    }
    let execute_on = day.parse::<NaiveDate>().map_err(|_| wrong(FieldCode::InvalidDate))?;
    let export = PaymentExport { execute_on };
    let errors = export.check(today());
    if errors.is_empty() { Ok(export) } else { Err(errors) }
}

/// The form; made anew each time the dialog opens.
#[component]
fn Export(open: RwSignal<bool>, batch: Signal<PaymentBatch>, reading: Reading<PaymentBatch>) -> impl IntoView {
    let day = RwSignal::new(untrack(today).to_string());
    let errors =
        FormErrors::new(move || day.with(|day| export_of(day)).err().unwrap_or_default()).follow("/execute_on", day);
    let writing = use_write(
        |(id, version, body): &(PaymentBatchId, i64, PaymentExport), key| {
            fund_payments::export(*id, body, *version, key)
        },
        move |_, after: PaymentBatch| {
            toast(text(keys::PAYMENTS_EXPORTED));
            reading.set(after);
            open.set(false);
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
        }
    });
    follow_stale(writing.error(), reading);
    let send = move || {
        if let Ok(body) = day.with_untracked(|day| export_of(day)) {
            errors.clear();
            let (id, version) = batch.with_untracked(|batch| (batch.summary.id, batch.summary.version));
            writing.run((id, version, body));
        }
    };
    let failed = move || {
        let error = errors.failed().get();
        error.map(|error| view! { <Banner title=failure(&error) tone=Tone::Danger/> })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <p>{t(keys::PAYMENTS_EXPORT_TEXT)}</p>
            <Field label=keys::PAYMENTS_EXECUTE_ON name="/execute_on" hint=keys::PAYMENTS_EXECUTE_ON_HINT>
                <DateInput value=day/>
            </Field>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
                <Button label=keys::PAYMENTS_EXPORT kind=ButtonKind::Primary submit=true busy=writing.pending()/>
            </div>
        </Form>
    }
}

/// The ways to the file.
#[component]
pub(super) fn Files(
    /// Which batch.
    batch: Signal<PaymentBatch>,
) -> impl IntoView {
    let (id, reference) = batch.with_untracked(|batch| (batch.summary.id, batch.summary.reference.clone()));
    view! {
        <Card title=keys::PAYMENTS_FILES text=keys::PAYMENTS_FILES_TEXT>
            <div class="row payments-files">
                <LinkButton
                    label=keys::PAYMENTS_FILE_PAIN
                    href=fund_payments::file_address(id, PaymentFileFormat::Pain001)
                    kind=ButtonKind::Primary
                    icon=IconName::Download
                    download=format!("payments-{reference}.xml")
                />
                <LinkButton
                    label=keys::PAYMENTS_FILE_CSV
                    href=fund_payments::file_address(id, PaymentFileFormat::Csv)
                    icon=IconName::Download
                    download=format!("payments-{reference}.csv")
                />
            </div>
        </Card>
    }
}
