//! Closing a fund's period: the dialog that says what lapses with it.

use crate::api::{Reading, funds, use_write};
use crate::forms::error_text;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{Banner, Button, ButtonKind, Dialog, IconName, KeyValue, KeyValues, Money, Tone, toast};
use entente_model::funds::fund::{Fund, FundTotals};
use entente_model::problem::Code;
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn ClosingDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Which fund.
    fund: Signal<Fund>,
    /// Where the closed fund is put.
    reading: Reading<Fund>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=keys::FUND_CLOSE_TITLE on_close=move || open.set(false)>
            <Closing open=open fund=fund reading=reading/>
        </Dialog>
    }
}

/// What lapses, and the button; made anew each time the dialog opens.
#[component]
fn Closing(open: RwSignal<bool>, fund: Signal<Fund>, reading: Reading<Fund>) -> impl IntoView {
    let (id, code) = fund.with_untracked(|fund| (fund.id, fund.currency.clone()));
    let currency = Signal::stored(code);
    let totals = Memo::new(move |_| fund.with(|fund| fund.totals.unwrap_or_default()));
    let of = move |take: fn(&FundTotals) -> i64| Signal::derive(move || totals.with(take));
    let writing = use_write(
        move |version: &i64, key| funds::close(id, *version, key),
        move |_, after: Fund| {
            // What has lapsed in all, of which a moment before may not have been known.
            let lapsed = after.totals.map_or(0, |totals| totals.lapsed + totals.partners.lapsed);
            let amount = i18n::money(lapsed, &after.currency);
            toast(text_with(keys::FUND_CLOSED_DONE, &[("amount", &amount)]));
            reading.set(after);
            open.set(false);
        },
    );
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        // The fund has changed meanwhile: it is shown as it stands, and pressing again is about that one.
        if let Some(current) = error.current::<Fund>() {
            reading.set(current);
        }
    });
    let failed = move || {
        writing.error().get().map(|error| {
            if error.code() == Some(Code::StaleVersion) {
                view! { <Banner title=keys::FUND_CLOSE_STALE tone=Tone::Warning/> }.into_any()
            } else {
                view! { <Banner title=error_text(&error) tone=Tone::Danger/> }.into_any()
            }
        })
    };
    let close = move || writing.run(fund.with_untracked(|fund| fund.version));
    view! {
        <div class="stack">
            {failed}
            <p>{t(keys::FUND_CLOSE_TEXT)}</p>
            <h3 class="fund-subhead">{t(keys::FUND_CLOSE_LAPSES)}</h3>
            <KeyValues ruled=true>
                <KeyValue label=keys::FUND_CLOSE_UNALLOCATED><Money minor=of(|totals| totals.unallocated) currency=currency/></KeyValue>
                <KeyValue label=keys::FUND_CLOSE_AVAILABLE><Money minor=of(|totals| totals.partners.available) currency=currency/></KeyValue>
            </KeyValues>
            <h3 class="fund-subhead">{t(keys::FUND_CLOSE_STAYS)}</h3>
            <KeyValues ruled=true>
                <KeyValue label=keys::LEDGER_ACCOUNT_RESERVED><Money minor=of(|totals| totals.partners.reserved) currency=currency/></KeyValue>
                <KeyValue label=keys::LEDGER_ACCOUNT_PAYABLE><Money minor=of(|totals| totals.partners.payable) currency=currency/></KeyValue>
            </KeyValues>
        </div>
        <div class="dialog-actions">
            <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
            <Button label=keys::FUND_CLOSE kind=ButtonKind::Danger icon=IconName::Lock busy=writing.pending() on_press=close/>
        </div>
    }
}
