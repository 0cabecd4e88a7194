//! The fields of a criterion's rule, as its kind has them.

use super::{Known, LIST};
use crate::i18n::{Key, keys, t, text};
use crate::settings::editor::Editor;
use crate::settings::fields::CriterionFields;
use crate::settings::parts::{Toggles, with_strays};
use crate::settings::profile_words::type_name;
use crate::settings::rows::below;
use crate::settings::sections::amounts::{AmountWords, amounts};
use crate::ui::{Choice, Field, NumberInput, TextArea};
use entente_model::people::PartnerType;
use leptos::prelude::*;

const IDEALS: AmountWords = AmountWords {
    label: keys::SETTINGS_FIELD_IDEAL_REVENUE,
    hint: keys::SETTINGS_PROFILE_REVENUE_HINT,
    each: keys::SETTINGS_PROFILE_REVENUE_IN,
};

/// The fields.
pub fn rule_fields(editor: Editor, pointer: Signal<String>, fields: CriterionFields, known: Known) -> AnyView {
    // A criterion keeps its kind; one of another kind is another row.
    match fields.kind.get_untracked().as_str() {
        "partner_type" => partner_types(pointer, fields),
        "regions" => {
            let choices = with_strays(known.regions, fields.chosen);
            several(
                pointer,
                "rule/regions",
                keys::SETTINGS_FIELD_WANTED_REGIONS,
                choices,
                fields,
            )
        }
        "specialties" => {
            let choices = with_strays(known.specialties, fields.chosen);
            let none = move || {
                let none = choices.with(Vec::is_empty);
                none.then(|| view! { <p class="field-hint">{t(keys::SETTINGS_PROFILE_NO_SPECIALTIES)}</p> })
            };
            let label = keys::SETTINGS_FIELD_WANTED_SPECIALTIES;
            view! {
                {none}
                {several(pointer, "rule/specialties", label, choices, fields)}
            }
            .into_any()
        }
        "headcount" | "sellers" | "technicians" => span(pointer, fields),
        "expected_revenue" => amounts(editor, LIST, below(pointer, "rule/ideals"), fields.ideals, &IDEALS),
        "current_vendors" | "no_competitors" => view! {
            <Field label=keys::SETTINGS_FIELD_VENDORS name=below(pointer, "rule/vendors") hint=keys::SETTINGS_PROFILE_VENDORS_HINT>
                <TextArea value=fields.vendors rows=4/>
            </Field>
        }
        .into_any(),
        _ => view! { <p class="muted">{t(keys::SETTINGS_CRITERION_SENTENCE_CONTACT_DOMAIN)}</p> }.into_any(),
    }
}

fn partner_types(pointer: Signal<String>, fields: CriterionFields) -> AnyView {
    let choices = Signal::derive(|| {
        let choice = |kind: &PartnerType| Choice::new(kind.as_str(), text(type_name(*kind)));
        PartnerType::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <Field label=keys::SETTINGS_FIELD_PARTNER_TYPES name=below(pointer, "rule/types") group=true hint=keys::SETTINGS_PROFILE_TYPES_HINT>
            <Toggles choices=choices chosen=fields.chosen/>
        </Field>
    }
    .into_any()
}

fn several(
    pointer: Signal<String>,
    list: &'static str,
    label: Key,
    choices: Signal<Vec<Choice>>,
    fields: CriterionFields,
) -> AnyView {
    view! {
        <Field label=label name=below(pointer, list) group=true>
            <Toggles choices=choices chosen=fields.chosen/>
        </Field>
        <Field label=keys::SETTINGS_FIELD_WANTED name=below(pointer, "rule/wanted") class="half" hint=keys::SETTINGS_PROFILE_WANTED_HINT>
            <NumberInput value=fields.wanted/>
        </Field>
    }
    .into_any()
}

fn span(pointer: Signal<String>, fields: CriterionFields) -> AnyView {
    view! {
        // The weight stands alone in its line, minimum and ideal beside each other.
        <div class="form-fields span-fields">
            <Field label=keys::SETTINGS_FIELD_MINIMUM name=below(pointer, "rule/minimum") class="half" hint=keys::SETTINGS_PROFILE_MINIMUM_HINT>
                <NumberInput value=fields.minimum unit=keys::SETTINGS_UNIT_PEOPLE/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_IDEAL name=below(pointer, "rule/ideal") class="half" hint=keys::SETTINGS_PROFILE_IDEAL_HINT>
                <NumberInput value=fields.ideal unit=keys::SETTINGS_UNIT_PEOPLE/>
            </Field>
        </div>
    }
    .into_any()
}
