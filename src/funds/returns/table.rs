//! What each group cost and brought back.

use super::words::{group_name, grouping_name};
use crate::funds::words::times;
use crate::i18n::{self, keys, t, text, text_with};
use crate::paths;
use crate::ui::{Column, Data, DataTable, Money, ProgressBar, TableRow};
use entente_model::funds::results::{FundReturns, ReturnGrouping, ReturnRow};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Most groups that are shown; the file holds all.
const SHOWN: usize = 100;

/// The card.
#[component]
pub(super) fn Groups(
    /// The report.
    returns: Signal<FundReturns>,
) -> impl IntoView {
    let rows = Signal::derive(move || returns.with(rows));
    let more = Memo::new(move |_| returns.with(|returns| returns.report.rows.len().saturating_sub(SHOWN)));
    let group = Signal::derive(move || text(grouping_name(returns.with(|returns| returns.report.by))));
    view! {
        <section class="card fund-returns" aria-label=t(keys::RETURNS_GROUPS)>
            <header class="card-head"><div><h2>{t(keys::RETURNS_GROUPS)}</h2><p>{t(keys::RETURNS_GROUPS_TEXT)}</p></div></header>
            <DataTable label=keys::RETURNS_GROUPS columns=columns(group) rows=rows/>
            {move || {
                let more = more.get();
                (more > 0).then(|| view! {
                    <p class="fund-returns-more">{move || text_with(keys::RETURNS_MORE, &[("count", &i18n::integer(more as i64))])}</p>
                })
            }}
        </section>
    }
}

fn columns(group: Signal<String>) -> Vec<Column> {
    vec![
        Column::new("group", group),
        Column::new("activities", keys::RETURNS_COLUMN_ACTIVITIES).numeric(),
        Column::new("spent", keys::RETURNS_SPENT).numeric(),
        Column::new("reserved", keys::RETURNS_PROMISED).numeric(),
        Column::new("leads", keys::FUND_FACT_LEADS).numeric(),
        Column::new("pipeline", keys::FUND_FACT_PIPELINE).numeric(),
        Column::new("won", keys::FUND_FACT_WON).numeric(),
        Column::new("return", keys::RETURNS_PIPELINE_RETURN).numeric(),
    ]
}

/// The groups on which most was spent first.
fn rows(returns: &FundReturns) -> Vec<TableRow> {
    let by = returns.report.by;
    let mut sorted: Vec<&ReturnRow> = returns.report.rows.iter().collect();
    sorted.sort_by_key(|row| std::cmp::Reverse(row.results.spent));
    let best = sorted.iter().filter_map(|row| row.pipeline_return).max().unwrap_or(0);
    sorted
        .into_iter()
        .take(SHOWN)
        .map(|row| table_row(by, row, best, &returns.currency))
        .collect()
}

fn table_row(by: ReturnGrouping, row: &ReturnRow, best: i64, currency: &str) -> TableRow {
    let (name, _) = group_name(by, row);
    let stamp = stamp(row, best, currency);
    let (shown, code) = (row.clone(), currency.to_owned());
    let made = TableRow::new(row.key.clone(), stamp, name, move || cells(by, &shown, best, &code));
    let href = match by {
        ReturnGrouping::Partner => row.key.parse().ok().map(paths::partner),
        ReturnGrouping::Fund => row.key.parse().ok().map(paths::fund),
        _ => None,
    };
    match href {
        Some(href) => made.with_href(href),
        None => made,
    }
}

/// Changes with every figure that is shown.
fn stamp(row: &ReturnRow, best: i64, currency: &str) -> u64 {
    let results = row.results;
    let mut hasher = DefaultHasher::new();
    (row.name.as_str(), row.activities, row.reserved, best, currency).hash(&mut hasher);
    (results.spent, results.leads, results.pipeline, results.won).hash(&mut hasher);
    hasher.finish()
}

fn cells(by: ReturnGrouping, row: &ReturnRow, best: i64, currency: &str) -> Vec<AnyView> {
    let money = |minor: i64| view! { <Money minor=minor currency=currency.to_owned()/> }.into_any();
    let number = |number: i64| view! { <span translate="no">{move || i18n::integer(number)}</span> }.into_any();
    let leads = i64::try_from(row.results.leads).unwrap_or(i64::MAX);
    vec![
        name_cell(by, row.clone()),
        number(i64::from(row.activities)),
        money(row.results.spent),
        money(row.reserved),
        number(leads),
        money(row.results.pipeline),
        money(row.results.won),
        return_cell(row.pipeline_return, best),
    ]
}

fn name_cell(by: ReturnGrouping, row: ReturnRow) -> AnyView {
    let (_, is_data) = group_name(by, &row);
    if is_data {
        let (name, _) = group_name(by, &row);
        return view! { <Data value=name class="strong"/> }.into_any();
    }
    view! { <span class="strong">{move || group_name(by, &row).0}</span> }.into_any()
}

/// The return in figures, with a bar that is longest for the best group.
fn return_cell(value: Option<i64>, best: i64) -> AnyView {
    let part = value
        .filter(|_| best > 0)
        // Only how long a bar is, so floats are exact enough.
        .map(|value| (value as f64 / best as f64).clamp(0.0, 1.0));
    view! {
        <span class="fund-return">
            <span class="number nowrap" translate="no">{move || times(value)}</span>
            {part.map(|part| view! { <ProgressBar value=part/> })}
        </span>
    }
    .into_any()
}
