//! An application's fields as people read them: for the review, and two versions side by side.

use super::words::kind_of_company;
use crate::forms::Fact;
use crate::i18n::{self, keys, text};
use entente_model::onboarding::{ApplicationFields, ApplicationStep, PublicProgram};

/// The fields in the order of the form.
pub const ORDER: [&str; 19] = [
    "/legal_name",
    "/display_name",
    "/domain",
    "/country",
    "/region",
    "/partner_type",
    "/regions_served",
    "/specialties",
    "/headcount",
    "/expected_revenue",
    "/current_vendors",
    "/motivation",
    "/contact/name",
    "/contact/job_title",
    "/contact/email",
    "/contact/phone",
    "/capacity/sellers",
    "/capacity/technicians",
    "/consent",
];

/// The fields of a step in the order of the form; followed by language when called inside a reactive closure. The last step's is the
/// agreement, which is no fact of the company.
pub fn facts(fields: &ApplicationFields, step: ApplicationStep, program: &PublicProgram) -> Vec<Fact> {
    let fact = |label, pointer, value: String| Fact {
        label,
        pointer,
        value,
        is_long: false,
    };
    let line = |label, pointer, value: &str| fact(label, pointer, value.to_owned());
    let count = |number: Option<u32>| number.map(|number| i18n::integer(number.into())).unwrap_or_default();
    match step {
        ApplicationStep::Company => vec![
            line(keys::APPLY_FIELD_LEGAL_NAME, "/legal_name", &fields.legal_name),
            line(keys::APPLY_FIELD_DISPLAY_NAME, "/display_name", &fields.display_name),
            line(keys::APPLY_FIELD_DOMAIN, "/domain", &fields.domain),
            fact(keys::APPLY_FIELD_COUNTRY, "/country", country(&fields.country)),
            fact(
                keys::APPLY_FIELD_REGION,
                "/region",
                regions(std::slice::from_ref(&fields.region), program),
            ),
        ],
        ApplicationStep::Fit => {
            let kind = fields.partner_type.map(|kind| text(kind_of_company(kind).0));
            let revenue = fields.expected_revenue.as_ref();
            let mut facts = vec![
                fact(keys::APPLY_FIELD_KIND, "/partner_type", kind.unwrap_or_default()),
                fact(
                    keys::APPLY_FIELD_REGIONS_SERVED,
                    "/regions_served",
                    regions(&fields.regions_served, program),
                ),
            ];
            if !program.specialties.is_empty() {
                facts.push(fact(
                    keys::APPLY_FIELD_SPECIALTIES,
                    "/specialties",
                    specialties(&fields.specialties, program),
                ));
            }
            facts.extend([
                fact(keys::APPLY_FIELD_HEADCOUNT, "/headcount", count(fields.headcount)),
                fact(
                    keys::APPLY_FIELD_REVENUE,
                    "/expected_revenue",
                    revenue
                        .map(|money| i18n::money(money.minor, &money.currency))
                        .unwrap_or_default(),
                ),
                fact(
                    keys::APPLY_FIELD_VENDORS,
                    "/current_vendors",
                    i18n::list(&fields.current_vendors),
                ),
                line(keys::APPLY_FIELD_MOTIVATION, "/motivation", &fields.motivation),
            ]);
            facts
        }
        ApplicationStep::People => vec![
            line(keys::APPLY_FIELD_CONTACT_NAME, "/contact/name", &fields.contact.name),
            line(
                keys::APPLY_FIELD_CONTACT_TITLE,
                "/contact/job_title",
                &fields.contact.job_title,
            ),
            line(keys::APPLY_FIELD_CONTACT_EMAIL, "/contact/email", &fields.contact.email),
            line(keys::APPLY_FIELD_CONTACT_PHONE, "/contact/phone", &fields.contact.phone),
            fact(
                keys::APPLY_FIELD_SELLERS,
                "/capacity/sellers",
                count(fields.capacity.sellers),
            ),
            fact(
                keys::APPLY_FIELD_TECHNICIANS,
                "/capacity/technicians",
                count(fields.capacity.technicians),
            ),
        ],
        ApplicationStep::Consent => Vec::new(),
    }
}

/// Every fact, step by step.
pub fn all_facts(fields: &ApplicationFields, program: &PublicProgram) -> Vec<Fact> {
    ApplicationStep::ALL
        .iter()
        .flat_map(|step| facts(fields, *step, program))
        .collect()
}

fn country(code: &str) -> String {
    Some(code)
        .filter(|code| !code.is_empty())
        .map(i18n::country_name)
        .unwrap_or_default()
}

fn regions(codes: &[String], program: &PublicProgram) -> String {
    let name = |code: &String| {
        let known = program.regions.iter().find(|region| region.code == *code);
        known.map_or_else(|| code.clone(), |region| region.name.clone())
    };
    i18n::list(
        &codes
            .iter()
            .filter(|code| !code.is_empty())
            .map(name)
            .collect::<Vec<_>>(),
    )
}

fn specialties(codes: &[String], program: &PublicProgram) -> String {
    let name = |code: &String| {
        let known = program.specialties.iter().find(|known| known.code == *code);
        known.map_or_else(|| code.clone(), |known| known.name.clone())
    };
    i18n::list(&codes.iter().map(name).collect::<Vec<_>>())
}
