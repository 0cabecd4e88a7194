//! The section of results: what came of the activity, beside what was expected, and what was learned.

use super::model::FormModel;
use crate::i18n::{self, keys, text_with};
use crate::ui::{Field, FormSection, MoneyInput, NumberInput, TextArea};
use entente_model::funds::claim::limits;
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn ResultsSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    let (leads, pipeline) = untrack(|| {
        form.claim.with(|claim| {
            let request = &claim.request;
            (request.expected_leads, request.expected_pipeline.clone())
        })
    });
    let expected_leads = Signal::derive(move || {
        let leads = i18n::integer(i64::from(leads?));
        Some(text_with(keys::CLAIM_RESULTS_EXPECTED, &[("expected", &leads)]))
    });
    let expected_pipeline = Signal::derive(move || {
        let pipeline = pipeline.as_ref()?;
        let amount = i18n::money(pipeline.minor, &pipeline.currency);
        Some(text_with(keys::CLAIM_RESULTS_EXPECTED, &[("expected", &amount)]))
    });
    view! {
        <div id="section-results" class="form-anchor">
            <FormSection title=keys::APPROVAL_CLAIM_RESULTS text=keys::CLAIM_RESULTS_TEXT>
                <Field label=keys::FUND_FACT_LEADS name="/leads" hint=expected_leads class="third">
                    <NumberInput value=fields.leads/>
                </Field>
                <Field label=keys::FUND_FACT_PIPELINE name="/pipeline" hint=expected_pipeline class="third">
                    <MoneyInput amount=fields.pipeline currency=fields.pipeline_currency currencies=form.currencies.get_value()/>
                </Field>
                <Field label=keys::FUND_FACT_WON name="/won" optional=true class="third">
                    <MoneyInput amount=fields.won currency=fields.won_currency currencies=form.currencies.get_value()/>
                </Field>
                <Field label=keys::FUND_FACT_LESSONS name="/lessons" optional=true>
                    <TextArea value=fields.lessons limit=limits::LESSONS/>
                </Field>
            </FormSection>
        </div>
    }
}
