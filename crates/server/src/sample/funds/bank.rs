//! Bank accounts. The vendor's are the examples of the IBAN registry; those of partners are of banks that there are not, with check digits
//! that agree, so that no bank would pay to them and the portal takes them.

use super::super::people::Partner;
use super::super::random::Chance;
use crate::files::Files;
use crate::store::StoreError;
use crate::store::entities::partners;
use entente_model::funds::payment::{BankAccount, PayerAccount, is_latin, latin, limits};
use entente_model::settings::ProgramSettings;
use uuid::Uuid;

/// The vendor's accounts: currency, country, IBAN, BIC.
static PAYERS: [(&str, &str, &str, &str); 2] = [
    ("EUR", "DE", "DE89370400440532013000", "EXPLDEFF"),
    ("GBP", "GB", "GB29NWBK60161331926819", "EXPLGB2L"),
];

/// How account numbers of a country with IBANs are made: the bank, how many digits follow, and what ends them.
#[rustfmt::skip]
const BANKS: [(&str, &str, usize, &str); 18] = [
    ("AE", "999", 16, ""), ("AT", "99999", 11, ""), ("BE", "999", 9, ""), ("BR", "99999999", 15, "C1"), ("CH", "99999", 12, ""),
    ("DE", "99999999", 10, ""), ("DK", "9999", 10, ""), ("ES", "9999", 16, ""), ("FI", "999999", 8, ""), ("FR", "9999999999", 13, ""),
    ("GB", "ZZZZ", 14, ""), ("IE", "ZZZZ", 14, ""), ("IT", "Z9999999999", 12, ""), ("NL", "ZZZZ", 10, ""), ("NO", "9999", 7, ""),
    ("PL", "99999999", 16, ""), ("SA", "99", 18, ""), ("SE", "999", 17, ""),
];
/// Digits of an account's number where there are no IBANs.
const DIGITS: usize = 10;

/// The vendor's accounts that pay in the program's currencies.
pub fn payers(settings: &ProgramSettings) -> Vec<PayerAccount> {
    let known = PAYERS
        .iter()
        .filter(|(currency, ..)| settings.currencies.iter().any(|code| code == currency));
    let account = |(currency, country, iban, bic): &(&str, &str, &str, &str)| PayerAccount {
        currency: (*currency).to_owned(),
        account: BankAccount {
            holder: settings.program.vendor.clone(),
            country: (*country).to_owned(),
            iban: (*iban).to_owned(),
            bic: (*bic).to_owned(),
            ..BankAccount::default()
        },
    };
    known.map(account).collect()
}

/// A bank account as its rows keep it.
pub struct Kept {
    /// Encrypted for its partner.
    pub sealed: Vec<u8>,
    /// What may be shown of it.
    pub masked: String,
    /// The bank's country.
    pub country: String,
}

impl Kept {
    /// A partner's account, encrypted with the program's key.
    pub fn draw(
        partner: &Partner,
        row: &partners::Model,
        files: &Files,
        chance: &mut Chance,
    ) -> Result<Self, StoreError> {
        let account = account(partner.market.country, row, chance).normal();
        let errors = account.check();
        if !errors.is_empty() {
            let text = format!("sample data: the account of {}: {errors:?}", row.display_name);
            return Err(StoreError::Internal(text));
        }
        Ok(Kept {
            sealed: seal(files, partner.id, &account)?,
            masked: account.masked(),
            country: account.country,
        })
    }
}

fn seal(files: &Files, owner: Uuid, account: &BankAccount) -> Result<Vec<u8>, StoreError> {
    let sealed = files.seal(owner, &serde_json::to_vec(account)?);
    sealed.map_err(|error| StoreError::Internal(format!("sample data: sealing an account: {error}")))
}

fn account(country: &str, row: &partners::Model, chance: &mut Chance) -> BankAccount {
    let mut account = BankAccount {
        holder: holder(row),
        country: country.to_owned(),
        bic: format!("EXPL{country}2X"),
        ..BankAccount::default()
    };
    match BANKS.iter().find(|(known, ..)| *known == country) {
        Some((_, bank, count, end)) => account.iban = iban(country, &format!("{bank}{}{end}", digits(*count, chance))),
        None => account.number = digits(DIGITS, chance),
    }
    account
}

/// The partner's name, or its domain's where banks can't write the name.
fn holder(row: &partners::Model) -> String {
    if is_latin(&row.legal_name, limits::HOLDER) {
        return row.legal_name.clone();
    }
    let host = row.domain.split('.').next().unwrap_or(&row.domain);
    latin(&host.replace('-', " ").to_uppercase(), limits::HOLDER)
}

fn digits(count: usize, chance: &mut Chance) -> String {
    (0..count).map(|_| chance.between(0, 9).to_string()).collect()
}

/// The IBAN of an account's number: check digits by ISO 7064, mod 97-10.
fn iban(country: &str, number: &str) -> String {
    let read = number.chars().chain(country.chars()).chain("00".chars());
    let rest = read.fold(0_u32, |rest, c| {
        let value = c.to_digit(36).unwrap_or(0);
        let shift = if value > 9 { 100 } else { 10 };
        (rest * shift + value) % 97
    });
    format!("{country}{:02}{number}", 98 - rest)
}

#[cfg(test)]
mod tests {
    use super::super::super::names::MARKETS;
    use super::*;
    use entente_model::funds::payment::is_iban;

    #[test]
    fn each_market_has_accounts_that_the_portal_takes() {
        for market in MARKETS {
            let has_iban = BANKS.iter().any(|(country, ..)| *country == market.country);
            assert_eq!(has_iban, BankAccount::has_iban(market.country), "{}", market.country);
            if let Some((country, bank, count, end)) = BANKS.iter().find(|(country, ..)| *country == market.country) {
                let number = format!("{bank}{}{end}", "4".repeat(*count));
                assert!(is_iban(&iban(country, &number)), "{country}");
            }
        }
    }

    #[test]
    fn the_vendor_pays_from_accounts_that_the_portal_takes() {
        let payers = payers(&ProgramSettings::initial());
        assert!(payers.iter().any(|payer| payer.currency == "EUR"));
        for payer in payers {
            assert!(payer.account.check().is_empty(), "{}", payer.currency);
        }
    }
}
