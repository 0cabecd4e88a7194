//! The step "people": whom to talk to, and how many would sell and support.

use super::model::ApplyForm;
use crate::i18n::keys;
use crate::ui::{Field, InputKind, NumberInput, TextInput};
use leptos::prelude::*;

/// The step's fields.
#[component]
pub fn PeopleStep(
    /// The form.
    form: ApplyForm,
) -> impl IntoView {
    let fields = form.fields;
    view! {
        <Field label=keys::APPLY_FIELD_CONTACT_NAME name="/contact/name" class="half">
            <TextInput value=fields.contact_name autocomplete="name"/>
        </Field>
        <Field label=keys::APPLY_FIELD_CONTACT_TITLE name="/contact/job_title" class="half">
            <TextInput value=fields.contact_title autocomplete="organization-title"/>
        </Field>
        <Field label=keys::APPLY_FIELD_CONTACT_EMAIL name="/contact/email" hint=keys::APPLY_CONTACT_EMAIL_HINT>
            <TextInput value=fields.contact_email kind=InputKind::Email autocomplete="email"/>
        </Field>
        <Field label=keys::APPLY_FIELD_CONTACT_PHONE name="/contact/phone" optional=true>
            <TextInput value=fields.contact_phone kind=InputKind::Telephone autocomplete="tel"/>
        </Field>
        <Field label=keys::APPLY_FIELD_SELLERS name="/capacity/sellers" hint=keys::APPLY_SELLERS_HINT class="half">
            <NumberInput value=fields.sellers/>
        </Field>
        <Field label=keys::APPLY_FIELD_TECHNICIANS name="/capacity/technicians" hint=keys::APPLY_TECHNICIANS_HINT class="half">
            <NumberInput value=fields.technicians/>
        </Field>
    }
}
