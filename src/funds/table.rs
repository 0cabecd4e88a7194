//! The vendor's funds as a table: what was put into each, and where it is.

use super::words::{FundStateBadge, period};
use crate::i18n::keys;
use crate::paths;
use crate::ui::{Column, Data, Money, TableRow};
use entente_model::funds::fund::Fund;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The columns.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("name", keys::FUNDS_COLUMN_NAME),
        Column::new("state", keys::FUNDS_COLUMN_STATE),
        Column::new("total", keys::FUND_PUT_IN).numeric(),
        Column::new("unallocated", keys::LEDGER_ACCOUNT_UNALLOCATED).numeric(),
        Column::new("available", keys::LEDGER_ACCOUNT_AVAILABLE).numeric(),
        Column::new("reserved", keys::LEDGER_ACCOUNT_RESERVED).numeric(),
        Column::new("payable", keys::LEDGER_ACCOUNT_PAYABLE).numeric(),
        Column::new("paid", keys::LEDGER_ACCOUNT_PAID).numeric(),
        Column::new("lapsed", keys::LEDGER_ACCOUNT_LAPSED).numeric(),
    ]
}

/// A fund as a row.
pub(super) fn row(fund: &Fund) -> TableRow {
    let (id, name) = (fund.id, fund.name.clone());
    let stamp = stamp(fund);
    let fund = fund.clone();
    TableRow::new(id.to_string(), stamp, name, move || cells(&fund)).with_href(paths::fund(id))
}

/// What is booked makes no new version of the fund.
fn stamp(fund: &Fund) -> u64 {
    let mut hasher = DefaultHasher::new();
    fund.version.hash(&mut hasher);
    for minor in amounts(fund) {
        minor.hash(&mut hasher);
    }
    hasher.finish()
}

/// The amounts, in the order of the columns.
fn amounts(fund: &Fund) -> [i64; 7] {
    let totals = fund.totals.unwrap_or_default();
    let partners = totals.partners;
    [
        totals.total,
        totals.unallocated,
        partners.available,
        partners.reserved,
        partners.payable,
        partners.paid,
        totals.lapsed + partners.lapsed,
    ]
}

fn cells(fund: &Fund) -> Vec<AnyView> {
    let name = view! {
        <span class="approval-stacked">
            <Data value=fund.name.clone()/>
            <span class="cell-sub">{period(fund)}</span>
        </span>
    };
    let state = view! { <FundStateBadge state=fund.state/> };
    let money = |minor: i64| view! { <Money minor=minor currency=fund.currency.clone()/> }.into_any();
    let mut cells = vec![name.into_any(), state.into_any()];
    cells.extend(amounts(fund).map(money));
    cells
}
