//! The words that a deal, or another record of the queue, is found by.

use crate::store::search::readable;
use crate::store::sql::Sql;
use entente_model::conflict::normalise;
use entente_model::deals::DealDraft;
use entente_model::text::host_of_typed;
use std::collections::BTreeSet;

/// Most characters of a search.
pub const SEARCH: usize = 100;
/// Most words of one search that are looked at.
const WORDS: usize = 6;
/// Most characters of a word; the rest adds nothing to finding.
const WORD: usize = 40;
/// Most words of a deal.
const TERMS: usize = 48;

/// The words of a deal: those of the customer's name, the labels of its domain, the halves of the reference.
pub fn terms(fields: &DealDraft, reference: &str) -> BTreeSet<String> {
    let domain = readable(&host_of_typed(&fields.customer_domain));
    let all = [fields.customer_name.as_str(), domain.as_str(), reference];
    all.into_iter().flat_map(words).take(TERMS).collect()
}

/// The words of a search, each the beginning of a word looked for.
pub fn searched(text: &str) -> Vec<String> {
    words(text).take(WORDS).collect()
}

/// The words of texts with a space between them: of a record that is too rare to keep its words in a table.
pub fn joined(texts: &[&str]) -> String {
    texts.iter().flat_map(|text| words(text)).collect::<Vec<_>>().join(" ")
}

/// Words without case, accents and punctuation.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(|word| {
            normalise(word)
                .chars()
                .filter(|c| !c.is_whitespace())
                .take(WORD)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
}

/// Marks that follow their letter, as decomposed accents do.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{1aff}')
}

/// Adds `term >= … AND term < …` for the words that begin so.
pub fn push_range(sql: &mut Sql, column: &str, word: &str) {
    sql.push(column)
        .push(" >= ")
        .bind(word.to_owned())
        .push(" AND ")
        .push(column)
        .push(" < ")
        .bind(format!("{word}\u{10ffff}"));
}

/// The same for a column of joined words: adds whether one of them begins so.
pub fn push_among(sql: &mut Sql, column: &str, word: &str) {
    sql.push("' ' || ")
        .push(column)
        .push(" LIKE ")
        .bind(format!("% {word}%"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deal_is_found_by_name_domain_and_reference() {
        let fields = DealDraft {
            customer_name: "Müller & Söhne GmbH".to_owned(),
            customer_domain: "https://shop.xn--mller-kva.co.uk/x".to_owned(),
            ..DealDraft::default()
        };
        let terms = terms(&fields, "7K3M-9QX2");
        for word in ["muller", "sohne", "gmbh", "shop", "co", "uk", "7k3m", "9qx2"] {
            assert!(terms.contains(word), "{word} is missing in {terms:?}");
        }
        assert_eq!(searched("  MÜLLER, söh "), ["muller", "soh"]);
        assert_eq!(searched("7k3m-9QX"), ["7k3m", "9qx"]);
        assert!(searched("- ! %").is_empty());
        let texts = ["Müller & Söhne GmbH", "müller.de", "xn--mller-kva.de", "7K3M-9QX2"];
        assert_eq!(joined(&texts), "muller sohne gmbh muller de xn mller kva de 7k3m 9qx2");
    }
}
