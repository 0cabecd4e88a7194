//! A bank's answer as a table: a line a payment, with its end-to-end reference, `paid`, `bounced` or a status of ISO 20022, and a reason.

use super::{Answer, reason, verdict_of};
use entente_model::funds::payment::{BankAnswer, BankLine, Verdict};

/// What is said in a table, or nothing when the text is none. Its head names the columns; they are separated by commas or semicolons.
pub(super) fn read(text: &str) -> Option<Answer> {
    let head = text.lines().next()?;
    let separator = if head.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = reader.headers().ok()?.clone();
    let column = |name: &str| columns.iter().position(|head| head.eq_ignore_ascii_case(name));
    let (of_reference, of_status) = (column("end_to_end")?, column("status")?);
    let of_reason = column("reason");
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        lines.push(BankLine {
            end_to_end: cell(of_reference).to_owned(),
            verdict: status(cell(of_status))?,
            reason: reason(&[of_reason.map_or("", cell)]),
        });
    }
    let is_named = |line: &BankLine| (1..=35).contains(&line.end_to_end.chars().count());
    let said = BankAnswer { lines, rest: None };
    let is_right = !said.lines.is_empty() && said.lines.iter().all(is_named);
    is_right.then_some(Answer { about: None, said })
}

/// What a word means; nothing for one that is none.
#[allow(clippy::option_option)]
fn status(word: &str) -> Option<Option<Verdict>> {
    let word = word.to_ascii_uppercase();
    match word.as_str() {
        "PAID" => Some(Some(Verdict::Paid)),
        "BOUNCED" | "REJECTED" | "RETURNED" => Some(Some(Verdict::Bounced)),
        "PENDING" | "WAITING" => Some(None),
        code if code.len() == 4 => Some(verdict_of(code)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_in_either_form() {
        let said = |text: &str| {
            let lines = read(text).map(|answer| answer.said.lines).unwrap_or_default();
            let told = lines
                .into_iter()
                .map(|line| (line.end_to_end, line.verdict, line.reason));
            told.collect::<Vec<_>>()
        };
        let expected = [
            ("A".to_owned(), Some(Verdict::Paid), String::new()),
            ("B".to_owned(), Some(Verdict::Bounced), "closed, gone".to_owned()),
            ("C".to_owned(), None, String::new()),
        ];
        let commas = "end_to_end,status,reason\r\nA,ACSC,\r\nB,bounced,\"closed, gone\"\r\nC,PDNG,\r\n";
        let semicolons = "Status;End_to_end;Reason\npaid;A;\nreturned;B;closed, gone\npending;C;\n";
        assert_eq!(said(commas), expected);
        assert_eq!(said(semicolons), expected);
    }

    #[test]
    fn what_is_no_table_is_not_read() {
        let long = format!("end_to_end,status\n{},paid\n", "x".repeat(36));
        for text in [
            "",
            "a,b\n1,2\n",
            "end_to_end,status\n",
            "end_to_end,status\nA,perhaps\n",
            "end_to_end,status\nA\n",
            "end_to_end,status\n,paid\n",
            &long,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
