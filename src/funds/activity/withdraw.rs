//! The dialog that takes a request back: a note for the record, refusals, and a newer version in between.

use super::acting::Acting;
use crate::api::{ApiError, fund_requests, use_write};
use crate::forms::{FormErrors, error_text};
use crate::funds::request_words::{refused, request_state_name};
use crate::funds::words::is_closed;
use crate::i18n::{self, keys, text};
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, CompareRow, Dialog, ErrorSummary, Field, Form, IconName, SideBySide,
    TextArea, Tone, announce, toast,
};
use entente_model::funds::request::{FundRequest, FundRequestEvent, limits};
use entente_model::problem::Code;
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn WithdrawDialog(
    /// The request, and whether the dialog is open.
    acting: Acting,
) -> impl IntoView {
    let Acting {
        request,
        withdrawing: open,
        ..
    } = acting;
    let note = RwSignal::new(String::new());
    // What was seen when the dialog opened: a newer version is shown before it is acted upon.
    let seen: RwSignal<Option<FundRequest>> = RwSignal::new(None);
    let event = move || FundRequestEvent::Withdraw {
        note: note.get().trim().to_owned(),
    };
    let errors = FormErrors::new(move || event().check());
    let writing = use_write(
        move |(event, version): &(FundRequestEvent, i64), key| {
            let id = request.with_untracked(|request| request.summary.id);
            fund_requests::event(id, event, *version, key)
        },
        move |_, after: FundRequest| {
            acting.take(after);
            open.set(false);
            toast(text(keys::FUND_ACTIVITY_PAGE_WITHDRAWN));
        },
    );
    let send = move |version: i64| {
        errors.clear();
        writing.run((untrack(event), version));
    };
    let submit = Callback::new(move |()| {
        if let Some(version) = seen.with_untracked(|seen| seen.as_ref().map(|seen| seen.summary.version)) {
            send(version);
        }
    });
    Effect::new(move |_| {
        if open.get() {
            note.set(String::new());
            errors.clear();
            errors.state().reset();
            writing.forget_error();
            seen.set(Some(request.get_untracked()));
        }
    });
    let stale = Memo::new(move |_| {
        let error = writing.error().get();
        error.is_some_and(|error| error.code() == Some(Code::StaleVersion))
    });
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        match error.current::<FundRequest>() {
            Some(current) => {
                acting.take(current);
                announce(text(keys::CONFLICT_STALE_EVENT_TITLE));
            }
            None => errors.show(&error),
        }
    });
    let again = Callback::new(move |()| {
        let current = request.get_untracked();
        let version = current.summary.version;
        seen.set(Some(current));
        send(version);
    });
    let leave = Callback::new(move |()| open.set(false));
    let failed = move || {
        errors.failed().get().map(|error: ApiError| {
            let said = error.problem().and_then(refused);
            let said = said.unwrap_or_else(|| error_text(&error));
            view! { <Banner title=keys::DEAL_DIALOG_REFUSED text=Some(said) tone=Tone::Danger/> }
        })
    };
    let versions = move || {
        stale.get().then(|| {
            let rows = Signal::derive(move || {
                let before = seen.get();
                request.with(|now| before.as_ref().map(|before| rows(before, now)).unwrap_or_default())
            });
            view! {
                <Banner title=keys::CONFLICT_STALE_EVENT_TITLE text=keys::CONFLICT_STALE_EVENT_TEXT tone=Tone::Warning/>
                <SideBySide
                    label=keys::CONFLICT_STALE_EVENT_TITLE
                    left=keys::CONFLICT_STALE_BEFORE
                    right=keys::CONFLICT_STALE_NOW
                    rows=rows
                />
                <div class="dialog-actions">
                    <Button label=keys::CONFLICT_STALE_LEAVE on_press=leave size=ButtonSize::Small/>
                    <Button label=keys::CONFLICT_STALE_AGAIN on_press=again size=ButtonSize::Small icon=IconName::RotateCcw busy=writing.pending()/>
                </div>
            }
        })
    };
    // What is released in a fund that is closed lapses at once.
    let what_follows = move || {
        let is_closed = request.with(|request| request.fund.as_ref().is_some_and(is_closed));
        text(if is_closed {
            keys::FUND_ACTIVITY_PAGE_WITHDRAW_TEXT_CLOSED
        } else {
            keys::FUND_ACTIVITY_PAGE_WITHDRAW_TEXT
        })
    };
    view! {
        <Dialog open=open title=keys::FUND_ACTIVITY_PAGE_WITHDRAW on_close=leave>
            <div class="deal-dialog stack">
                <p class="muted">{what_follows}</p>
                {versions}
                <Form state=errors.state() on_submit=submit>
                    <ErrorSummary/>
                    {failed}
                    <Field label=keys::DEAL_DIALOG_WITHDRAW_NOTE name="/note" optional=true>
                        <TextArea value=note limit=limits::PLAN rows=3/>
                    </Field>
                    {move || (!stale.get()).then(|| view! {
                        <div class="dialog-actions">
                            <Button label=keys::DEAL_DIALOG_CANCEL on_press=leave/>
                            <Button label=keys::FUND_ACTIVITY_PAGE_WITHDRAW kind=ButtonKind::Danger submit=true busy=writing.pending()/>
                        </div>
                    })}
                </Form>
            </div>
        </Dialog>
    }
}

/// What differs between the version that was seen and the one that stands, in the words of the page.
fn rows(before: &FundRequest, now: &FundRequest) -> Vec<CompareRow> {
    let of = |request: &FundRequest| {
        let own = |minor: i64| i18n::money(minor, &request.fields.currency);
        [
            (
                keys::DEALS_COLUMN_STATE,
                text(request_state_name(request.summary.state)),
            ),
            (keys::FUND_FACT_ASKED, request.fields.asked.map(own).unwrap_or_default()),
            (keys::APPROVAL_FUND_APPROVED, own(request.progress.approved_minor())),
            (keys::DEALS_COLUMN_UPDATED, i18n::date_time(request.summary.updated_at)),
        ]
    };
    let pairs = of(before).into_iter().zip(of(now));
    pairs
        .filter(|((_, before), (_, now))| before != now)
        .map(|((label, before), (_, now))| CompareRow::new(label, before, now))
        .collect()
}
