//! Checks of the accounts that settings name: reserved ones and groups of domains.

use super::check::Found;
use super::{AccountGroup, ReservedAccount, bounds};
use crate::countries::is_country;
use crate::problem::FieldCode;
use crate::text;
use std::collections::HashSet;

impl Found {
    pub(super) fn reserved(&mut self, reserved: &[ReservedAccount]) {
        self.count("/reserved", reserved.len(), 0, bounds::ACCOUNTS);
        for (at, account) in reserved.iter().enumerate() {
            let at = format!("/reserved/{at}");
            self.name(&format!("{at}/name"), &account.name);
            text::check(
                &format!("{at}/reason"),
                &account.reason,
                bounds::NOTE,
                true,
                &mut self.0,
            );
            if !account.country.is_empty() && !is_country(&account.country) {
                self.refuse(format!("{at}/country"), FieldCode::InvalidCountry);
            }
            if !account.domain.is_empty() && !text::is_domain(&account.domain) {
                self.refuse(format!("{at}/domain"), FieldCode::InvalidDomain);
            }
            if account.territory && !account.domain.is_empty() {
                self.refuse(format!("{at}/domain"), FieldCode::TooMany);
            }
            if account.country.is_empty() && account.territory {
                self.refuse(format!("{at}/country"), FieldCode::Required);
            } else if account.country.is_empty() && account.domain.is_empty() {
                self.refuse(format!("{at}/domain"), FieldCode::Required);
            }
        }
    }

    pub(super) fn groups(&mut self, groups: &[AccountGroup]) {
        self.count("/account_groups", groups.len(), 0, bounds::ACCOUNTS);
        let mut seen = HashSet::new();
        for (at, group) in groups.iter().enumerate() {
            let at = format!("/account_groups/{at}");
            self.name(&format!("{at}/name"), &group.name);
            self.count(&format!("{at}/domains"), group.domains.len(), 2, bounds::GROUP_DOMAINS);
            for (place, domain) in group.domains.iter().enumerate() {
                let pointer = format!("{at}/domains/{place}");
                let plain = text::domain_of_typed(domain);
                if !text::is_domain(&plain) {
                    self.refuse(pointer, FieldCode::InvalidDomain);
                } else if !seen.insert(plain) {
                    self.refuse(pointer, FieldCode::Duplicate);
                }
            }
        }
    }
}
