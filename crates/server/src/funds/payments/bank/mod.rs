//! What banks answer, read strictly: a status report of ISO 20022, or a table.

mod status_report;
mod table;

use entente_model::funds::payment::{BankAnswer, REASON, Verdict};
use entente_model::problem::FieldCode;

/// What was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Answer {
    /// The message that it answers, when it says so.
    pub about: Option<String>,
    /// What it says.
    pub said: BankAnswer,
}

/// Most lines of an answer.
const MOST_LINES: usize = 10_000;

/// Reads an answer of a media type that is taken, or says that it can't be read.
pub(super) fn read(media_type: &str, content: &[u8]) -> Result<Answer, FieldCode> {
    let text = std::str::from_utf8(content).map_err(|_| FieldCode::AnswerUnreadable)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = if media_type == "application/xml" {
        status_report::read(text)
    } else {
        table::read(text)
    };
    read.filter(|answer| answer.said.lines.len() <= MOST_LINES)
        .ok_or(FieldCode::AnswerUnreadable)
}

/// What a status means (`ExternalPaymentTransactionStatus1Code`): nothing while the bank is still at it. `ACCP` and `ACSP` say no more than
/// that it means to pay.
fn verdict_of(status: &str) -> Option<Verdict> {
    match status {
        "ACSC" | "ACCC" => Some(Verdict::Paid),
        "RJCT" | "CANC" => Some(Verdict::Bounced),
        _ => None,
    }
}

/// Why, on one line and no longer than is kept.
fn reason(parts: &[&str]) -> String {
    let words = parts.iter().flat_map(|part| part.split_whitespace());
    let line = words.collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(REASON).collect()
}
