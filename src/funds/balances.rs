//! What each partner has in a fund, for the vendor's people.

use super::figures::entries_address;
use super::rows::Balances;
use crate::i18n::keys;
use crate::lists::{ListCard, none_match, use_rows, use_search_of};
use crate::paths::{AddressState, FundQuery};
use crate::ui::{Column, Data, DataTable, EmptyState, FilterBar, IconName, Money, StaleNotice, TableRow};
use entente_model::funds::fund::{Fund, PartnerBalance};
use entente_model::funds::ledger::Balance;
use entente_model::ids::FundId;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The tab.
#[component]
pub(super) fn BalancesSide(
    /// In which fund.
    fund: Signal<Fund>,
    /// What is looked at.
    address: AddressState<FundQuery>,
) -> impl IntoView {
    let (id, currency) = fund.with_untracked(|fund| (fund.id, fund.currency.clone()));
    let search = use_search_of(address);
    let question = Memo::new(move |_| Balances {
        fund: id,
        search: search.asked.get(),
    });
    let rows = use_rows(question, Signal::stored(false));
    let table_rows = Signal::derive(move || {
        rows.shown().with(|shown| {
            shown
                .iter()
                .map(|partner| row(partner, id, &currency))
                .collect::<Vec<_>>()
        })
    });
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| query.search.clear());
    });
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        if question.with(|question| !question.search.trim().is_empty()) {
            return none_match(
                keys::PARTNERS_NONE,
                keys::FUND_BALANCES_NONE_TEXT,
                IconName::Search,
                clear,
            );
        }
        view! { <EmptyState title=keys::FUND_BALANCES_EMPTY text=keys::FUND_BALANCES_EMPTY_TEXT icon=IconName::BadgeCheck/> }
            .into_any()
    };
    view! {
        <div class="stack">
            <FilterBar search=search.typed search_label=keys::PARTNERS_SEARCH filtered=Signal::stored(false) on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <ListCard
                rows=rows
                class="fund-balances"
                title=keys::FUND_TAB_PARTNERS
                changed=keys::PARTNERS_CHANGED
                failed=keys::FUND_BALANCES_ERROR
            >
                <DataTable
                    label=keys::FUND_TAB_PARTNERS
                    columns=columns()
                    rows=table_rows
                    loading=rows.loading()
                    empty=nothing
                />
            </ListCard>
        </div>
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("partner", keys::PARTNERS_COLUMN_NAME),
        Column::new("allocated", keys::FUND_ALLOCATED).numeric(),
        Column::new("available", keys::LEDGER_ACCOUNT_AVAILABLE).numeric(),
        Column::new("reserved", keys::LEDGER_ACCOUNT_RESERVED).numeric(),
        Column::new("payable", keys::LEDGER_ACCOUNT_PAYABLE).numeric(),
        Column::new("paid", keys::LEDGER_ACCOUNT_PAID).numeric(),
        Column::new("lapsed", keys::LEDGER_ACCOUNT_LAPSED).numeric(),
    ]
}

fn row(partner: &PartnerBalance, fund: FundId, currency: &str) -> TableRow {
    let (id, name) = (partner.partner_id, partner.partner_name.clone());
    let amounts = amounts(&partner.balance);
    let mut hasher = DefaultHasher::new();
    amounts.hash(&mut hasher);
    let (shown, currency) = (name.clone(), currency.to_owned());
    TableRow::new(id.to_string(), hasher.finish(), name, move || {
        cells(&shown, amounts, &currency)
    })
    .with_href(entries_address(fund, Some(id), None))
}

/// The amounts, in the order of the columns.
fn amounts(balance: &Balance) -> [i64; 6] {
    [
        balance.allocated(),
        balance.available,
        balance.reserved,
        balance.payable,
        balance.paid,
        balance.lapsed,
    ]
}

fn cells(name: &str, amounts: [i64; 6], currency: &str) -> Vec<AnyView> {
    let name = view! { <Data value=name.to_owned()/> }.into_any();
    let money = |minor: i64| view! { <Money minor=minor currency=currency.to_owned()/> }.into_any();
    std::iter::once(name).chain(amounts.map(money)).collect()
}
