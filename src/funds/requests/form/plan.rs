//! The section "Plan": for whom it is, what is to happen, and for which accounts.

use super::accounts::AccountsInput;
use super::model::FormModel;
use crate::i18n::keys;
use crate::ui::{Field, FormSection, TextArea};
use entente_model::funds::request::limits;
use leptos::prelude::*;

/// The section.
#[component]
pub fn PlanSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    view! {
        <div id="section-plan" class="form-anchor">
            <FormSection title=keys::REQUEST_FORM_PLAN text=keys::REQUEST_FORM_PLAN_TEXT>
                <Field label=keys::FUND_FACT_AUDIENCE name="/audience" hint=keys::REQUEST_FORM_AUDIENCE_HINT>
                    <TextArea value=fields.audience limit=limits::AUDIENCE rows=2/>
                </Field>
                <Field label=keys::FUND_FACT_PLAN name="/plan" hint=keys::REQUEST_FORM_WHAT_HINT>
                    <TextArea value=fields.plan limit=limits::PLAN rows=5/>
                </Field>
                <Field label=keys::FUND_FACT_ACCOUNTS name="/target_accounts" hint=keys::REQUEST_FORM_ACCOUNTS_HINT optional=true>
                    <AccountsInput fields=fields/>
                </Field>
            </FormSection>
        </div>
    }
}
