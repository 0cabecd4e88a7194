//! Channel conflict: who holds which account, which registrations are of one account, and the check as one types.

mod candidates;
pub mod holds;
mod outcome;
pub mod routes;

pub use candidates::{Candidate, find};

use crate::settings::InEffect;
use entente_model::conflict::{Account, registrable_domain};
use std::collections::BTreeSet;

/// Every domain that stands for the account: those of its group, else its own.
pub fn domains(account: &Account, settings: &InEffect) -> BTreeSet<String> {
    let own = account
        .registrable_domain
        .iter()
        .chain(&account.account_domain)
        .cloned();
    let mut domains: BTreeSet<String> = own.collect();
    let groups = &settings.settings.account_groups;
    let of_group = |domains: &BTreeSet<String>, group: &[String]| {
        group
            .iter()
            .filter_map(|domain| registrable_domain(domain))
            .any(|domain| domains.contains(&domain))
    };
    for group in groups {
        if !domains.is_empty() && of_group(&domains, &group.domains) {
            domains.extend(group.domains.iter().filter_map(|domain| registrable_domain(domain)));
        }
    }
    domains
}

/// The keys that a registration of the account holds it by, in the order in which they are taken: of each of its domains, so that
/// a group that changes later still meets what was held before, and of its name in its country.
pub fn hold_keys(account: &Account, settings: &InEffect) -> BTreeSet<String> {
    let of_domains = domains(account, settings)
        .into_iter()
        .map(|domain| format!("d:{domain}"));
    of_domains
        .chain(account.keys().into_iter().map(|key| key.into_string()))
        .collect()
}
