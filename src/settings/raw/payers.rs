//! The vendor's accounts that pay, as typed, from the model to text and back.

use entente_model::funds::payment::{BankAccount, PayerAccount};
use entente_model::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};

/// An account of the vendor's, and the currency that it pays in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawPayer {
    /// Code of the currency.
    pub currency: String,
    /// Whose it is, as the bank knows them.
    pub holder: String,
    /// Code of the bank's country.
    pub country: String,
    /// IBAN, with or without spaces.
    pub iban: String,
    /// BIC of the bank; may be empty.
    pub bic: String,
    /// The account's number where there are no IBANs.
    pub number: String,
    /// The bank's number where there are no IBANs; may be empty.
    pub clearing: String,
}

/// Whether an account of a bank in this country is asked for by its IBAN; also while no country is chosen.
pub fn asks_for_iban(country: &str) -> bool {
    country.is_empty() || BankAccount::has_iban(country)
}

/// A code in groups of four, as it stands on paper.
pub fn in_fours(code: &str) -> String {
    let characters: Vec<char> = code.chars().filter(|c| !c.is_whitespace()).collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

pub(super) fn write_payer(payer: &PayerAccount) -> RawPayer {
    let account = &payer.account;
    RawPayer {
        currency: payer.currency.clone(),
        holder: account.holder.clone(),
        country: account.country.clone(),
        iban: in_fours(&account.iban),
        bic: account.bic.clone(),
        number: account.number.clone(),
        clearing: account.clearing.clone(),
    }
}

pub(super) fn read_payer(at: usize, raw: &RawPayer, errors: &mut Vec<FieldError>) -> PayerAccount {
    if raw.currency.is_empty() {
        let pointer = format!("/funds/payers/{at}/currency");
        errors.push(FieldError::new(pointer, FieldCode::Required));
    }
    let has_iban = asks_for_iban(&raw.country);
    // What was typed before another country was chosen stays in the field's text.
    let only = |asked: bool, typed: &str| if asked { typed.to_owned() } else { String::new() };
    let account = BankAccount {
        holder: raw.holder.clone(),
        country: raw.country.clone(),
        iban: only(has_iban, &raw.iban),
        bic: raw.bic.clone(),
        number: only(!has_iban, &raw.number),
        clearing: only(!has_iban, &raw.clearing),
    };
    PayerAccount {
        currency: raw.currency.clone(),
        account: account.normal(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{read, restyled, write};
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use entente_model::settings::ProgramSettings;

    fn with_payers() -> ProgramSettings {
        let mut settings = ProgramSettings::initial();
        settings.funds.payers = vec![
            PayerAccount {
                currency: "EUR".into(),
                account: BankAccount {
                    holder: "North Systems GmbH".into(),
                    country: "DE".into(),
                    iban: "DE89370400440532013000".into(),
                    ..BankAccount::default()
                },
            },
            PayerAccount {
                currency: "JPY".into(),
                account: BankAccount {
                    holder: "Kita Systems KK".into(),
                    country: "JP".into(),
                    bic: "BOTKJPJT".into(),
                    number: "1234567".into(),
                    clearing: "0005-001".into(),
                    ..BankAccount::default()
                },
            },
        ];
        settings
    }

    #[test]
    fn accounts_that_pay_survive_being_typed_anew() {
        let settings = with_payers();
        for style in [GERMAN, ENGLISH] {
            assert_eq!(read(&write(&settings, style), style), (settings.clone(), Vec::new()));
        }
        let german = write(&settings, GERMAN);
        assert_eq!(german.payers[0].iban, "DE89 3704 0044 0532 0130 00");
        assert_eq!(restyled(german, GERMAN, ENGLISH), write(&settings, ENGLISH));
    }

    #[test]
    fn codes_are_read_as_they_are_kept() {
        let mut raw = write(&with_payers(), ENGLISH);
        raw.payers[0].iban = " de89 37040044 0532013000".into();
        raw.payers[0].holder = " North  Systems GmbH ".into();
        raw.payers[1].bic = "botk jpjt".into();
        assert_eq!(read(&raw, ENGLISH), (with_payers(), Vec::new()));
    }

    #[test]
    fn what_another_country_asks_for_stays_typed_and_is_left_out() {
        let mut raw = write(&with_payers(), ENGLISH);
        raw.payers[0].number = "532013000".into();
        raw.payers[1].iban = "JP00".into();
        assert_eq!(read(&raw, ENGLISH), (with_payers(), Vec::new()));
        assert_eq!(raw.payers[0].number, "532013000");
        raw.payers[0].country = "US".into();
        let (settings, _) = read(&raw, ENGLISH);
        let account = &settings.funds.payers[0].account;
        assert_eq!((account.iban.as_str(), account.number.as_str()), ("", "532013000"));
    }

    #[test]
    fn an_account_without_a_currency_is_named() {
        let mut raw = write(&with_payers(), ENGLISH);
        raw.payers[1].currency = String::new();
        let expected = FieldError::new("/funds/payers/1/currency", FieldCode::Required);
        assert_eq!(read(&raw, ENGLISH).1, [expected]);
    }
}
