//! A customer account and when two are the same (domain: Channel conflict).

use super::domain::{is_public_mail_domain, registrable_domain};
use super::normalise::normalise;
use super::similarity::similarity;
use crate::approvals::Evidence;
use crate::settings::AccountGroup;
use std::collections::HashMap;

/// Whom a registration is about, as far as that can be told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Account {
    /// Registrable domain in ASCII; none when none was given, or one that stands for no company (mail providers).
    pub registrable_domain: Option<String>,
    /// The domain that stands for the account: that of its group when it is in one, else its own.
    pub account_domain: Option<String>,
    /// Normalised name; may be empty.
    pub normalised_name: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
}

/// What makes an account unique. The store keeps a row a key, so that the database decides who is first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AccountKey(String);

impl AccountKey {
    /// As stored: `d:<domain>` or `n:<country>:<name>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The same, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Aliases and subsidiaries, ready to be asked: each registrable domain with the one that stands for its group, the first.
#[derive(Clone, Debug, Default)]
pub struct AccountGroups(HashMap<String, String>);

impl AccountGroups {
    /// From the settings. Domains that can't be read are passed over; the settings' check refuses them.
    pub fn new(groups: &[AccountGroup]) -> Self {
        let mut of_domain = HashMap::new();
        for group in groups {
            let domains: Vec<String> = group
                .domains
                .iter()
                .filter_map(|domain| registrable_domain(domain))
                .collect();
            let Some(first) = domains.first().cloned() else {
                continue;
            };
            for domain in domains {
                of_domain.entry(domain).or_insert_with(|| first.clone());
            }
        }
        AccountGroups(of_domain)
    }
}

impl Account {
    /// An account from the fields as typed.
    pub fn from_typed(name: &str, domain: &str, country: &str, groups: &AccountGroups) -> Self {
        let registrable_domain = registrable_domain(domain).filter(|domain| !is_public_mail_domain(domain));
        let account_domain = registrable_domain
            .as_ref()
            .map(|domain| groups.0.get(domain).unwrap_or(domain).clone());
        Account {
            registrable_domain,
            account_domain,
            normalised_name: normalise(name),
            country: country.trim().to_ascii_uppercase(),
        }
    }

    /// The keys that it shares with the same account written otherwise: of its domain and of its name with country.
    pub fn keys(&self) -> Vec<AccountKey> {
        let domain = self
            .account_domain
            .as_ref()
            .map(|domain| AccountKey(format!("d:{domain}")));
        let named = !self.normalised_name.is_empty() && !self.country.is_empty();
        let name = named.then(|| AccountKey(format!("n:{}:{}", self.country, self.normalised_name)));
        domain.into_iter().chain(name).collect()
    }
}

/// Why two accounts are, or may be, the same.
#[derive(Clone, PartialEq, Debug)]
pub struct Match {
    /// Whether they surely are: equal domains, or equal names in one country.
    pub certain: bool,
    /// The grounds, strongest first.
    pub evidence: Vec<Evidence>,
}

/// Compares two accounts; symmetric but for the order of names in the evidence. Names alike by at least `threshold_per_mille` are a
/// possible match within one country or when a country is not known; across countries only equal names are.
pub fn compare(this: &Account, other: &Account, threshold_per_mille: u32) -> Option<Match> {
    let mut evidence = Vec::new();
    if let (Some(domain), true) = (&this.account_domain, this.account_domain == other.account_domain) {
        evidence.push(Evidence::SameDomain { domain: domain.clone() });
    }
    let names_given = !this.normalised_name.is_empty() && !other.normalised_name.is_empty();
    let same_name = names_given && this.normalised_name == other.normalised_name;
    let same_country = this.country == other.country && !this.country.is_empty();
    if same_name && same_country {
        evidence.push(Evidence::SameName {
            name: this.normalised_name.clone(),
            country: this.country.clone(),
        });
    }
    let certain = !evidence.is_empty();
    let comparable = same_name || same_country || this.country.is_empty() || other.country.is_empty();
    if names_given && comparable && !(same_name && same_country) {
        let similarity_per_mille = similarity(&this.normalised_name, &other.normalised_name);
        if similarity_per_mille >= threshold_per_mille {
            evidence.push(Evidence::SimilarName {
                this: this.normalised_name.clone(),
                other: other.normalised_name.clone(),
                similarity_per_mille,
            });
        }
    }
    (!evidence.is_empty()).then_some(Match { certain, evidence })
}

/// Codes of products that both registrations name, in the order of the first.
pub fn shared_products<'a>(this: impl IntoIterator<Item = &'a str>, other: &[&str]) -> Vec<String> {
    let mut shared: Vec<String> = Vec::new();
    for code in this {
        if other.contains(&code) && !shared.iter().any(|known| known == code) {
            shared.push(code.to_owned());
        }
    }
    shared
}
