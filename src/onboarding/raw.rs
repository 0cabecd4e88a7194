//! What a company has typed into its application, as typed, and how it becomes the model's [`ApplicationFields`].

use crate::forms::{count_error, read_domain, read_loose_count, read_money, rewrite_amount, trimmed};
use entente_model::money::{NumberStyle, plain_amount};
use entente_model::onboarding::application::limits;
use entente_model::onboarding::{ApplicationFields, Capacity, Contact, PublicProgram};
use entente_model::people::PartnerType;
use entente_model::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The text of every field of the form. Nothing of it need make sense; it is kept on the device as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawApplication {
    /// Registered name of the company.
    pub legal_name: String,
    /// The name that people use.
    pub display_name: String,
    /// Domain as typed or pasted.
    pub domain: String,
    /// Country code, or empty.
    pub country: String,
    /// Code of a region, or empty.
    pub region: String,
    /// Word of what the company is, or empty.
    pub partner_type: String,
    /// Codes of regions.
    pub regions_served: Vec<String>,
    /// Codes of specialties.
    pub specialties: Vec<String>,
    /// How many people it employs.
    pub headcount: String,
    /// Vendors, one a line.
    pub current_vendors: String,
    /// Expected sales of a year as typed.
    pub amount: String,
    /// Currency code.
    pub currency: String,
    /// Why it wants to be a partner.
    pub motivation: String,
    /// Name of the contact.
    pub contact_name: String,
    /// E-mail address of the contact.
    pub contact_email: String,
    /// What the contact does there.
    pub contact_title: String,
    /// Telephone number of the contact.
    pub contact_phone: String,
    /// People who would sell.
    pub sellers: String,
    /// People who would install and support.
    pub technicians: String,
    /// Whether the contact agrees.
    pub consent: bool,
}

/// What can be read, and what can't.
pub fn read(raw: &RawApplication, style: NumberStyle) -> (ApplicationFields, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut count = |pointer: &str, text: &str| {
        read_loose_count(text, style).unwrap_or_else(|code| {
            errors.push(count_error(pointer, code, 0, limits::HEADCOUNT));
            None
        })
    };
    let headcount = count("/headcount", &raw.headcount);
    let capacity = Capacity {
        sellers: count("/capacity/sellers", &raw.sellers),
        technicians: count("/capacity/technicians", &raw.technicians),
    };
    let revenue = read_money(&raw.amount, &raw.currency, style, "/expected_revenue");
    let expected_revenue = revenue.unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let fields = ApplicationFields {
        legal_name: trimmed(&raw.legal_name),
        display_name: trimmed(&raw.display_name),
        domain: read_domain(&raw.domain),
        country: raw.country.clone(),
        region: raw.region.clone(),
        partner_type: PartnerType::parse(&raw.partner_type),
        regions_served: raw.regions_served.clone(),
        specialties: raw.specialties.clone(),
        headcount,
        current_vendors: read_vendors(&raw.current_vendors),
        expected_revenue,
        motivation: trimmed(&raw.motivation),
        contact: Contact {
            name: trimmed(&raw.contact_name),
            email: trimmed(&raw.contact_email),
            job_title: trimmed(&raw.contact_title),
            phone: trimmed(&raw.contact_phone),
        },
        capacity,
        consent: raw.consent,
    };
    (fields, errors)
}

impl RawApplication {
    /// A new application: the program's first currency, and its region where there is but one.
    pub fn begin(program: &PublicProgram) -> Self {
        let only_region = match program.regions.as_slice() {
            [only] => only.code.clone(),
            _ => String::new(),
        };
        RawApplication {
            currency: program.currencies.first().cloned().unwrap_or_default(),
            region: only_region,
            ..Self::default()
        }
    }

    /// What the server holds, written as the reader would have typed it. Codes that the program no longer has are left out: nobody could
    /// take them off.
    pub fn of_fields(fields: &ApplicationFields, style: NumberStyle, program: &PublicProgram) -> Self {
        let begin = Self::begin(program);
        let is_region = |code: &String| program.regions.iter().any(|region| region.code == *code);
        let is_specialty = |code: &String| program.specialties.iter().any(|known| known.code == *code);
        let count = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let revenue = fields.expected_revenue.as_ref();
        RawApplication {
            legal_name: fields.legal_name.clone(),
            display_name: fields.display_name.clone(),
            domain: fields.domain.clone(),
            country: fields.country.clone(),
            region: Some(fields.region.clone()).filter(is_region).unwrap_or(begin.region),
            partner_type: fields
                .partner_type
                .map(|kind| kind.as_str().to_owned())
                .unwrap_or_default(),
            regions_served: fields
                .regions_served
                .iter()
                .filter(|code| is_region(code))
                .cloned()
                .collect(),
            specialties: fields
                .specialties
                .iter()
                .filter(|code| is_specialty(code))
                .cloned()
                .collect(),
            headcount: count(fields.headcount),
            current_vendors: fields.current_vendors.join("\n"),
            amount: revenue.map(|revenue| plain_amount(revenue, style)).unwrap_or_default(),
            currency: revenue.map_or(begin.currency, |revenue| revenue.currency.clone()),
            motivation: fields.motivation.clone(),
            contact_name: fields.contact.name.clone(),
            contact_email: fields.contact.email.clone(),
            contact_title: fields.contact.job_title.clone(),
            contact_phone: fields.contact.phone.clone(),
            sellers: count(fields.capacity.sellers),
            technicians: count(fields.capacity.technicians),
            consent: fields.consent,
        }
    }
}

