//! CSV files: rows written so that no spreadsheet takes a cell for a formula, and the answer that offers them as a download.

use crate::store::StoreError;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Media type of such a file.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// Rows as CSV (RFC 4180), each cell defused.
pub fn encode<const N: usize>(lines: impl IntoIterator<Item = [String; N]>) -> Result<Vec<u8>, StoreError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let failed = |error: csv::Error| StoreError::Internal(format!("writing CSV: {error}"));
    for line in lines {
        writer.write_record(line.map(defused)).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| StoreError::Internal(format!("writing CSV: {error}")))
}

/// The answer that a browser saves as a file. `disposition` is the whole value of `Content-Disposition`.
pub fn download(body: impl Into<Body>, disposition: &'static str) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    response
}

/// A cell that a spreadsheet would take for a formula is told to be text (OWASP: CSV injection).
fn defused(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::{defused, encode};

    #[test]
    fn formulas_are_told_to_be_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(defused(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(defused("Example".to_owned()), "Example");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let lines = [["name", "spent"], ["=HYPERLINK(\"x\")", "1,5"]].map(|line| line.map(str::to_owned));
        let text = encode(lines).map(String::from_utf8);
        let expected = "name,spent\r\n\"'=HYPERLINK(\"\"x\"\")\",\"1,5\"\r\n".to_owned();
        assert!(matches!(text, Ok(Ok(text)) if text == expected));
    }
}
