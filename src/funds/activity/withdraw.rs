//! The dialog that takes a request back: a note for the record, refusals, and a newer version in between.

use super::acting::Acting;
use crate::api::{ApiError, Call, IdempotencyKey, fund_requests};
use crate::forms::{differing, error_text};
use crate::funds::request_words::{refused, request_state_name};
use crate::funds::words::is_closed;
use crate::i18n::{self, keys, text};
use crate::records::{EventDialog, EventWords, Eventful};
use crate::ui::{CompareRow, Field, TextArea};
use entente_model::funds::request::{FundRequest, FundRequestEvent, limits};
use entente_model::problem::FieldError;
use leptos::prelude::*;

impl Eventful for FundRequest {
    type Event = FundRequestEvent;

    fn version(&self) -> i64 {
        self.summary.version
    }

    fn check(&self, event: &FundRequestEvent) -> Vec<FieldError> {
        event.check()
    }

    fn send(&self, event: &FundRequestEvent, version: i64, key: &IdempotencyKey) -> Call<FundRequest> {
        fund_requests::event(self.summary.id, event, version, key)
    }

    fn differences(&self, now: &FundRequest) -> Vec<CompareRow> {
        rows(self, now)
    }

    fn refusal(error: &ApiError) -> String {
        let said = error.problem().and_then(refused);
        said.unwrap_or_else(|| error_text(error))
    }
}

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
    let words = EventWords {
        title: keys::FUND_ACTIVITY_PAGE_WITHDRAW,
        done: keys::FUND_ACTIVITY_PAGE_WITHDRAWN,
    };
    // What is released in a fund that is closed lapses at once.
    let what_follows = Signal::derive(move || {
        let is_closed = request.with(|request| request.fund.as_ref().is_some_and(is_closed));
        text(if is_closed {
            keys::FUND_ACTIVITY_PAGE_WITHDRAW_TEXT_CLOSED
        } else {
            keys::FUND_ACTIVITY_PAGE_WITHDRAW_TEXT
        })
    });
    view! {
        <EventDialog
            record=request
            open=open
            close=Callback::new(move |()| open.set(false))
            words=words
            line=what_follows
            read=Callback::new(move |()| Ok(FundRequestEvent::Withdraw { note: note.get().trim().to_owned() }))
            reset=Callback::new(move |()| note.set(String::new()))
            take=Callback::new(move |(request,): (FundRequest,)| acting.take(request))
            danger=true
        >
            <Field label=keys::DEAL_DIALOG_WITHDRAW_NOTE name="/note" optional=true>
                <TextArea value=note limit=limits::PLAN rows=3/>
            </Field>
        </EventDialog>
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
    differing(of(before), of(now))
}
