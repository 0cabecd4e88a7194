//! A field as people read it: for reviews, pages of a record, and two versions side by side.

use crate::i18n::Key;
use crate::ui::CompareRow;

/// One field: its name, its pointer, and its value as text; the value is empty when nothing was given.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// The name.
    pub label: Key,
    /// JSON pointer of the field.
    pub pointer: &'static str,
    /// The value in the reader's language.
    pub value: String,
    /// Several lines of text.
    pub is_long: bool,
}

/// Whether a pointer names a field or a part of it.
pub fn is_within(pointer: &str, field: &str) -> bool {
    let rest = pointer.strip_prefix(field);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The lines in which two versions differ; both tell the same fields in the same order.
pub fn differences(mine: Vec<Fact>, theirs: Vec<Fact>) -> Vec<CompareRow> {
    let line = |fact: Fact| (fact.label, fact.value);
    differing(mine.into_iter().map(line), theirs.into_iter().map(line))
}

/// The lines in which two versions differ, of lines that tell the same in the same order.
pub fn differing(
    mine: impl IntoIterator<Item = (Key, String)>,
    theirs: impl IntoIterator<Item = (Key, String)>,
) -> Vec<CompareRow> {
    let pairs = mine.into_iter().zip(theirs);
    pairs
        .filter(|((_, mine), (_, theirs))| mine != theirs)
        .map(|((label, mine), (_, theirs))| CompareRow::new(label, mine, theirs))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_part_of_a_field_is_within_it_and_a_longer_name_is_not() {
        assert!(is_within("/contact", "/contact"));
        assert!(is_within("/contact/email", "/contact"));
        assert!(!is_within("/contacts", "/contact"));
        assert!(!is_within("/value", "/contact"));
    }
}
