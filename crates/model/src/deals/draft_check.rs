//! What of a registration's fields is refused: limits that even a draft keeps, and all that submitting asks for.

use super::DealDraft;
use super::draft::limits;
use crate::countries::is_country;
use crate::money::MAX_MINOR;
use crate::people::ProgramInfo;
use crate::problem::{FieldCode, FieldError};
use crate::settings::{Product, ProgramSettings};
use crate::text;
use chrono::{Datelike, NaiveDate};

/// What of the program's settings the fields are checked against.
#[derive(Clone, Copy, Debug)]
pub struct ProgramRules<'a> {
    /// Products; those not offered any more are refused.
    pub products: &'a [Product],
    /// Currencies taken.
    pub currencies: &'a [String],
    /// Fewest characters of the need.
    pub need_min_characters: u32,
}

impl<'a> From<&'a ProgramSettings> for ProgramRules<'a> {
    fn from(settings: &'a ProgramSettings) -> Self {
        ProgramRules {
            products: &settings.products,
            currencies: &settings.currencies,
            need_min_characters: settings.deals.need_min_characters,
        }
    }
}

impl<'a> From<&'a ProgramInfo> for ProgramRules<'a> {
    fn from(program: &'a ProgramInfo) -> Self {
        ProgramRules {
            products: &program.products,
            currencies: &program.currencies,
            need_min_characters: program.need_min_characters,
        }
    }
}

impl DealDraft {
    /// What even a draft is refused for, because it can't be stored or makes no sense in any state of writing: texts too long or with
    /// control characters, too many products, numbers out of range. Empty fields pass.
    pub fn check_limits(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut line = |pointer: &str, text: &str, max| text::check(pointer, text, max, false, &mut errors);
        line("/customer_name", &self.customer_name, limits::CUSTOMER_NAME);
        line("/customer_domain", &self.customer_domain, limits::CUSTOMER_DOMAIN);
        line("/customer_country", &self.customer_country, limits::COUNTRY);
        line("/contact/name", &self.contact.name, limits::CONTACT);
        line("/contact/email", &self.contact.email, limits::EMAIL);
        line("/contact/role", &self.contact.role, limits::CONTACT);
        line("/campaign", &self.campaign, limits::CAMPAIGN);
        text::check(
            "/competition",
            &self.competition,
            limits::COMPETITION,
            true,
            &mut errors,
        );
        text::check("/need", &self.need, limits::NEED, true, &mut errors);
        text::check("/notes", &self.notes, limits::NOTES, true, &mut errors);
        if self.products.len() > limits::PRODUCTS {
            errors.push(FieldError::new("/products", FieldCode::TooMany).with("max", limits::PRODUCTS));
        }
        for (at, product) in self.products.iter().take(limits::PRODUCTS).enumerate() {
            text::check(
                &format!("/products/{at}/code"),
                &product.code,
                limits::CODE,
                false,
                &mut errors,
            );
            if product.quantity > limits::QUANTITY {
                errors.push(quantity_error(at));
            }
        }
        if let Some(value) = &self.value {
            text::check("/value/currency", &value.currency, limits::CURRENCY, false, &mut errors);
            if !(0..=MAX_MINOR).contains(&value.minor) {
                errors.push(
                    FieldError::new("/value/minor", FieldCode::OutOfRange)
                        .with("min", 1)
                        .with("max", MAX_MINOR),
                );
            }
        }
        // Years of four digits: others have no agreed form in JSON or in a database.
        if self.expected_close.is_some_and(|day| !(1..=9999).contains(&day.year())) {
            errors.push(FieldError::new("/expected_close", FieldCode::InvalidDate));
        }
        errors
    }

