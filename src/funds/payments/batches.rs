//! The batches so far.

use super::words::batch_badge;
use crate::api::{Get, fund_payments};
use crate::i18n::{self, keys, text_with};
use crate::lists::{ListCard, ListQuestion, use_rows};
use crate::paths;
use crate::ui::{Column, Data, DataTable, EmptyState, IconName, Money, TableRow, Time, TimeStyle};
use entente_model::events::LiveEvent;
use entente_model::funds::payment::PaymentBatchSummary;
use entente_model::ids::PaymentBatchId;
use entente_model::page::Page;
use leptos::prelude::*;

/// Every batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct AllBatches;

impl ListQuestion for AllBatches {
    type Row = PaymentBatchSummary;
    type Id = PaymentBatchId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<PaymentBatchSummary>> {
        fund_payments::list(limit, cursor)
    }

    fn id(row: &PaymentBatchSummary) -> PaymentBatchId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::PaymentBatch { .. })
    }
}

/// The list.
#[component]
pub(super) fn Batches() -> impl IntoView {
    let rows = use_rows(Memo::new(|_| AllBatches), Signal::stored(false));
    let table_rows = Signal::derive(move || rows.shown().with(|shown| shown.iter().map(row).collect::<Vec<_>>()));
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        view! { <EmptyState title=keys::PAYMENTS_BATCHES_NONE text=keys::PAYMENTS_BATCHES_NONE_TEXT icon=IconName::Wallet/> }
            .into_any()
    };
    view! {
        <ListCard
            rows=rows
            class="funds-list"
            title=keys::PAYMENTS_BATCHES
            titled=true
            changed=keys::PAYMENTS_BATCHES_CHANGED
            failed=keys::PAYMENTS_BATCHES_ERROR
        >
            <DataTable
                label=keys::PAYMENTS_BATCHES
                columns=columns()
                rows=table_rows
                loading=rows.loading()
                empty=nothing
            />
        </ListCard>
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("reference", keys::PAYMENTS_COLUMN_BATCH),
        Column::new("state", keys::PAYMENTS_COLUMN_STATE),
        Column::new("payments", keys::PAYMENTS_COLUMN_PAYMENTS),
        Column::new("made", keys::PAYMENTS_COLUMN_MADE),
        Column::new("total", keys::PAYMENTS_COLUMN_TOTAL).numeric(),
    ]
}

fn row(batch: &PaymentBatchSummary) -> TableRow {
    let shown = batch.clone();
    let stamp = u64::try_from(batch.version).unwrap_or(0);
    TableRow::new(batch.id.to_string(), stamp, batch.reference.clone(), move || {
        cells(&shown)
    })
    .with_href(paths::fund_payment_batch(batch.id))
}

fn cells(batch: &PaymentBatchSummary) -> Vec<AnyView> {
    let (state, at) = (batch.state, batch.created_at);
    let made = view! {
        <span class="approval-stacked">
            <Time value=at style=TimeStyle::Day/>
            <span class="cell-sub"><Data value=batch.created_by.name.clone()/></span>
        </span>
    };
    let (count, paid, bounced) = (batch.payments, batch.paid, batch.bounced);
    vec![
        view! { <Data value=batch.reference.clone() class="number"/> }.into_any(),
        batch_badge(Signal::stored(state)),
        view! { <span>{move || counts(count, paid, bounced)}</span> }.into_any(),
        made.into_any(),
        view! { <Money minor=batch.total.minor currency=batch.total.currency.clone()/> }.into_any(),
    ]
}

/// How many payments there are, and what became of them; followed by language inside a reactive closure.
pub(super) fn counts(count: u32, paid: u32, bounced: u32) -> String {
    let number = |count: u32| i18n::integer(i64::from(count));
    let key = if bounced > 0 {
        keys::PAYMENTS_COUNTS_BOUNCED
    } else {
        keys::PAYMENTS_COUNTS
    };
    text_with(
        key,
        &[
            ("paid", &number(paid)),
            ("count", &number(count)),
            ("bounced", &number(bounced)),
        ],
    )
}
