//! Accounts and territories kept for direct sales.

use super::account::{Account, AccountGroups};
use crate::settings::ReservedAccount;
use std::collections::HashMap;

/// Reserved accounts of a version of the settings, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct ReservedIndex {
    by_key: HashMap<String, Vec<usize>>,
    by_country: HashMap<String, Vec<usize>>,
    accounts: Vec<ReservedAccount>,
}

impl ReservedIndex {
    /// From the settings.
    pub fn new(reserved: &[ReservedAccount], groups: &AccountGroups) -> Self {
        let mut index = ReservedIndex {
            accounts: reserved.to_vec(),
            ..Self::default()
        };
        for (at, entry) in reserved.iter().enumerate() {
            if entry.territory {
                index
                    .by_country
                    .entry(entry.country.to_ascii_uppercase())
                    .or_default()
                    .push(at);
                continue;
            }
            for key in Account::from_typed(&entry.name, &entry.domain, &entry.country, groups).keys() {
                index.by_key.entry(key.into_string()).or_default().push(at);
            }
        }
        index
    }

    /// What the account touches, in the order of the settings: a named account by its domain or by its name in its country, or a territory.
    pub fn touched_by(&self, account: &Account) -> Vec<&ReservedAccount> {
        let named = account
            .keys()
            .into_iter()
            .filter_map(|key| self.by_key.get(key.as_str()))
            .flatten();
        let territory = self
            .by_country
            .get(&account.country)
            .filter(|_| !account.country.is_empty())
            .into_iter()
            .flatten();
        let mut found: Vec<usize> = named.chain(territory).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| self.accounts.get(at)).collect()
    }
}

/// The same for a single question; a server that asks often keeps a [`ReservedIndex`].
pub fn touches_reserved(
    account: &Account,
    reserved: &[ReservedAccount],
    groups: &AccountGroups,
) -> Vec<ReservedAccount> {
    ReservedIndex::new(reserved, groups)
        .touched_by(account)
        .into_iter()
        .cloned()
        .collect()
}