    /// All that submitting asks for, limits included; empty when the registration may be handed in. Competition, campaign, notes and
    /// the contact's role may stay empty. `today` is the day where the reader is, or UTC's.
    pub fn check_complete(&self, today: NaiveDate, rules: &ProgramRules) -> Vec<FieldError> {
        let mut errors = self.check_limits();
        let mut refuse = |error: FieldError| {
            if errors.iter().all(|known| known.pointer != error.pointer) {
                errors.push(error);
            }
        };
        let required = |pointer: &str| FieldError::new(pointer, FieldCode::Required);

        if self.customer_name.trim().is_empty() {
            refuse(required("/customer_name"));
        }
        if self.customer_domain.trim().is_empty() {
            refuse(required("/customer_domain"));
        } else if !text::is_domain(&text::domain_of_typed(&self.customer_domain)) {
            refuse(FieldError::new("/customer_domain", FieldCode::InvalidDomain));
        }
        if self.customer_country.is_empty() {
            refuse(required("/customer_country"));
        } else if !is_country(&self.customer_country) {
            refuse(FieldError::new("/customer_country", FieldCode::InvalidCountry));
        }
        if self.contact.name.trim().is_empty() {
            refuse(required("/contact/name"));
        }
        if self.contact.email.trim().is_empty() {
            refuse(required("/contact/email"));
        } else if !text::is_email(self.contact.email.trim()) {
            refuse(FieldError::new("/contact/email", FieldCode::InvalidEmail));
        }
        if self.products.is_empty() {
            refuse(FieldError::new("/products", FieldCode::TooFew).with("min", 1));
        }
        for (at, product) in self.products.iter().take(limits::PRODUCTS).enumerate() {
            let pointer = format!("/products/{at}/code");
            if product.code.is_empty() {
                refuse(required(&pointer));
            } else if !rules
                .products
                .iter()
                .any(|known| known.offered && known.code == product.code)
            {
                refuse(FieldError::new(pointer, FieldCode::UnknownValue));
            } else if self.products[..at].iter().any(|earlier| earlier.code == product.code) {
                refuse(FieldError::new(pointer, FieldCode::Duplicate));
            }
            if product.quantity == 0 {
                refuse(quantity_error(at));
            }
        }
        match &self.value {
            None => refuse(required("/value/minor")),
            Some(value) => {
                let mut found = Vec::new();
                value.check("/value", rules.currencies, &mut found);
                found.into_iter().for_each(&mut refuse);
            }
        }
        match self.expected_close {
            None => refuse(required("/expected_close")),
            Some(day) if day < today => {
                refuse(FieldError::new("/expected_close", FieldCode::DateInPast).with("min", today))
            }
            Some(day) => {
                let last = last_close(today);
                if day > last {
                    refuse(FieldError::new("/expected_close", FieldCode::DateTooFar).with("max", last));
                }
            }
        }
        let need = self.need.trim();
        if need.is_empty() {
            refuse(required("/need"));
        } else if need.chars().count() < rules.need_min_characters as usize {
            refuse(FieldError::new("/need", FieldCode::TooShort).with("min", rules.need_min_characters));
        }
        errors
    }

    /// What submitting would refuse at one field or below it, for a form that checks a field when it is left: `/need`, `/products/0`,
    /// `/products`, `/value`.
    pub fn check_field(&self, pointer: &str, today: NaiveDate, rules: &ProgramRules) -> Vec<FieldError> {
        let within = |error: &FieldError| {
            error
                .pointer
                .strip_prefix(pointer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.check_complete(today, rules).into_iter().filter(within).collect()
    }
}

/// The last day that an expected close may fall on.
pub fn last_close(today: NaiveDate) -> NaiveDate {
    let months = chrono::Months::new(12 * limits::CLOSE_YEARS.unsigned_abs());
    today.checked_add_months(months).unwrap_or(NaiveDate::MAX)
}

fn quantity_error(at: usize) -> FieldError {
    FieldError::new(format!("/products/{at}/quantity"), FieldCode::OutOfRange)
        .with("min", 1)
        .with("max", limits::QUANTITY)
}
