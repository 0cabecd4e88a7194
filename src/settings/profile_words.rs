//! The Ideal Partner Profile in plain words.

use super::words::ceiling;
use crate::i18n::{self, Key, keys, list, list_or, text, text_plural_with, text_with};
use crate::ui::Choice;
use entente_model::onboarding::CriterionRule;
use entente_model::onboarding::profile::Span;
use entente_model::people::PartnerType;
use leptos::prelude::*;

/// The words of the kinds of criteria, in the order in which they are offered.
pub const KINDS: [&str; 10] = [
    "partner_type",
    "regions",
    "specialties",
    "headcount",
    "sellers",
    "technicians",
    "expected_revenue",
    "current_vendors",
    "no_competitors",
    "contact_domain",
];

/// What a kind of criterion is called, by its word.
pub fn kind_name(word: &str) -> Key {
    match word {
        "partner_type" => keys::SETTINGS_CRITERION_PARTNER_TYPE,
        "regions" => keys::SETTINGS_CRITERION_REGIONS,
        "specialties" => keys::SETTINGS_CRITERION_SPECIALTIES,
        "headcount" => keys::SETTINGS_CRITERION_HEADCOUNT,
        "sellers" => keys::SETTINGS_CRITERION_SELLERS,
        "technicians" => keys::SETTINGS_CRITERION_TECHNICIANS,
        "expected_revenue" => keys::SETTINGS_CRITERION_EXPECTED_REVENUE,
        "current_vendors" => keys::SETTINGS_CRITERION_CURRENT_VENDORS,
        "no_competitors" => keys::SETTINGS_CRITERION_NO_COMPETITORS,
        _ => keys::SETTINGS_CRITERION_CONTACT_DOMAIN,
    }
}

/// What a partner type is called.
pub fn type_name(kind: PartnerType) -> Key {
    match kind {
        PartnerType::Reseller => keys::SETTINGS_PARTNER_TYPE_RESELLER,
        PartnerType::Var => keys::SETTINGS_PARTNER_TYPE_VAR,
        PartnerType::Msp => keys::SETTINGS_PARTNER_TYPE_MSP,
        PartnerType::Isv => keys::SETTINGS_PARTNER_TYPE_ISV,
        PartnerType::Si => keys::SETTINGS_PARTNER_TYPE_SI,
        PartnerType::Referral => keys::SETTINGS_PARTNER_TYPE_REFERRAL,
        PartnerType::Agency => keys::SETTINGS_PARTNER_TYPE_AGENCY,
    }
}

/// What an applicant must be or have to meet a rule. Followed inside a reactive closure.
pub fn sentence(rule: &CriterionRule, regions: Signal<Vec<Choice>>, specialties: Signal<Vec<Choice>>) -> String {
    match rule {
        CriterionRule::PartnerType { types } => {
            let types: Vec<String> = types.iter().map(|kind| text(type_name(*kind))).collect();
            unless_empty(&types, || {
                let types = list_or(&types);
                text_with(keys::SETTINGS_CRITERION_SENTENCE_PARTNER_TYPE, &[("types", &types)])
            })
        }
        CriterionRule::Regions { regions: codes, wanted } => {
            let names = names(codes, regions);
            unless_empty(&names, || {
                let values: [(&str, &dyn std::fmt::Display); 1] = [("regions", &list(&names))];
                text_plural_with(keys::SETTINGS_CRITERION_SENTENCE_REGIONS, (*wanted).into(), &values)
            })
        }
        CriterionRule::Specialties {
            specialties: codes,
            wanted,
        } => {
            let names = names(codes, specialties);
            unless_empty(&names, || {
                let values: [(&str, &dyn std::fmt::Display); 1] = [("specialties", &list(&names))];
                text_plural_with(keys::SETTINGS_CRITERION_SENTENCE_SPECIALTIES, (*wanted).into(), &values)
            })
        }
        CriterionRule::Headcount(span) => of_span(keys::SETTINGS_CRITERION_SENTENCE_HEADCOUNT, *span),
        CriterionRule::Sellers(span) => of_span(keys::SETTINGS_CRITERION_SENTENCE_SELLERS, *span),
        CriterionRule::Technicians(span) => of_span(keys::SETTINGS_CRITERION_SENTENCE_TECHNICIANS, *span),
        CriterionRule::ExpectedRevenue { ideals } => {
            let amounts: Vec<String> = ideals.iter().map(ceiling).collect();
            unless_empty(&amounts, || {
                let amounts = list_or(&amounts);
                text_with(
                    keys::SETTINGS_CRITERION_SENTENCE_EXPECTED_REVENUE,
                    &[("amounts", &amounts)],
                )
            })
        }
        CriterionRule::CurrentVendors { vendors } => unless_empty(vendors, || {
            let vendors = list(vendors);
            text_with(
                keys::SETTINGS_CRITERION_SENTENCE_CURRENT_VENDORS,
                &[("vendors", &vendors)],
            )
        }),
        CriterionRule::NoCompetitors { vendors } => unless_empty(vendors, || {
            let vendors = list(vendors);
            text_with(
                keys::SETTINGS_CRITERION_SENTENCE_NO_COMPETITORS,
                &[("vendors", &vendors)],
            )
        }),
        CriterionRule::ContactDomain {} => text(keys::SETTINGS_CRITERION_SENTENCE_CONTACT_DOMAIN),
    }
}

fn unless_empty(chosen: &[String], say: impl FnOnce() -> String) -> String {
    if chosen.is_empty() {
        text(keys::SETTINGS_CRITERION_SENTENCE_NOTHING)
    } else {
        say()
    }
}

fn names(codes: &[String], choices: Signal<Vec<Choice>>) -> Vec<String> {
    let name = |code: &String| {
        choices.with(|choices| {
            let known = choices.iter().find(|choice| choice.value == *code);
            known.map_or_else(|| code.clone(), |choice| choice.label.clone())
        })
    };
    codes.iter().map(name).collect()
}

fn of_span(key: Key, span: Span) -> String {
    let (minimum, ideal) = (i18n::integer(span.minimum.into()), i18n::integer(span.ideal.into()));
    text_with(key, &[("minimum", &minimum), ("ideal", &ideal)])
}
