//! How the lists of funds, of entries and of balances are read.

use crate::api::{Get, funds};
use crate::lists::ListQuestion;
use entente_model::events::LiveEvent;
use entente_model::funds::fund::{Fund, PartnerBalance, StatementLine};
use entente_model::funds::ledger::AccountKind;
use entente_model::ids::{FundId, LedgerTransactionId, PartnerId};
use entente_model::page::Page;

/// Every fund that the reader may know of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct AllFunds;

impl ListQuestion for AllFunds {
    type Row = Fund;
    type Id = FundId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<Fund>> {
        funds::list(limit, cursor)
    }

    fn id(row: &Fund) -> FundId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Fund { .. })
    }
}

/// Entries of a fund.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Entries {
    /// Of which fund.
    pub fund: FundId,
    /// Of whose accounts; of all that the reader may see without one.
    pub partner: Option<PartnerId>,
    /// Of which account; of all without one.
    pub account: Option<AccountKind>,
}

impl ListQuestion for Entries {
    type Row = StatementLine;
    /// A transaction has one entry in an account.
    type Id = (LedgerTransactionId, AccountKind);

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<StatementLine>> {
        funds::entries(self.fund, self.partner, self.account, limit, cursor)
    }

    fn id(row: &StatementLine) -> (LedgerTransactionId, AccountKind) {
        (row.transaction_id, row.account)
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Fund { .. })
    }
}

/// What partners have in a fund.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Balances {
    /// In which fund.
    pub fund: FundId,
    /// Words to find in a partner's name or domain.
    pub search: String,
}

impl ListQuestion for Balances {
    type Row = PartnerBalance;
    type Id = PartnerId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<PartnerBalance>> {
        funds::balances(self.fund, &self.search, limit, cursor)
    }

    fn id(row: &PartnerBalance) -> PartnerId {
        row.partner_id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Fund { .. })
    }
}
