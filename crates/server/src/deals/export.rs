//! Deals as a CSV file, written while it is read.

use super::list::{Place, rows_after};
use super::query::Filters;
use super::record::SummaryRow;
use crate::auth::Scope;
use crate::http::Refusal;
use crate::spreadsheet::{self, encode};
use crate::store::{Database, StoreError};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use entente_model::money::{NumberStyle, plain_amount};
use futures::stream;

/// Most rows of a file.
const MOST_ROWS: usize = 100_000;
/// Rows read at once.
const ROWS_AT_ONCE: usize = 1_000;

const COLUMNS: [&str; 13] = [
    "reference",
    "customer_name",
    "customer_domain",
    "customer_country",
    "products",
    "value",
    "currency",
    "state",
    "stage",
    "expected_close",
    "protected_until",
    "partner",
    "updated_at",
];

/// The deals of the query as a download.
pub async fn download(database: Database, scope: Scope, filters: Filters) -> Result<Response, Refusal> {
    // The first rows are read before the answer begins, so that a failure is still a problem and not a torn file.
    let (rows, place) = rows_after(&database, &scope, &filters, ROWS_AT_ONCE as u64, None).await?;
    let mut first = encode([COLUMNS.map(str::to_owned)])?;
    let read = rows.len();
    first.extend(encode_rows(rows)?);
    let rest = Progress {
        database,
        scope,
        filters,
        place: place.filter(|_| read == ROWS_AT_ONCE),
        read,
    };
    let rest = stream::try_unfold(rest, next);
    let first = stream::once(async { Ok::<Bytes, StoreError>(first.into()) });
    let mut response = Body::from_stream(stream::StreamExt::chain(first, rest)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(spreadsheet::MEDIA_TYPE));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"deals.csv\""),
    );
    Ok(response)
}

struct Progress {
    database: Database,
    scope: Scope,
    filters: Filters,
    place: Option<Place>,
    read: usize,
}

async fn next(mut progress: Progress) -> Result<Option<(Bytes, Progress)>, StoreError> {
    let left = MOST_ROWS.saturating_sub(progress.read).min(ROWS_AT_ONCE);
    let Some(place) = progress.place.take().filter(|_| left > 0) else {
        return Ok(None);
    };
    let (rows, end) = rows_after(
        &progress.database,
        &progress.scope,
        &progress.filters,
        left as u64,
        Some(&place),
    )
    .await?;
    progress.read += rows.len();
    progress.place = end.filter(|_| rows.len() == left);
    let bytes = encode_rows(rows)?;
    Ok((!bytes.is_empty()).then(|| (bytes.into(), progress)))
}

fn encode_rows(rows: Vec<SummaryRow>) -> Result<Vec<u8>, StoreError> {
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
    encode(lines)
}

fn line(row: SummaryRow) -> Result<[String; 13], StoreError> {
    let deal = row.summary()?;
    let style = NumberStyle {
        decimal: '.',
        group: ',',
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Ok([
        deal.reference,
        deal.customer_name,
        deal.customer_domain,
        deal.customer_country,
        deal.products.join(" "),
        deal.value
            .as_ref()
            .map(|value| plain_amount(value, style))
            .unwrap_or_default(),
        deal.value.map(|value| value.currency).unwrap_or_default(),
        deal.state.as_str().to_owned(),
        deal.stage.map(|stage| stage.as_str().to_owned()).unwrap_or_default(),
        day(deal.expected_close),
        day(deal.protected_until.map(|until| until.date_naive())),
        deal.partner_name,
        deal.updated_at.to_rfc3339(),
    ])
}
