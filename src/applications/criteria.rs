//! The words of the profile's criteria: what each looks at, and why it earned what it did.

use super::words::{region_name, specialty_name, type_name};
use crate::deals::facts::money;
use crate::i18n::{self, Key, keys, text, text_with};
use entente_model::onboarding::{CriterionRule, ScoredCriterion};
use entente_model::people::{PartnerType, ProgramInfo};

/// What a criterion looks at.
pub fn criterion_name(rule: &CriterionRule) -> Key {
    match rule {
        CriterionRule::PartnerType { .. } => keys::CRITERION_PARTNER_TYPE,
        CriterionRule::Regions { .. } => keys::CRITERION_REGIONS,
        CriterionRule::Specialties { .. } => keys::CRITERION_SPECIALTIES,
        CriterionRule::Headcount(_) => keys::CRITERION_HEADCOUNT,
        CriterionRule::Sellers(_) => keys::CRITERION_SELLERS,
        CriterionRule::Technicians(_) => keys::CRITERION_TECHNICIANS,
        CriterionRule::ExpectedRevenue { .. } => keys::CRITERION_EXPECTED_REVENUE,
        CriterionRule::CurrentVendors { .. } => keys::CRITERION_CURRENT_VENDORS,
        CriterionRule::NoCompetitors { .. } => keys::CRITERION_NO_COMPETITORS,
        CriterionRule::ContactDomain {} => keys::CRITERION_CONTACT_DOMAIN,
    }
}

/// Why a criterion earned what it did, in a sentence.
pub fn criterion_reason(scored: &ScoredCriterion, program: &ProgramInfo) -> String {
    let found = || i18n::list(&scored.found);
    match &scored.rule {
        CriterionRule::PartnerType { types } => {
            let named = |word: &String| PartnerType::parse(word).map(|kind| text(type_name(kind)));
            let own = scored.found.first().and_then(named);
            let wanted: Vec<String> = types.iter().map(|kind| text(type_name(*kind))).collect();
            text_with(
                keys::CRITERION_REASON_TYPE,
                &[
                    ("own", &own.unwrap_or_else(|| text(keys::DEAL_NOT_GIVEN))),
                    ("wanted", &i18n::list_or(&wanted)),
                ],
            )
        }
        CriterionRule::Regions { regions, wanted } => {
            let names = |codes: &[String]| codes.iter().map(|code| region_name(program, code)).collect::<Vec<_>>();
            of_list(&names(&scored.found), &names(regions), *wanted)
        }
        CriterionRule::Specialties { specialties, wanted } => {
            let names = |codes: &[String]| {
                codes
                    .iter()
                    .map(|code| specialty_name(program, code))
                    .collect::<Vec<_>>()
            };
            of_list(&names(&scored.found), &names(specialties), *wanted)
        }
        CriterionRule::Headcount(span) | CriterionRule::Sellers(span) | CriterionRule::Technicians(span) => {
            let number = scored.number.map(|number| i18n::integer(i64::from(number)));
            text_with(
                keys::CRITERION_REASON_SPAN,
                &[
                    ("number", &number.unwrap_or_else(|| text(keys::DEAL_NOT_GIVEN))),
                    ("minimum", &i18n::integer(i64::from(span.minimum))),
                    ("ideal", &i18n::integer(i64::from(span.ideal))),
                ],
            )
        }
        CriterionRule::ExpectedRevenue { ideals } => {
            let Some(own) = &scored.amount else {
                return text(keys::DEAL_NOT_GIVEN);
            };
            match ideals.iter().find(|ideal| ideal.currency == own.currency) {
                Some(ideal) => text_with(
                    keys::CRITERION_REASON_REVENUE,
                    &[("amount", &money(own)), ("ideal", &money(ideal))],
                ),
                None => text_with(keys::CRITERION_REASON_REVENUE_UNKNOWN, &[("amount", &money(own))]),
            }
        }
        CriterionRule::CurrentVendors { vendors } | CriterionRule::NoCompetitors { vendors } => {
            if scored.found.is_empty() {
                text_with(keys::CRITERION_REASON_NO_VENDORS, &[("all", &i18n::list_or(vendors))])
            } else {
                text_with(keys::CRITERION_REASON_VENDORS, &[("found", &found())])
            }
        }
        CriterionRule::ContactDomain {} => {
            let key = if scored.points_tenths > 0 {
                keys::CRITERION_REASON_OWN_DOMAIN
            } else {
                keys::CRITERION_REASON_OTHER_DOMAIN
            };
            text_with(key, &[("domain", &found())])
        }
    }
}

fn of_list(found: &[String], all: &[String], wanted: u32) -> String {
    if found.is_empty() {
        return text_with(keys::CRITERION_REASON_NONE, &[("all", &i18n::list_or(all))]);
    }
    let count = i18n::integer(i64::try_from(found.len()).unwrap_or(i64::MAX));
    text_with(
        keys::CRITERION_REASON_SOME,
        &[
            ("found", &i18n::list(found)),
            ("count", &count),
            ("wanted", &i18n::integer(i64::from(wanted))),
        ],
    )
}
