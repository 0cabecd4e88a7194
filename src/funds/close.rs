//! Closing a fund's period: the dialog that says what lapses with it.

use super::page::is_about;
use crate::api::{Reading, funds, use_read, use_write};
use crate::forms::error_text;
use crate::i18n::{self, Plural, keys, t, t_plural, text, text_with};
use crate::shell::Region;
use crate::ui::{
    Banner, Button, ButtonKind, Dialog, IconName, KeyValue, KeyValues, Money, Skeleton, SkeletonShape, Tone, toast,
};
use entente_model::funds::closing::ClosingPreview;
use entente_model::funds::fund::Fund;
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
    let closing: Reading<ClosingPreview> =
        use_read(move || Some(funds::closing(id))).refetch_on(move |event| is_about(event, id));
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
            closing.refetch();
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
    let unseen = Memo::new(move |_| closing.value().with(Option::is_none));
    let refused = Signal::derive(move || unseen.get().then(|| text(keys::FUND_CLOSE_UNSEEN)));
    view! {
        <div class="stack">
            {failed}
            <p>{t(keys::FUND_CLOSE_TEXT)}</p>
            <Region reading=closing loading=loading let(preview)>
                <Following preview=preview currency=currency/>
            </Region>
        </div>
        <div class="dialog-actions">
            <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
            <Button
                label=keys::FUND_CLOSE
                kind=ButtonKind::Danger
                icon=IconName::Lock
                busy=writing.pending()
                disabled_reason=refused
                on_press=close
            />
        </div>
    }
}

fn loading() -> AnyView {
    view! { <Skeleton shape=SkeletonShape::Lines/> }.into_any()
}

/// What follows from closing: what lapses, what stays, and what becomes of requests.
#[component]
fn Following(preview: Signal<ClosingPreview>, currency: Signal<String>) -> impl IntoView {
    let of = move |take: fn(&ClosingPreview) -> i64| Signal::derive(move || preview.with(take));
    // A line that says how many they are, where there are some.
    let counted = move |plural: Plural, take: fn(&ClosingPreview) -> u32| {
        move || {
            let count = preview.with(take);
            (count > 0).then(|| view! { <span class="cell-sub">{t_plural(plural, u64::from(count))}</span> })
        }
    };
    let releases = Memo::new(move |_| preview.with(|preview| !preview.at_closing.is_usual()));
    let released = move || {
        releases.get().then(|| {
            view! {
                <KeyValue label=keys::FUND_CLOSE_RELEASED>
                    <Money minor=of(|preview| preview.released) currency=currency/>
                    {counted(keys::FUND_CLOSE_ACTIVITIES, |preview| preview.called_off)}
                </KeyValue>
            }
        })
    };
    let waiting = move || {
        let count = preview.with(|preview| preview.waiting);
        (count > 0).then(|| view! { <p>{t_plural(keys::FUND_CLOSE_WAITING, u64::from(count))}</p> })
    };
    view! {
        <h3 class="fund-subhead">{t(keys::FUND_CLOSE_LAPSES)}</h3>
        <KeyValues ruled=true>
            <KeyValue label=keys::FUND_CLOSE_UNALLOCATED>
                <Money minor=of(|preview| preview.unallocated) currency=currency/>
            </KeyValue>
            <KeyValue label=keys::FUND_CLOSE_AVAILABLE>
                <Money minor=of(|preview| preview.available) currency=currency/>
                {counted(keys::FUND_CLOSE_PARTNERS, |preview| preview.partners)}
            </KeyValue>
            {released}
            <KeyValue label=keys::FUND_CLOSE_SUM><strong><Money minor=of(ClosingPreview::lapses) currency=currency/></strong></KeyValue>
        </KeyValues>
        <h3 class="fund-subhead">{t(keys::FUND_CLOSE_STAYS)}</h3>
        <KeyValues ruled=true>
            <KeyValue label=keys::LEDGER_ACCOUNT_RESERVED>
                <Money minor=of(|preview| preview.reserved) currency=currency/>
                {counted(keys::FUND_CLOSE_ACTIVITIES, |preview| preview.going_on)}
            </KeyValue>
            <KeyValue label=keys::LEDGER_ACCOUNT_PAYABLE><Money minor=of(|preview| preview.payable) currency=currency/></KeyValue>
        </KeyValues>
        {waiting}
    }
}