/// The text as a reader of other signs would have typed it; what can't be read stays as it is.
pub fn rewritten(raw: RawApplication, from: NumberStyle, to: NumberStyle) -> RawApplication {
    let count = |text: &str| match read_loose_count(text, from) {
        Ok(Some(number)) if from != to => number.to_string(),
        _ => text.to_owned(),
    };
    RawApplication {
        headcount: count(&raw.headcount),
        sellers: count(&raw.sellers),
        technicians: count(&raw.technicians),
        amount: rewrite_amount(&raw.amount, &raw.currency, from, to),
        ..raw
    }
}

/// One a line; blank lines and names that are there already are left out.
fn read_vendors(typed: &str) -> Vec<String> {
    let mut vendors: Vec<String> = Vec::new();
    for name in typed.lines().map(str::trim).filter(|name| !name.is_empty()) {
        if vendors.iter().all(|known| known.to_lowercase() != name.to_lowercase()) {
            vendors.push(name.to_owned());
        }
    }
    vendors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use entente_model::money::Money;
    use entente_model::problem::FieldCode;
    use entente_model::settings::ProgramSettings;
    use entente_model::text;

    fn program() -> PublicProgram {
        PublicProgram::of(&ProgramSettings::initial())
    }

    fn fields() -> ApplicationFields {
        let program = program();
        ApplicationFields {
            legal_name: "Müller & Söhne GmbH".into(),
            domain: "mueller.example".into(),
            country: "DE".into(),
            region: program.regions[0].code.clone(),
            partner_type: Some(PartnerType::Msp),
            regions_served: vec![program.regions[0].code.clone()],
            specialties: vec![program.specialties[0].code.clone()],
            headcount: Some(1_200),
            current_vendors: vec!["Alpha, Inc.".into(), "Beta".into()],
            expected_revenue: Some(Money::new(1_234_567, "EUR")),
            contact: Contact {
                name: "Eva Müller".into(),
                email: "eva@mueller.example".into(),
                job_title: "CEO".into(),
                phone: String::new(),
            },
            capacity: Capacity {
                sellers: Some(3),
                technicians: Some(0),
            },
            consent: true,
            ..ApplicationFields::default()
        }
    }

    #[test]
    fn an_empty_form_is_an_empty_application() {
        let raw = RawApplication::begin(&program());
        assert_eq!(read(&raw, GERMAN), (ApplicationFields::default(), Vec::new()));
    }

    #[test]
    fn what_the_server_holds_survives_being_typed_anew() {
        let raw = RawApplication::of_fields(&fields(), GERMAN, &program());
        assert_eq!(raw.amount, "12345,67");
        assert_eq!(raw.current_vendors, "Alpha, Inc.\nBeta");
        assert_eq!(read(&raw, GERMAN), (fields(), Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_kept() {
        let raw = RawApplication {
            legal_name: " Müller ".into(),
            domain: "https://www.mueller.example/kontakt".into(),
            headcount: "etwa 20".into(),
            sellers: "99999999999".into(),
            amount: "12,5,0".into(),
            ..RawApplication::begin(&program())
        };
        let (fields, errors) = read(&raw, GERMAN);
        let named: Vec<(&str, FieldCode)> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        assert_eq!(
            named,
            [
                ("/headcount", FieldCode::NotANumber),
                ("/capacity/sellers", FieldCode::OutOfRange),
                ("/expected_revenue/minor", FieldCode::NotANumber),
            ]
        );
        assert_eq!(fields.legal_name, "Müller");
        assert!(text::is_domain(&fields.domain), "{}", fields.domain);
        assert_eq!((fields.headcount, fields.expected_revenue), (None, None));
    }

    #[test]
    fn vendors_are_read_by_the_line_and_once() {
        assert_eq!(
            read_vendors(" Alpha, Inc. \n\nBeta\nALPHA, INC.\n"),
            ["Alpha, Inc.", "Beta"]
        );
    }

    #[test]
    fn codes_that_the_program_no_longer_has_are_left_out() {
        let gone = ApplicationFields {
            region: "atlantis".into(),
            regions_served: vec!["atlantis".into()],
            specialties: vec!["alchemy".into()],
            ..fields()
        };
        let raw = RawApplication::of_fields(&gone, GERMAN, &program());
        assert_eq!(
            (raw.region.as_str(), raw.regions_served.len(), raw.specialties.len()),
            ("", 0, 0)
        );
    }

    #[test]
    fn numbers_keep_their_worth_when_the_language_changes() {
        let raw = RawApplication {
            headcount: "1.200".into(),
            amount: "1.250,50".into(),
            sellers: "viele".into(),
            ..RawApplication::begin(&program())
        };
        let read_anew = rewritten(raw.clone(), GERMAN, ENGLISH);
        assert_eq!(
            (
                read_anew.headcount.as_str(),
                read_anew.amount.as_str(),
                read_anew.sellers.as_str()
            ),
            ("1200", "1250.50", "viele")
        );
        assert_eq!(rewritten(raw.clone(), GERMAN, GERMAN), raw);
    }
}
