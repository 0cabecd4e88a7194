//! A preview as a CSV file.

use crate::http::csv;
use crate::store::StoreError;
use axum::response::Response;
use entente_model::funds::allocation::AllocationLine;
use entente_model::funds::allocation_preview::AllocationPreview;
use entente_model::money::{Money, NumberStyle, plain_amount};
use std::iter;

const COLUMNS: [&str; 15] = [
    "partner",
    "partner_id",
    "tier",
    "currency",
    "revenue",
    "spent",
    "pipeline",
    "return",
    "base",
    "possible",
    "earned",
    "grant",
    "entitled",
    "already",
    "given",
];

/// The lines as a download: amounts with a point and no groups, the return in times what was spent.
pub(super) fn download(preview: &AllocationPreview) -> Result<Response, StoreError> {
    let currency = preview.fund.currency.as_str();
    let lines = preview
        .lines
        .iter()
        .map(|named| line(&named.partner_name, &named.line, currency));
    let table = csv::encode(iter::once(COLUMNS.map(str::to_owned)).chain(lines))?;
    Ok(csv::download(table, "attachment; filename=\"allocation.csv\""))
}

fn line(name: &str, line: &AllocationLine, currency: &str) -> [String; 15] {
    let style = NumberStyle {
        decimal: '.',
        group: ',',
    };
    let amount = |minor: i64| plain_amount(&Money::new(minor, currency), style);
    let of = line.performance;
    let thousandths = |reached: i64| format!("{}.{:03}", reached / 1_000, (reached % 1_000).abs());
    [
        name.to_owned(),
        of.partner_id.to_string(),
        of.tier.as_str().to_owned(),
        currency.to_owned(),
        amount(of.revenue),
        amount(of.spent),
        amount(of.pipeline),
        line.return_per_mille.map(thousandths).unwrap_or_default(),
        amount(line.base),
        amount(line.possible),
        amount(line.earned),
        amount(line.grant),
        amount(line.entitled),
        amount(of.already),
        amount(line.given),
    ]
}
