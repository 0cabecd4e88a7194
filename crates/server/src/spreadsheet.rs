//! Tables as CSV (RFC 4180) that spreadsheets open without harm.

use crate::store::StoreError;

/// Media type of such a table.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// Lines as CSV; cells that a spreadsheet would take for a formula are defused.
pub fn encode<const WIDTH: usize>(lines: impl IntoIterator<Item = [String; WIDTH]>) -> Result<Vec<u8>, StoreError> {
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
    fn what_is_written_reads_back() -> Result<(), Box<dyn std::error::Error>> {
        let cells = ["a, \"b\"", "line\r\nbreak", "", "=1"].map(str::to_owned);
        let written = encode([cells.clone()])?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(written.as_slice());
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        let read: Vec<&str> = read.iter().flat_map(|record| record.iter()).collect();
        assert_eq!(read, ["a, \"b\"", "line\r\nbreak", "", "'=1"]);
        Ok(())
    }
}
