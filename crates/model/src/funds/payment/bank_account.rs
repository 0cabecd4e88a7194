//! Bank accounts: a partner's, which is paid, and the vendor's, which pays.

use super::iban::iban_code;
use crate::people::Person;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of fields.
pub mod limits {
    /// Of the holder's name (EPC132-08: 70).
    pub const HOLDER: usize = 70;
    /// Of the number of an account that has no IBAN (`Max34Text` of ISO 20022).
    pub const NUMBER: usize = 34;
    /// Of the number by which a bank's country knows it (`Max35Text`).
    pub const CLEARING: usize = 35;
}

/// A bank account. Where the bank's country has IBANs it is known by that, else by its number and by what the bank is known by.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct BankAccount {
    /// Whose it is, in Latin letters, as the bank knows them.
    pub holder: String,
    /// The bank's country, ISO 3166-1 alpha-2.
    pub country: String,
    /// IBAN without spaces; empty where there are none.
    pub iban: String,
    /// BIC of the bank; may be empty where an IBAN of SEPA says it, or beside a clearing number.
    pub bic: String,
    /// The account's number where there are no IBANs; else empty.
    pub number: String,
    /// The bank's number in its country, such as a routing number, where there are no IBANs; may be empty beside a BIC.
    pub clearing: String,
}

impl BankAccount {
    /// The same as it is kept: codes without spaces and in upper case.
    pub fn normal(&self) -> BankAccount {
        let code = |text: &str| -> String {
            let kept = text.chars().filter(|c| !c.is_whitespace());
            kept.map(|c| c.to_ascii_uppercase()).collect()
        };
        BankAccount {
            holder: self.holder.split_whitespace().collect::<Vec<_>>().join(" "),
            country: code(&self.country),
            iban: code(&self.iban),
            bic: code(&self.bic),
            number: code(&self.number),
            clearing: code(&self.clearing),
        }
    }

    /// What may be shown of it: the IBAN's country and its last four characters, such as `DE•• •••• 3000`.
    pub fn masked(&self) -> String {
        let number = if self.iban.is_empty() { &self.number } else { &self.iban };
        let count = number.chars().count();
        // Of a short number less is shown than is hidden.
        let shown = (count / 3).min(4);
        let last: String = number.chars().skip(count - shown).collect();
        if self.iban.is_empty() {
            format!("•••• {last}")
        } else {
            format!("{}•• •••• {last}", iban_code(&self.country))
        }
    }
}

/// A partner's bank account as its admins see it: never whole again.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankAccountStanding {
    /// What is shown of the account; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub masked: Option<String>,
    /// The bank's country.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<String>,
    /// Who saved or removed it last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changed_by: Option<Person>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changed_at: Option<DateTime<Utc>>,
    /// Whether the portal can keep one encrypted; without a key none can be saved.
    pub can_keep: bool,
    /// Version, as the ETag has it; 0 before the first.
    pub version: i64,
}

/// The vendor's account that pays in a currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayerAccount {
    /// ISO 4217 code of what it pays in.
    pub currency: String,
    /// The account.
    pub account: BankAccount,
}
