//! The page of one batch: how it stands, its file, what the bank answered, and its payments. It changes by itself.

use super::answer::Answers;
use super::batches::counts;
use super::export::{ExportDialog, Files};
use super::lines::Lines;
use super::words::{batch_badge, failure};
use crate::api::{Reading, fund_payments, use_read, use_write};
use crate::funds::PAYMENT;
use crate::i18n::{keys, t};
use crate::paths;
use crate::records::{RecordPage, page_on_its_way};
use crate::shell::{NotFoundPage, PageHead};
use crate::ui::{
    Banner, Button, ButtonKind, Card, Data, DateText, Dialog, EmptyState, IconName, KeyValue, KeyValues, LinkButton,
    Money, Time, TimeStyle, Tone,
};
use entente_model::events::LiveEvent;
use entente_model::funds::payment::{Payment, PaymentBatch, PaymentState, export_allowed};
use entente_model::ids::PaymentBatchId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page `/funds/payments/{id}`; the id of a payment opens its batch.
#[component]
pub fn PaymentPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse::<PaymentBatchId>().ok())
    });
    move || match id.get() {
        Some(id) => view! { <OneBatch id=id/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

#[component]
fn OneBatch(id: PaymentBatchId) -> impl IntoView {
    // By the id of a payment another batch may answer: every event of batches counts, and of accounts, which are shown masked.
    let reading = use_read(move || fund_payments::one(id))
        .refetch_on(|event| matches!(event, LiveEvent::PaymentBatch { .. } | LiveEvent::Partner { .. }));
    view! {
        <RecordPage
            page=&PAYMENT
            reading=reading
            is_named=true
            loading=|| page_on_its_way(&PAYMENT)
            not_found=|| view! { <Missing/> }
            let(batch)
        >
            <BatchView batch=batch reading=reading/>
        </RecordPage>
    }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <PageHead page=&PAYMENT/>
        <EmptyState title=keys::PAYMENTS_NOT_FOUND text=keys::PAYMENTS_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::PAYMENTS_BACK) href=paths::fund_payments() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}

#[component]
fn BatchView(batch: Signal<PaymentBatch>, reading: Reading<PaymentBatch>) -> impl IntoView {
    let state = Signal::derive(move || batch.with(|batch| batch.summary.state));
    let name = Signal::derive(move || batch.with(|batch| batch.summary.reference.clone()));
    let is_open = Memo::new(move |_| {
        batch.with(|batch| {
            let summary = &batch.summary;
            export_allowed(summary.state, summary.exported_at.is_some()).is_ok()
        })
    });
    let is_exported = Memo::new(move |_| batch.with(|batch| batch.summary.exported_at.is_some()));
    let (exporting, cancelling) = (RwSignal::new(false), RwSignal::new(false));
    let actions = move || {
        is_open.get().then(|| {
            view! {
                <Button label=keys::PAYMENTS_CANCEL on_press=move || cancelling.set(true)/>
                <Button
                    label=keys::PAYMENTS_EXPORT
                    kind=ButtonKind::Primary
                    icon=IconName::FileText
                    on_press=move || exporting.set(true)
                />
            }
        })
    };
    view! {
        <PageHead page=&PAYMENT title=name status=move || batch_badge(state)>{actions}</PageHead>
        {move || is_open.get().then(|| view! { <Lacks batch=batch/> })}
        <Facts batch=batch/>
        {move || is_exported.get().then(|| view! {
            <Files batch=batch/>
            <Answers batch=batch reading=reading/>
        })}
        <Lines batch=batch reading=reading/>
        <ExportDialog open=exporting batch=batch reading=reading/>
        <CancelDialog open=cancelling batch=batch reading=reading/>
    }
}

/// Whether a payment that is still to be made can't be for want of an account.
fn lacks_account(line: &Payment) -> bool {
    line.state == PaymentState::Waiting && line.account.is_none()
}

/// What the file still lacks.
#[component]
fn Lacks(batch: Signal<PaymentBatch>) -> impl IntoView {
    let no_payer = Memo::new(move |_| batch.with(|batch| batch.payer.is_none()));
    let no_account = Memo::new(move |_| batch.with(|batch| batch.lines.iter().any(lacks_account)));
    view! {
        {move || no_payer.get().then(|| view! {
            <Banner title=keys::PAYMENTS_LACKS_PAYER text=keys::PAYMENTS_LACKS_PAYER_TEXT tone=Tone::Warning/>
        })}
        {move || no_account.get().then(|| view! {
            <Banner title=keys::PAYMENTS_LACKS_ACCOUNT text=keys::PAYMENTS_WITHOUT_ACCOUNT_TEXT tone=Tone::Warning/>
        })}
    }
}

#[component]
fn Facts(batch: Signal<PaymentBatch>) -> impl IntoView {
    let minor = Signal::derive(move || batch.with(|batch| batch.summary.total.minor));
    let currency = Signal::derive(move || batch.with(|batch| batch.summary.total.currency.clone()));
    let counted = move || batch.with(|batch| counts(batch.summary.payments, batch.summary.paid, batch.summary.bounced));
    let maker = Signal::derive(move || batch.with(|batch| batch.summary.created_by.name.clone()));
    let made_at = Signal::derive(move || batch.with(|batch| batch.summary.created_at));
    let payer = Memo::new(move |_| {
        batch.with(|batch| {
            batch
                .payer
                .as_ref()
                .map(|payer| (payer.account.holder.clone(), payer.account.masked()))
        })
    });
    let day = Memo::new(move |_| batch.with(|batch| batch.summary.execute_on));
    view! {
        <Card title=keys::PAYMENTS_FACTS>
            <KeyValues>
                <KeyValue label=keys::PAYMENTS_COLUMN_TOTAL><Money minor=minor currency=currency/></KeyValue>
                <KeyValue label=keys::PAYMENTS_COLUMN_PAYMENTS>{counted}</KeyValue>
                <KeyValue label=keys::PAYMENTS_COLUMN_MADE>
                    <Time value=made_at style=TimeStyle::DateTime/> " · " <Data value=maker/>
                </KeyValue>
                {move || payer.get().map(|(holder, masked)| view! {
                    <KeyValue label=keys::PAYMENTS_PAYER><Data value=holder/> " · " <Data value=masked class="number"/></KeyValue>
                })}
                {move || day.get().map(|day| view! {
                    <KeyValue label=keys::PAYMENTS_EXECUTE_ON><DateText value=day/></KeyValue>
                })}
            </KeyValues>
        </Card>
    }
}

/// Asks before a batch is given up.
#[component]
fn CancelDialog(open: RwSignal<bool>, batch: Signal<PaymentBatch>, reading: Reading<PaymentBatch>) -> impl IntoView {
    let cancelling = use_write(
        |(id, version): &(PaymentBatchId, i64), key| fund_payments::cancel(*id, *version, key),
        move |_, after: PaymentBatch| {
            reading.set(after);
            open.set(false);
        },
    );
    follow_stale(cancelling.error(), reading);
    let close = Callback::new(move |()| open.set(false));
    let press = move || cancelling.run(batch.with_untracked(|batch| (batch.summary.id, batch.summary.version)));
    view! {
        <Dialog open=open title=keys::PAYMENTS_CANCEL on_close=close>
            <div class="stack">
                {move || cancelling.error().get().map(|error| view! { <Banner title=failure(&error) tone=Tone::Danger/> })}
                <p>{t(keys::PAYMENTS_CANCEL_TEXT)}</p>
            </div>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=close/>
                <Button label=keys::PAYMENTS_CANCEL kind=ButtonKind::Danger busy=cancelling.pending() on_press=press/>
            </div>
        </Dialog>
    }
}

/// Shows the batch as it stands when a change was refused because it has changed meanwhile: pressing again is about that one.
pub(super) fn follow_stale(error: Signal<Option<crate::api::ApiError>>, reading: Reading<PaymentBatch>) {
    Effect::new(move |_| {
        let current = error.with(|error| error.as_ref().and_then(|error| error.current::<PaymentBatch>()));
        if let Some(current) = current {
            reading.set(current);
        }
    });
}
