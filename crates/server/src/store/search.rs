//! The texts that rows are searched and sorted by. They are folded when a row is written and when it is looked for, so that neither case
//! nor accents matter, on both databases alike.

use entente_model::conflict::folded;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, LikeExpr};

/// The text that a partner is found by: its name, and its domain as it is kept and as people read it.
pub fn of_partner(name: &str, domain: &str) -> String {
    folded(&format!("{name} {domain} {}", readable(domain)))
}

/// The text that a person is found by: their name and address.
pub fn of_person(name: &str, email: &str) -> String {
    folded(&format!("{name} {email}"))
}

/// A domain as people read it: `müller.de` of `xn--mller-kva.de`.
pub fn readable(domain: &str) -> String {
    idna::domain_to_unicode(domain).0
}

/// The pattern of `LIKE … ESCAPE '\'` for such a text that contains another; the reader's own % and _ stand for themselves.
pub fn containing(text: &str) -> String {
    let escaped = folded(text)
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

/// Whether a column of such texts contains another.
pub fn contains(column: impl ColumnTrait, text: &str) -> Expr {
    column.like(LikeExpr::new(containing(text)).escape('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_in_what_is_kept() {
        let partner = of_partner("Müller & Söhne_1", "xn--mller-kva.de");
        for typed in [
            "MÜLLER",
            "muller und",
            "muller & so",
            "müller.de",
            "xn--mll",
            "söhne_1 xn",
        ] {
            let pattern = containing(typed).replace("\\_", "_");
            let found = partner.contains(pattern.trim_matches('%'));
            assert_eq!(found, typed != "muller und", "{typed} in {partner}");
        }
        assert_eq!(containing("50 %_\\"), "%50 \\%\\_\\\\%");
        assert_eq!(of_person("Zoë", "zoe@north.example"), "zoe zoe@north.example");
    }
}
