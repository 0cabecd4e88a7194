//! What of a bank account is refused, for the form as it is typed and for the server alike.

use super::bank_account::{BankAccount, limits};
use super::iban::{iban_code, iban_length, is_bic, is_iban, is_sepa};
use super::latin::is_latin;
use crate::countries::is_country;
use crate::problem::{FieldCode, FieldError};
use crate::text;

impl BankAccount {
    /// What of it is refused, at its pointer. It is judged as it would be kept: [`BankAccount::normal`].
    pub fn check(&self) -> Vec<FieldError> {
        let account = self.normal();
        let mut errors = Vec::new();
        account.check_holder(&mut errors);
        if !is_country(&account.country) {
            let code = if account.country.is_empty() {
                FieldCode::Required
            } else {
                FieldCode::InvalidCountry
            };
            errors.push(FieldError::new("/country", code));
            return errors;
        }
        account.check_bic(&mut errors);
        match iban_length(&account.country) {
            Some(_) => account.check_with_iban(&mut errors),
            None => account.check_without_iban(&mut errors),
        }
        errors
    }

    fn check_holder(&self, errors: &mut Vec<FieldError>) {
        let before = errors.len();
        text::check_required("/holder", &self.holder, limits::HOLDER, false, errors);
        // Banks take Latin letters: what can't be written in them would reach the bank as dots.
        if errors.len() == before && !is_latin(&self.holder, limits::HOLDER) {
            errors.push(FieldError::new("/holder", FieldCode::NotLatin).with("max", limits::HOLDER));
        }
    }

    fn check_bic(&self, errors: &mut Vec<FieldError>) {
        if self.bic.is_empty() {
            return;
        }
        let is_right = is_bic(&self.bic) && iban_code(&self.bic[4..6]) == iban_code(&self.country);
        if !is_right {
            errors.push(FieldError::new("/bic", FieldCode::InvalidBic));
        }
    }

    fn check_with_iban(&self, errors: &mut Vec<FieldError>) {
        if self.iban.is_empty() {
            errors.push(FieldError::new("/iban", FieldCode::Required));
        } else if !is_iban(&self.iban) || self.iban[..2] != *iban_code(&self.country) {
            errors.push(FieldError::new("/iban", FieldCode::InvalidIban));
        }
        if self.bic.is_empty() && !is_sepa(&self.country) {
            errors.push(FieldError::new("/bic", FieldCode::Required));
        }
        for (pointer, given) in [("/number", &self.number), ("/clearing", &self.clearing)] {
            if !given.is_empty() {
                errors.push(FieldError::new(pointer, FieldCode::LeaveEmpty));
            }
        }
    }

    fn check_without_iban(&self, errors: &mut Vec<FieldError>) {
        if !self.iban.is_empty() {
            errors.push(FieldError::new("/iban", FieldCode::LeaveEmpty));
        }
        if self.number.is_empty() {
            errors.push(FieldError::new("/number", FieldCode::Required));
        }
        for (pointer, given, max) in [
            ("/number", &self.number, limits::NUMBER),
            ("/clearing", &self.clearing, limits::CLEARING),
        ] {
            let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if !given.chars().all(is_code) {
                errors.push(FieldError::new(pointer, FieldCode::InvalidText));
            } else if given.len() > max {
                errors.push(FieldError::new(pointer, FieldCode::TooLong).with("max", max));
            }
        }
        if self.bic.is_empty() && self.clearing.is_empty() {
            errors.push(FieldError::new("/bic", FieldCode::Required));
        }
    }

    /// Whether accounts of its bank's country have IBANs.
    pub fn has_iban(country: &str) -> bool {
        iban_length(country).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> BankAccount {
        BankAccount {
            holder: "North Systems GmbH".to_owned(),
            country: "DE".to_owned(),
            iban: "de89 3704 0044 0532 0130 00".to_owned(),
            ..BankAccount::default()
        }
    }

    fn wrong(account: &BankAccount) -> Vec<(String, FieldCode)> {
        let errors = account.check();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn an_iban_of_sepa_is_enough() {
        assert!(wrong(&account()).is_empty());
        let kuwait = BankAccount {
            country: "KW".to_owned(),
            iban: "KW81CBKU0000000000001234560101".to_owned(),
            ..account()
        };
        assert_eq!(wrong(&kuwait), [("/bic".to_owned(), FieldCode::Required)]);
        let other = BankAccount {
            country: "FR".to_owned(),
            ..account()
        };
        assert_eq!(wrong(&other), [("/iban".to_owned(), FieldCode::InvalidIban)]);
        let other = BankAccount {
            bic: "BNPAFRPP".to_owned(),
            number: "1".to_owned(),
            ..account()
        };
        assert_eq!(
            wrong(&other),
            [
                ("/bic".to_owned(), FieldCode::InvalidBic),
                ("/number".to_owned(), FieldCode::LeaveEmpty)
            ]
        );
    }

    #[test]
    fn without_ibans_number_and_bank_are_asked_for() {
        let japan = BankAccount {
            holder: "Kita Systems KK".to_owned(),
            country: "JP".to_owned(),
            number: "123 4567".to_owned(),
            bic: "BOTKJPJT".to_owned(),
            ..BankAccount::default()
        };
        assert!(wrong(&japan).is_empty());
        assert_eq!(japan.normal().masked(), "•••• 67");
        let none = BankAccount {
            number: String::new(),
            bic: String::new(),
            ..japan.clone()
        };
        let required = |pointer: &str| (pointer.to_owned(), FieldCode::Required);
        assert_eq!(wrong(&none), [required("/number"), required("/bic")]);
        let own_letters = BankAccount {
            holder: "北システム".to_owned(),
            ..japan
        };
        assert_eq!(wrong(&own_letters), [("/holder".to_owned(), FieldCode::NotLatin)]);
    }

    #[test]
    fn little_is_shown() {
        assert_eq!(account().normal().masked(), "DE•• •••• 3000");
        assert_eq!(wrong(&BankAccount::default()).len(), 2);
    }
}
