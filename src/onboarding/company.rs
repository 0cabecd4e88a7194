//! The step "company": who applies.

use super::company_check::{DomainNote, use_company_check};
use super::model::ApplyForm;
use crate::i18n::keys;
use crate::ui::{Choice, Combobox, Field, InputKind, Select, TextInput, country_choices};
use leptos::prelude::*;

/// The step's fields.
#[component]
pub fn CompanyStep(
    /// The form.
    form: ApplyForm,
) -> impl IntoView {
    let fields = form.fields;
    let is_partner = use_company_check(fields);
    let regions = form
        .program
        .try_with_value(|program| {
            let choice = |region: &entente_model::settings::RegionName| Choice::data(&region.code, &region.name);
            program.regions.iter().map(choice).collect::<Vec<_>>()
        })
        .unwrap_or_default();
    view! {
        <Field label=keys::APPLY_FIELD_LEGAL_NAME name="/legal_name" hint=keys::APPLY_LEGAL_NAME_HINT>
            <TextInput value=fields.legal_name autocomplete="organization"/>
        </Field>
        <Field label=keys::APPLY_FIELD_DISPLAY_NAME name="/display_name" hint=keys::APPLY_DISPLAY_NAME_HINT optional=true>
            <TextInput value=fields.display_name/>
        </Field>
        <Field
            label=keys::APPLY_FIELD_DOMAIN
            name="/domain"
            hint=keys::APPLY_DOMAIN_HINT
            note=move || view! { <DomainNote fields=fields is_partner=is_partner/> }
        >
            <TextInput value=fields.domain kind=InputKind::Url autocomplete="url" placeholder=keys::APPLY_DOMAIN_EXAMPLE/>
        </Field>
        <Field label=keys::APPLY_FIELD_COUNTRY name="/country" hint=keys::APPLY_COUNTRY_HINT class="half">
            <Combobox value=fields.country choices=country_choices() placeholder=keys::DEALS_FORM_COUNTRY_EXAMPLE/>
        </Field>
        <Field label=keys::APPLY_FIELD_REGION name="/region" hint=keys::APPLY_REGION_HINT class="half">
            <Select value=fields.region choices=regions placeholder=keys::APPLY_CHOOSE/>
        </Field>
    }
}
