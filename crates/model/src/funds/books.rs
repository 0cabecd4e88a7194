//! The books of one fund in memory: the whole ledger, with what refuses a booking.

use super::ledger::{Account, AccountKind, Balance, Entry, LedgerRefusal, MAX_FUND_MINOR, Posting};
use crate::ids::{FundRequestId, PartnerId};
use std::collections::BTreeMap;

/// The books of one fund in memory: what the server's tables must agree with, and what previews are reckoned with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Books {
    accounts: BTreeMap<Account, i64>,
    requests: BTreeMap<(FundRequestId, AccountKind), i64>,
    closed: bool,
}

impl Books {
    /// What an account holds.
    pub fn balance(&self, account: Account) -> i64 {
        self.accounts.get(&account).copied().unwrap_or(0)
    }

    /// What an account of that kind holds for a request: the subsidiary ledger of `reserved`, `payable` and `paid`.
    pub fn of_request(&self, request: FundRequestId, kind: AccountKind) -> i64 {
        self.requests.get(&(request, kind)).copied().unwrap_or(0)
    }

    /// Every account that something was booked on, with what it holds.
    pub fn accounts(&self) -> impl Iterator<Item = (Account, i64)> + '_ {
        self.accounts.iter().map(|(account, minor)| (*account, *minor))
    }

    /// Whether the period is closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// A partner's accounts.
    pub fn partner(&self, partner: PartnerId) -> Balance {
        let mut balance = Balance::default();
        for (account, minor) in &self.accounts {
            if account.partner_id == Some(partner) {
                balance.add(account.kind, *minor);
            }
        }
        balance
    }

    /// Books an amount, or refuses and changes nothing.
    pub fn post(&mut self, posting: Posting, minor: i64) -> Result<[Entry; 2], LedgerRefusal> {
        let entries = posting.entries(minor, self.closed)?;
        let [from, to] = entries;
        let holds = self.balance(from.account);
        if !from.account.may_be_negative() && holds < minor {
            return Err(LedgerRefusal::Insufficient {
                account: from.account.kind,
                holds,
            });
        }
        if from.account.kind == AccountKind::Budget && minor - holds > MAX_FUND_MINOR {
            return Err(LedgerRefusal::FundFull);
        }
        if let Some(request) = from.request_id.filter(|_| is_kept_by_request(from.account.kind)) {
            let holds = self.of_request(request, from.account.kind);
            if holds < minor {
                return Err(LedgerRefusal::RequestInsufficient {
                    account: from.account.kind,
                    holds,
                });
            }
        }
        for entry in [from, to] {
            *self.accounts.entry(entry.account).or_default() += entry.minor;
            let kept = entry.request_id.filter(|_| is_kept_by_request(entry.account.kind));
            if let Some(request) = kept {
                *self.requests.entry((request, entry.account.kind)).or_default() += entry.minor;
            }
        }
        Ok(entries)
    }

    /// Closes the period: what nobody asked for lapses, what is promised stays until it is paid or released.
    pub fn close(&mut self) -> Result<Vec<[Entry; 2]>, LedgerRefusal> {
        if self.closed {
            return Err(LedgerRefusal::FundClosed);
        }
        let lapsing = self.lapsing();
        let mut booked = Vec::new();
        for (partner_id, minor) in lapsing {
            booked.push(self.post(Posting::Lapse { partner_id }, minor)?);
        }
        self.closed = true;
        Ok(booked)
    }

    /// What lapses when the period is closed now: by partner, and without one what nobody was given.
    pub fn lapsing(&self) -> Vec<(Option<PartnerId>, i64)> {
        let lapses = |account: &Account| matches!(account.kind, AccountKind::Available | AccountKind::Unallocated);
        self.accounts
            .iter()
            .filter(|(account, minor)| lapses(account) && **minor > 0)
            .map(|(account, minor)| (account.partner_id, *minor))
            .collect()
    }
}

/// Whether an account is kept for each request, too, so that one activity can't spend what another was promised.
pub fn is_kept_by_request(kind: AccountKind) -> bool {
    matches!(kind, AccountKind::Reserved | AccountKind::Payable | AccountKind::Paid)
}
