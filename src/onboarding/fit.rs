//! The step "fit": what the company does, and could do with the program.

use super::model::ApplyForm;
use super::words::kind_of_company;
use crate::i18n::{keys, text};
use crate::ui::{Choice, Field, MoneyInput, NumberInput, RadioGroup, RadioLayout, TextArea, Toggles};
use entente_model::onboarding::application::limits;
use entente_model::people::PartnerType;
use leptos::prelude::*;

/// The step's fields.
#[component]
pub fn FitStep(
    /// The form.
    form: ApplyForm,
) -> impl IntoView {
    let fields = form.fields;
    let kinds = Signal::derive(|| {
        let choice = |kind: &PartnerType| {
            let (name, explained) = kind_of_company(*kind);
            Choice::new(kind.as_str(), text(name)).with_hint(text(explained))
        };
        PartnerType::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let (regions, specialties, currencies) = form
        .program
        .try_with_value(|program| {
            let regions = program
                .regions
                .iter()
                .map(|region| Choice::data(&region.code, &region.name));
            let specialties = program
                .specialties
                .iter()
                .map(|known| Choice::data(&known.code, &known.name));
            (
                regions.collect::<Vec<_>>(),
                specialties.collect::<Vec<_>>(),
                program.currencies.clone(),
            )
        })
        .unwrap_or_default();
    let specialties = (!specialties.is_empty()).then(|| {
        view! {
            <Field label=keys::APPLY_FIELD_SPECIALTIES name="/specialties" hint=keys::APPLY_SPECIALTIES_HINT group=true>
                <Toggles choices=specialties chosen=fields.specialties/>
            </Field>
        }
    });
    view! {
        <Field label=keys::APPLY_FIELD_KIND name="/partner_type" hint=keys::APPLY_KIND_HINT group=true>
            <RadioGroup value=fields.partner_type choices=kinds layout=RadioLayout::Cards/>
        </Field>
        <Field label=keys::APPLY_FIELD_REGIONS_SERVED name="/regions_served" hint=keys::APPLY_REGIONS_SERVED_HINT group=true>
            <Toggles choices=regions chosen=fields.regions_served/>
        </Field>
        {specialties}
        <Field label=keys::APPLY_FIELD_HEADCOUNT name="/headcount" hint=keys::APPLY_HEADCOUNT_HINT class="half">
            <NumberInput value=fields.headcount/>
        </Field>
        <Field label=keys::APPLY_FIELD_REVENUE name="/expected_revenue" hint=keys::APPLY_REVENUE_HINT class="half">
            <MoneyInput amount=fields.amount currency=fields.currency currencies=currencies/>
        </Field>
        <Field label=keys::APPLY_FIELD_VENDORS name="/current_vendors" hint=keys::APPLY_VENDORS_HINT optional=true>
            <TextArea value=fields.current_vendors rows=3/>
        </Field>
        <Field label=keys::APPLY_FIELD_MOTIVATION name="/motivation" hint=keys::APPLY_MOTIVATION_HINT optional=true>
            <TextArea value=fields.motivation limit=limits::MOTIVATION/>
        </Field>
    }
}
