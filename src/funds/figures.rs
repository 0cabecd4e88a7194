//! Figures of a fund, each of which leads to the entries behind it.

use super::words::{account_look, figure_name};
use crate::i18n::{self, Key, keys, text};
use crate::paths::{self, AddressState, FundQuery, FundTab};
use crate::ui::{ShareBar, SharePart};
use entente_model::funds::fund::{Fund, FundTotals};
use entente_model::funds::ledger::{AccountKind, Balance};
use entente_model::ids::{FundId, PartnerId};
use leptos::prelude::*;

/// Where the entries of a partner's accounts stand, or of all; of one account, or of all.
pub(super) fn entries_address(fund: FundId, partner: Option<PartnerId>, account: Option<AccountKind>) -> String {
    let query = FundQuery {
        partner,
        account,
        ..FundQuery::default()
    };
    paths::fund_with(fund, &query)
}

/// Where all entries of a fund stand, for the vendor's people.
pub(super) fn all_entries_address(fund: FundId) -> String {
    let query = FundQuery {
        tab: FundTab::Entries,
        ..FundQuery::default()
    };
    paths::fund_with(fund, &query)
}

/// Where figures lead, and which of them is looked at.
pub(super) struct Ways<'a> {
    /// The fund.
    pub fund: FundId,
    /// The partner whose figures they are, where the reader looks at several.
    pub partner: Option<PartnerId>,
    /// Whether the entries of an account, or of all, are shown now.
    pub is_current: &'a dyn Fn(Option<AccountKind>) -> bool,
}

impl Ways<'_> {
    fn of_account(&self, account: AccountKind, minor: i64, currency: &str) -> SharePart {
        SharePart {
            key: account.as_str(),
            // Only how long a piece of the bar is, so a float is exact enough.
            value: minor as f64,
            look: account_look(account),
            ..self.figure(figure_name(account), Some(account), minor, currency)
        }
    }

    fn figure(&self, name: Key, account: Option<AccountKind>, minor: i64, currency: &str) -> SharePart {
        SharePart {
            key: "whole",
            label: text(name),
            value: 0.0,
            shown: i18n::money(minor, currency),
            look: None,
            href: Some(entries_address(self.fund, self.partner, account)),
            is_current: (self.is_current)(account),
        }
    }
}

/// What a partner was given, and what became of it; followed by language inside a reactive closure.
pub(super) fn partner_parts(balance: &Balance, currency: &str, ways: &Ways<'_>) -> Vec<SharePart> {
    let accounts = [
        (AccountKind::Available, balance.available),
        (AccountKind::Reserved, balance.reserved),
        (AccountKind::Payable, balance.payable),
        (AccountKind::Paid, balance.paid),
        (AccountKind::Lapsed, balance.lapsed),
    ];
    // All its entries together are what it was given.
    let whole = ways.figure(keys::FUND_ALLOCATED, None, balance.allocated(), currency);
    let parts = accounts.map(|(account, minor)| ways.of_account(account, minor, currency));
    std::iter::once(whole).chain(parts).collect()
}

/// What a partner has in a fund, for pages of other rooms; each figure leads to the entries behind it.
#[component]
pub fn PartnerFigures(
    /// The fund, with what the partner has there.
    fund: Signal<Fund>,
    /// The partner.
    partner: PartnerId,
) -> impl IntoView {
    let parts = Signal::derive(move || {
        fund.with(|fund| {
            let ways = Ways {
                fund: fund.id,
                partner: Some(partner),
                is_current: &|_| false,
            };
            partner_parts(&fund.balance.unwrap_or_default(), &fund.currency, &ways)
        })
    });
    view! { <ShareBar parts=parts label=keys::FUND_FIGURES/> }
}

/// What the vendor put in, and where it is; followed by language inside a reactive closure.
fn fund_parts(totals: &FundTotals, currency: &str, ways: &Ways<'_>) -> Vec<SharePart> {
    let partners = totals.partners;
    let accounts = [
        (AccountKind::Budget, totals.total),
        (AccountKind::Unallocated, totals.unallocated),
        (AccountKind::Available, partners.available),
        (AccountKind::Reserved, partners.reserved),
        (AccountKind::Payable, partners.payable),
        (AccountKind::Paid, partners.paid),
        (AccountKind::Lapsed, totals.lapsed + partners.lapsed),
    ];
    accounts
        .map(|(account, minor)| ways.of_account(account, minor, currency))
        .to_vec()
}

/// The figures that the reader may see of a fund, in a list: its own company's, or the whole fund's.
pub(super) fn parts_of(fund: &Fund, is_current: &dyn Fn(Option<AccountKind>) -> bool) -> Vec<SharePart> {
    let ways = Ways {
        fund: fund.id,
        partner: None,
        is_current,
    };
    match (&fund.balance, &fund.totals) {
        (Some(balance), _) => partner_parts(balance, &fund.currency, &ways),
        (None, Some(totals)) => fund_parts(totals, &fund.currency, &ways),
        (None, None) => Vec::new(),
    }
}

/// The figures at the head of a fund's page.
#[component]
pub(super) fn FundFigures(
    /// The fund.
    fund: Signal<Fund>,
    /// What is looked at.
    address: AddressState<FundQuery>,
) -> impl IntoView {
    let parts = Signal::derive(move || {
        let shown = address.get();
        fund.with(|fund| {
            // A partner's people have all its entries before them as long as they choose none.
            let are_entries_open = fund.balance.is_some() || shown.open_tab() == FundTab::Entries;
            parts_of(fund, &|account| {
                are_entries_open && shown.partner.is_none() && shown.account == account
            })
        })
    });
    view! { <ShareBar parts=parts label=keys::FUND_FIGURES figures=true/> }
}
