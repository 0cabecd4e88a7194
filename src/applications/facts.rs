//! What the company wrote: who it is, what it does and could do, and whom to talk to.

use super::words::{region_name, specialty_name, type_name};
use crate::deals::facts::{Fact, money};
use crate::i18n::{self, Key, keys, t, text};
use crate::ui::{Data, KeyValue, KeyValues};
use entente_model::onboarding::{Application, ApplicationFields};
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The group that a field stands in, as the form's steps have it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Who the company is.
    Company,
    /// What it does, and could do with the program.
    Fit,
    /// Whom to talk to, and how many would work with the products.
    People,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Group; 3] = [Self::Company, Self::Fit, Self::People];

    fn title(self) -> Key {
        match self {
            Self::Company => keys::APPLICATION_GROUP_COMPANY,
            Self::Fit => keys::APPLICATION_GROUP_FIT,
            Self::People => keys::APPLICATION_GROUP_PEOPLE,
        }
    }
}

/// The fields of a group in the order of the form; followed by language when called inside a reactive closure.
pub fn facts(fields: &ApplicationFields, group: Group, program: &ProgramInfo) -> Vec<Fact> {
    let line = |label, pointer, value: &str| Fact {
        label,
        pointer,
        value: value.to_owned(),
        is_long: false,
    };
    let count = |number: Option<u32>| {
        number
            .map(|number| i18n::integer(i64::from(number)))
            .unwrap_or_default()
    };
    let region = |code: &String| region_name(program, code);
    match group {
        Group::Company => {
            let country = Some(fields.country.as_str()).filter(|code| !code.is_empty());
            vec![
                line(keys::APPLICATION_FACT_LEGAL_NAME, "/legal_name", &fields.legal_name),
                line(
                    keys::APPLICATION_FACT_DISPLAY_NAME,
                    "/display_name",
                    &fields.display_name,
                ),
                line(keys::APPLICATION_FACT_DOMAIN, "/domain", &fields.domain),
                line(
                    keys::APPLICATION_FACT_COUNTRY,
                    "/country",
                    &country.map(i18n::country_name).unwrap_or_default(),
                ),
                line(keys::APPLICATION_FACT_REGION, "/region", &region(&fields.region)),
            ]
        }
        Group::Fit => {
            let kind = fields.partner_type.map(|kind| text(type_name(kind)));
            let regions: Vec<String> = fields.regions_served.iter().map(region).collect();
            let specialties: Vec<String> = fields
                .specialties
                .iter()
                .map(|code| specialty_name(program, code))
                .collect();
            let revenue = fields.expected_revenue.as_ref().map(money);
            vec![
                line(keys::APPLICATION_FACT_TYPE, "/partner_type", &kind.unwrap_or_default()),
                line(keys::APPLICATION_FACT_REGIONS, "/regions_served", &i18n::list(&regions)),
                line(
                    keys::APPLICATION_FACT_SPECIALTIES,
                    "/specialties",
                    &i18n::list(&specialties),
                ),
                line(keys::APPLICATION_FACT_HEADCOUNT, "/headcount", &count(fields.headcount)),
                line(
                    keys::APPLICATION_FACT_VENDORS,
                    "/current_vendors",
                    &i18n::list(&fields.current_vendors),
                ),
                line(
                    keys::APPLICATION_FACT_REVENUE,
                    "/expected_revenue",
                    &revenue.unwrap_or_default(),
                ),
                Fact {
                    is_long: true,
                    ..line(keys::APPLICATION_FACT_MOTIVATION, "/motivation", &fields.motivation)
                },
            ]
        }
        Group::People => vec![
            line(keys::APPLICATION_FACT_CONTACT, "/contact/name", &fields.contact.name),
            line(
                keys::APPLICATION_FACT_JOB_TITLE,
                "/contact/job_title",
                &fields.contact.job_title,
            ),
            line(keys::APPLICATION_FACT_EMAIL, "/contact/email", &fields.contact.email),
            line(keys::APPLICATION_FACT_PHONE, "/contact/phone", &fields.contact.phone),
            line(
                keys::APPLICATION_FACT_SELLERS,
                "/capacity/sellers",
                &count(fields.capacity.sellers),
            ),
            line(
                keys::APPLICATION_FACT_TECHNICIANS,
                "/capacity/technicians",
                &count(fields.capacity.technicians),
            ),
        ],
    }
}

/// Every group under its heading.
#[component]
pub fn FactGroups(
    /// The application.
    application: Signal<Application>,
    /// The program, for names of regions and specialties.
    program: StoredValue<Option<ProgramInfo>>,
) -> impl IntoView {
    let fields = Memo::new(move |_| application.with(|application| application.fields.clone()));
    Group::ALL
        .map(|group| {
            let lines = move || {
                let lines = fields.with(|fields| with_program(program, |program| facts(fields, group, program)));
                lines.into_iter().map(fact_line).collect_view()
            };
            view! {
                <section class="approval-section">
                    <h3 class="approval-subhead">{t(group.title())}</h3>
                    <KeyValues>{lines}</KeyValues>
                </section>
            }
        })
        .collect_view()
}

/// Reads the program as the session knows it; nothing once the page was left.
pub fn with_program<T: Default>(program: StoredValue<Option<ProgramInfo>>, read: impl FnOnce(&ProgramInfo) -> T) -> T {
    program
        .try_with_value(|program| program.as_ref().map(read))
        .flatten()
        .unwrap_or_default()
}

/// A field as a line of a record; what was not given says so.
pub fn fact_line(fact: Fact) -> AnyView {
    let value = if fact.value.is_empty() {
        view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> }.into_any()
    } else if fact.is_long {
        view! { <Data value=fact.value class="approval-long"/> }.into_any()
    } else {
        view! { <Data value=fact.value/> }.into_any()
    };
    view! { <KeyValue label=fact.label>{value}</KeyValue> }.into_any()
}
