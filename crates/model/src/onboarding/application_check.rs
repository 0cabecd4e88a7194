//! What of an application's fields is refused: limits that even a draft keeps, and all that handing it in asks for.

use super::ApplicationFields;
use super::application::{ApplicationStep, limits};
use crate::countries::is_country;
use crate::money::MAX_MINOR;
use crate::problem::{FieldCode, FieldError};
use crate::text;

/// What of the program's settings the fields are checked against.
#[derive(Clone, Copy, Debug)]
pub struct ApplicationRules<'a> {
    /// Codes of the regions.
    pub regions: &'a [&'a str],
    /// Codes of the specialties that are offered.
    pub specialties: &'a [&'a str],
    /// Currencies taken.
    pub currencies: &'a [String],
}

impl ApplicationFields {
    /// What even a draft is refused for: texts too long or with control characters, too many entries, numbers out of range. Empty
    /// fields pass.
    pub fn check_limits(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut line = |pointer: &str, text: &str, max| text::check(pointer, text, max, false, &mut errors);
        line("/legal_name", &self.legal_name, limits::NAME);
        line("/display_name", &self.display_name, limits::NAME);
        line("/domain", &self.domain, limits::DOMAIN);
        line("/country", &self.country, limits::COUNTRY);
        line("/region", &self.region, limits::CODE);
        line("/contact/name", &self.contact.name, limits::CONTACT);
        line("/contact/email", &self.contact.email, limits::EMAIL);
        line("/contact/job_title", &self.contact.job_title, limits::CONTACT);
        line("/contact/phone", &self.contact.phone, limits::PHONE);
        text::check("/motivation", &self.motivation, limits::MOTIVATION, true, &mut errors);
        check_list(
            "/regions_served",
            &self.regions_served,
            limits::CODES,
            limits::CODE,
            &mut errors,
        );
        check_list(
            "/specialties",
            &self.specialties,
            limits::CODES,
            limits::CODE,
            &mut errors,
        );
        check_list(
            "/current_vendors",
            &self.current_vendors,
            limits::VENDORS,
            limits::VENDOR,
            &mut errors,
        );
        let mut count = |pointer: &str, number: Option<u32>| {
            if number.is_some_and(|number| number > limits::HEADCOUNT) {
                errors.push(out_of_range(pointer, 0));
            }
        };
        count("/headcount", self.headcount);
        count("/capacity/sellers", self.capacity.sellers);
        count("/capacity/technicians", self.capacity.technicians);
        if let Some(revenue) = &self.expected_revenue {
            text::check("/expected_revenue/currency", &revenue.currency, 3, false, &mut errors);
            if !(0..=MAX_MINOR).contains(&revenue.minor) {
                errors.push(
                    FieldError::new("/expected_revenue/minor", FieldCode::OutOfRange)
                        .with("min", 1)
                        .with("max", MAX_MINOR),
                );
            }
        }
        errors
    }

    /// All that handing in asks for, limits included; empty when it may be handed in. Trading name, vendors, motivation and telephone
    /// number may stay empty.
    pub fn check_complete(&self, rules: &ApplicationRules) -> Vec<FieldError> {
        let mut errors = self.check_limits();
        let mut refuse = |error: FieldError| {
            if errors.iter().all(|known| known.pointer != error.pointer) {
                errors.push(error);
            }
        };
        let required = |pointer: &str| FieldError::new(pointer, FieldCode::Required);
        for (pointer, text) in [
            ("/legal_name", &self.legal_name),
            ("/country", &self.country),
            ("/region", &self.region),
            ("/domain", &self.domain),
            ("/contact/name", &self.contact.name),
            ("/contact/email", &self.contact.email),
            ("/contact/job_title", &self.contact.job_title),
        ] {
            if text.trim().is_empty() {
                refuse(required(pointer));
            }
        }
        if !text::is_domain(&text::domain_of_typed(&self.domain)) {
            refuse(FieldError::new("/domain", FieldCode::InvalidDomain));
        }
        if !is_country(&self.country) {
            refuse(FieldError::new("/country", FieldCode::InvalidCountry));
        }
        if !text::is_email(self.contact.email.trim()) {
            refuse(FieldError::new("/contact/email", FieldCode::InvalidEmail));
        }
        if !rules.regions.contains(&self.region.as_str()) {
            refuse(FieldError::new("/region", FieldCode::UnknownValue));
        }
        if self.partner_type.is_none() {
            refuse(required("/partner_type"));
        }
        for (pointer, codes, known) in [
            ("/regions_served", &self.regions_served, rules.regions),
            ("/specialties", &self.specialties, rules.specialties),
        ] {
            // A program that offers no specialties asks for none.
            if codes.is_empty() && !known.is_empty() {
                refuse(FieldError::new(pointer, FieldCode::TooFew).with("min", 1));
            }
            for (at, code) in codes.iter().take(limits::CODES).enumerate() {
                if !known.contains(&code.as_str()) {
                    refuse(FieldError::new(format!("{pointer}/{at}"), FieldCode::UnknownValue));
                } else if codes[..at].contains(code) {
                    refuse(FieldError::new(format!("{pointer}/{at}"), FieldCode::Duplicate));
                }
            }
        }
        match self.headcount {
            None => refuse(required("/headcount")),
            Some(0) => refuse(out_of_range("/headcount", 1)),
            Some(_) => {}
        }
        for (pointer, number) in [
            ("/capacity/sellers", self.capacity.sellers),
            ("/capacity/technicians", self.capacity.technicians),
        ] {
            match (number, self.headcount) {
                (None, _) => refuse(required(pointer)),
                (Some(number), Some(all)) if number > all => {
                    refuse(
                        FieldError::new(pointer, FieldCode::OutOfRange)
                            .with("min", 0)
                            .with("max", all),
                    );
                }
                _ => {}
            }
        }
        match &self.expected_revenue {
            None => refuse(required("/expected_revenue/minor")),
            Some(revenue) => {
                let mut found = Vec::new();
                revenue.check("/expected_revenue", rules.currencies, &mut found);
                found.into_iter().for_each(&mut refuse);
            }
        }
        if !self.consent {
            refuse(required("/consent"));
        }
        errors
    }

    /// What keeps one step of the form from being left for the next.
    pub fn check_step(&self, step: ApplicationStep, rules: &ApplicationRules) -> Vec<FieldError> {
        let of_step = |error: &FieldError| ApplicationStep::of_pointer(&error.pointer) == step;
        self.check_complete(rules).into_iter().filter(of_step).collect()
    }
}

fn check_list(pointer: &str, entries: &[String], most: usize, characters: usize, errors: &mut Vec<FieldError>) {
    if entries.len() > most {
        errors.push(FieldError::new(pointer, FieldCode::TooMany).with("max", most));
    }
    for (at, entry) in entries.iter().take(most).enumerate() {
        text::check_required(&format!("{pointer}/{at}"), entry, characters, false, errors);
    }
}

fn out_of_range(pointer: &str, min: u32) -> FieldError {
    FieldError::new(pointer, FieldCode::OutOfRange)
        .with("min", min)
        .with("max", limits::HEADCOUNT)
}
