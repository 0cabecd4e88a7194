//! The payments of a batch, with what can be said of each.

use super::mark::{MarkDialog, Marked};
use super::one::follow_stale;
use super::owed::account;
use super::words::{failure, payment_badge};
use crate::api::{Reading, fund_payments, use_write};
use crate::i18n::{Key, keys, text, text_with};
use crate::paths;
use crate::ui::{Card, Column, Data, DataTable, IconName, Menu, MenuItem, Money, TableRow, Time, toast, toast_error};
use entente_model::funds::payment::{Payment, PaymentBatch, PaymentState, Verdict, open_allowed};
use entente_model::ids::{PaymentBatchId, PaymentId};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The card of the payments.
#[component]
pub(super) fn Lines(
    /// Which batch.
    batch: Signal<PaymentBatch>,
    /// Where the batch as it stands after a change is put.
    reading: Reading<PaymentBatch>,
) -> impl IntoView {
    let marking = RwSignal::new(None::<Marked>);
    let taking = use_write(
        |(id, payment, version): &(PaymentBatchId, PaymentId, i64), _| fund_payments::take_out(*id, *payment, *version),
        move |_, after: PaymentBatch| {
            toast(text(keys::PAYMENTS_TAKEN_OUT));
            reading.set(after);
        },
    );
    follow_stale(taking.error(), reading);
    Effect::new(move |_| {
        if let Some(error) = taking.error().get() {
            toast_error(failure(&error));
        }
    });
    let take_out = Callback::new(move |(payment,): (PaymentId,)| {
        let (id, version) = batch.with_untracked(|batch| (batch.summary.id, batch.summary.version));
        taking.run((id, payment, version));
    });
    let rows = Signal::derive(move || {
        batch.with(|batch| {
            let summary = &batch.summary;
            let is_open = open_allowed(summary.state, summary.exported_at.is_some()).is_ok();
            let row = |line: &Payment| row(line, is_open, marking, take_out);
            batch.lines.iter().map(row).collect::<Vec<_>>()
        })
    });
    view! {
        <Card title=keys::PAYMENTS_LINES flush=true>
            <DataTable label=keys::PAYMENTS_LINES columns=columns() rows=rows/>
        </Card>
        <MarkDialog marking=marking batch=batch reading=reading/>
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("partner", keys::PAYMENTS_COLUMN_PARTNER),
        Column::new("claim", keys::PAYMENTS_COLUMN_CLAIM),
        Column::new("account", keys::PAYMENTS_COLUMN_ACCOUNT),
        Column::new("state", keys::PAYMENTS_COLUMN_STATE),
        Column::new("amount", keys::PAYMENTS_COLUMN_AMOUNT).numeric(),
        Column::new("actions", keys::PAYMENTS_COLUMN_ACTIONS).tight(),
    ]
}

fn row(line: &Payment, is_open: bool, marking: RwSignal<Option<Marked>>, take_out: Callback<(PaymentId,)>) -> TableRow {
    let mut hasher = DefaultHasher::new();
    (
        line.state.as_str(),
        &line.account,
        &line.reason,
        line.settled_at,
        is_open,
    )
        .hash(&mut hasher);
    let shown = line.clone();
    TableRow::new(
        line.id.to_string(),
        hasher.finish(),
        line.partner_name.clone(),
        move || cells(&shown, is_open, marking, take_out),
    )
}

fn cells(
    line: &Payment,
    is_open: bool,
    marking: RwSignal<Option<Marked>>,
    take_out: Callback<(PaymentId,)>,
) -> Vec<AnyView> {
    let claim = view! {
        <span class="approval-stacked">
            <a href=paths::fund_claim(line.claim_id)><Data value=line.title.clone()/></a>
            <span class="cell-sub"><Data value=line.end_to_end.clone() class="number"/></span>
        </span>
    };
    let settled = line.settled_at.map(|at| view! { <Time value=at/> });
    let reason = (!line.reason.is_empty()).then(|| view! { <Data value=line.reason.clone()/> });
    let state = view! {
        <span class="approval-stacked">
            {payment_badge(line.state)}
            <span class="cell-sub payments-said">{settled} {reason}</span>
        </span>
    };
    vec![
        view! { <Data value=line.partner_name.clone()/> }.into_any(),
        claim.into_any(),
        account(line.account.clone()),
        state.into_any(),
        view! { <Money minor=line.amount.minor currency=line.amount.currency.clone()/> }.into_any(),
        actions(line, is_open, marking, take_out),
    ]
}

/// What can be done with a payment; nothing of one that nothing can be said of any more.
fn actions(
    line: &Payment,
    is_open: bool,
    marking: RwSignal<Option<Marked>>,
    take_out: Callback<(PaymentId,)>,
) -> AnyView {
    let id = line.id;
    let name = line.partner_name.clone();
    let mark = |key: Key, icon: IconName, verdict: Verdict| {
        let marked = Marked {
            id,
            name: name.clone(),
            verdict,
        };
        MenuItem::new(key, move || marking.set(Some(marked.clone()))).icon(icon)
    };
    let mut items = Vec::new();
    if line.state == PaymentState::Waiting {
        items.push(mark(keys::PAYMENTS_MARK_PAID, IconName::CircleCheck, Verdict::Paid));
    }
    if matches!(line.state, PaymentState::Waiting | PaymentState::Paid) {
        items.push(mark(keys::PAYMENTS_MARK_BOUNCED, IconName::CircleX, Verdict::Bounced));
    }
    if line.state == PaymentState::Waiting && is_open {
        let taken = MenuItem::new(keys::PAYMENTS_TAKE_OUT, move || take_out.run((id,)));
        items.push(taken.icon(IconName::X).danger());
    }
    if items.is_empty() {
        return ().into_any();
    }
    let partner = line.partner_name.clone();
    let label = Signal::derive(move || text_with(keys::PAYMENTS_ACTIONS_OF, &[("partner", &partner)]));
    view! { <Menu label=label items=Signal::stored(items)/> }.into_any()
}
