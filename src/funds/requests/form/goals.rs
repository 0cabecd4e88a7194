//! The section "Goals": what is expected of it, beside what came of such activities in the program.

use super::history::{HistoryHint, of_activity};
use super::model::FormModel;
use crate::i18n::keys;
use crate::ui::{Field, FormSection, MoneyInput, NumberInput, TextArea};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::request::limits;
use entente_model::funds::results::ActivityHistory;
use leptos::prelude::*;

/// The section.
#[component]
pub fn GoalsSection(
    /// The form.
    form: FormModel,
    /// What came of such activities in the program.
    history: Signal<Vec<ActivityHistory>>,
) -> impl IntoView {
    let fields = form.fields;
    let currencies = form.ground.try_with_value(|ground| ground.rules.currencies.clone());
    let came_of_it = Signal::derive(move || {
        let activity = fields.activity.with(|word| ActivityType::parse(word))?;
        history.with(|history| of_activity(history, activity))
    });
    view! {
        <div id="section-goals" class="form-anchor">
            <FormSection title=keys::REQUEST_FORM_GOALS text=keys::REQUEST_FORM_GOALS_TEXT>
                <Field label=keys::FUND_FACT_EXPECTED_LEADS name="/expected_leads" class="half">
                    <NumberInput value=fields.leads/>
                </Field>
                <Field
                    label=keys::FUND_FACT_EXPECTED_PIPELINE
                    name="/expected_pipeline"
                    class="half"
                    note=move || view! { <HistoryHint history=came_of_it/> }
                >
                    <MoneyInput
                        amount=fields.pipeline
                        currency=fields.pipeline_currency
                        currencies=currencies.unwrap_or_default()
                    />
                </Field>
                <Field label=keys::FUND_FACT_LEAD_DEFINITION name="/lead_definition" hint=keys::REQUEST_FORM_LEAD_HINT>
                    <TextArea value=fields.lead_definition limit=limits::LEAD_DEFINITION rows=2/>
                </Field>
            </FormSection>
        </div>
    }
}
