//! A preview as a CSV file.

use crate::deals::defused;
use crate::store::StoreError;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use entente_model::funds::allocation::AllocationLine;
use entente_model::funds::allocation_preview::AllocationPreview;
use entente_model::money::{Money, NumberStyle, plain_amount};

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
    let failed = |error: csv::Error| StoreError::Internal(format!("writing CSV: {error}"));
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for named in &preview.lines {
        let line = line(&named.partner_name, &named.line, &preview.fund.currency);
        writer.write_record(line.map(defused)).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| StoreError::Internal(format!("writing CSV: {error}")))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"allocation.csv\""),
    );
    Ok(response)
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
