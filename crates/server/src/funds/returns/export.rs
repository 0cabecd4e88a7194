//! A report as a CSV file: one line a group, and one for all.

use crate::http::{Refusal, csv};
use axum::response::Response;
use entente_model::funds::results::{FundReturns, ReturnRow};
use entente_model::money::{Money, NumberStyle, plain_amount};
use entente_model::onboarding::Spread;

const COLUMNS: [&str; 13] = [
    "group",
    "name",
    "activities",
    "currency",
    "spent",
    "promised",
    "leads",
    "pipeline",
    "won",
    "pipeline_return",
    "won_return",
    "median_days_to_decision",
    "median_days_to_payment",
];

/// The report as a download.
pub(super) fn download(returns: &FundReturns) -> Result<Response, Refusal> {
    let rows = returns
        .report
        .rows
        .iter()
        .map(|row| line(row, row.key.clone(), &returns.currency));
    let all = line(&returns.report.all, "all".to_owned(), &returns.currency);
    let lines = std::iter::once(COLUMNS.map(str::to_owned))
        .chain(rows)
        .chain(std::iter::once(all));
    Ok(csv::download(
        csv::encode(lines)?,
        "attachment; filename=\"fund-returns.csv\"",
    ))
}

fn line(row: &ReturnRow, group: String, currency: &str) -> [String; 13] {
    let style = NumberStyle {
        decimal: '.',
        group: ',',
    };
    let money = |minor: i64| plain_amount(&Money::new(minor, currency), style);
    let times = |thousandths: Option<i64>| {
        thousandths.map_or_else(String::new, |value| format!("{}.{:03}", value / 1_000, value % 1_000))
    };
    let median = |spread: Option<Spread>| spread.map_or_else(String::new, |spread| spread.median.to_string());
    [
        group,
        row.name.clone(),
        row.activities.to_string(),
        currency.to_owned(),
        money(row.results.spent),
        money(row.reserved),
        row.results.leads.to_string(),
        money(row.results.pipeline),
        money(row.results.won),
        times(row.pipeline_return),
        times(row.won_return),
        median(row.decision),
        median(row.payment),
    ]
}
