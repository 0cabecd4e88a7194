//! The form in which a partner tells what came of an activity so far.

use super::failure_text;
use super::raw::RawResults;
use crate::api::{fund_returns, use_write};
use crate::forms::{FormErrors, number_style};
use crate::i18n::{keys, text};
use crate::session::use_session;
use crate::ui::{Banner, Button, ButtonKind, ErrorSummary, Field, Form, MoneyInput, NumberInput, Tone, toast};
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::ReportedResults;
use leptos::prelude::*;

/// The form. What is typed stays while others change the request; it is written anew only when nothing of it differs from what was told.
#[component]
pub(super) fn Telling(
    /// The request.
    request: Signal<FundRequest>,
    /// Where the answer of a change is put.
    answered: RwSignal<Option<FundRequest>>,
) -> impl IntoView {
    let session = use_session();
    let currencies = StoredValue::new(
        session
            .get_untracked()
            .map(|session| session.program.currencies.clone())
            .unwrap_or_default(),
    );
    let first = currencies.with_value(|codes| codes.first().cloned().unwrap_or_default());
    let told = Memo::new(move |_| request.with(|request| request.results.clone()));
    let written = StoredValue::new(told.get_untracked());
    let begun = RawResults::of(&told.get_untracked(), &first, untrack(number_style));
    let first = StoredValue::new(first);
    let leads = RwSignal::new(begun.leads);
    let (pipeline, pipeline_currency) = (RwSignal::new(begun.pipeline), RwSignal::new(begun.pipeline_currency));
    let (won, won_currency) = (RwSignal::new(begun.won), RwSignal::new(begun.won_currency));
    let read = move || {
        let raw = RawResults {
            leads: leads.get(),
            pipeline: pipeline.get(),
            pipeline_currency: pipeline_currency.get(),
            won: won.get(),
            won_currency: won_currency.get(),
        };
        let style = number_style();
        currencies.with_value(|codes| raw.read(codes, style))
    };
    // News of others, such as a claim's figures, stand in the fields unless something else was typed there.
    Effect::watch(
        move || told.get(),
        move |now, _, _| {
            let is_untouched = untrack(read).is_ok_and(|typed| written.with_value(|written| *written == typed));
            written.set_value(now.clone());
            if is_untouched {
                let raw = first.with_value(|first| RawResults::of(now, first, untrack(number_style)));
                leads.set(raw.leads);
                pipeline.set(raw.pipeline);
                pipeline_currency.set(raw.pipeline_currency);
                won.set(raw.won);
                won_currency.set(raw.won_currency);
            }
        },
        false,
    );
    let errors = FormErrors::new(move || read().err().unwrap_or_default())
        .follow("/leads", leads)
        .follow("/pipeline", pipeline)
        .follow("/won", won);
    let writing = use_write(
        move |(body, version): &(ReportedResults, i64), _| {
            let id = request.with_untracked(|request| request.summary.id);
            fund_returns::tell(id, body, *version)
        },
        move |_, after: FundRequest| {
            toast(text(keys::RESULTS_TOLD));
            answered.set(Some(after));
        },
    );
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        // The request has changed meanwhile: pressing again is about it as it stands.
        if let Some(current) = error.current::<FundRequest>() {
            answered.set(Some(current));
        }
        errors.show(&error);
    });
    let send = move || {
        if let Ok(body) = untrack(read) {
            errors.clear();
            writing.run((body, request.with_untracked(|request| request.summary.version)));
        }
    };
    let failed = move || {
        errors
            .failed()
            .get()
            .map(|error| view! { <Banner title=failure_text(&error) tone=Tone::Danger/> })
    };
    let is_linked = Memo::new(move |_| request.with(|request| !request.deals.is_empty()));
    let hint = Signal::derive(move || is_linked.get().then(|| text(keys::RESULTS_DEALS_COUNT)));
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <div class="results-fields">
                <Field label=keys::FUND_FACT_LEADS name="/leads" optional=true><NumberInput value=leads/></Field>
                <Field label=keys::FUND_FACT_PIPELINE name="/pipeline" optional=true hint=hint>
                    <MoneyInput amount=pipeline currency=pipeline_currency currencies=currencies.get_value()/>
                </Field>
                <Field label=keys::FUND_FACT_WON name="/won" optional=true hint=hint>
                    <MoneyInput amount=won currency=won_currency currencies=currencies.get_value()/>
                </Field>
            </div>
            <Button label=keys::RESULTS_SAVE kind=ButtonKind::Secondary submit=true busy=writing.pending()/>
        </Form>
    }
}
