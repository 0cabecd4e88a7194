//! The section "Context": what helps to decide.

use super::model::FormModel;
use crate::i18n::{integer, keys, text_with};
use crate::ui::{Field, FormSection, TextArea, TextInput};
use entente_model::deals::draft::limits;
use leptos::prelude::*;

/// The section.
#[component]
pub fn ContextSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    let fewest = form
        .program
        .try_with_value(|program| program.need_min_characters)
        .unwrap_or_default();
    let need_hint = Signal::derive(move || {
        Some(text_with(
            keys::DEALS_FORM_NEED_HINT,
            &[("min", &integer(i64::from(fewest)))],
        ))
    });
    view! {
        <div id="section-context" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_CONTEXT text=keys::DEALS_FORM_CONTEXT_TEXT>
                <Field label=keys::DEAL_FIELD_NEED name="/need" hint=need_hint>
                    <TextArea value=fields.need limit=limits::NEED/>
                </Field>
                <Field label=keys::DEAL_FIELD_COMPETITION name="/competition" hint=keys::DEALS_FORM_COMPETITION_HINT optional=true>
                    <TextArea value=fields.competition rows=2/>
                </Field>
                <Field label=keys::DEAL_FIELD_CAMPAIGN name="/campaign" hint=keys::DEALS_FORM_CAMPAIGN_HINT optional=true>
                    <TextInput value=fields.campaign/>
                </Field>
                <Field label=keys::DEAL_FIELD_NOTES name="/notes" hint=keys::DEALS_FORM_NOTES_HINT optional=true>
                    <TextArea value=fields.notes rows=3/>
                </Field>
            </FormSection>
        </div>
    }
}
