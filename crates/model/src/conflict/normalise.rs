//! Names of companies brought to the form in which they are compared.

use super::legal_forms::{ATTACHED, LINK_WORDS, PREFIX_WORDS, SUFFIX_PHRASES, SUFFIX_WORDS};
use unicode_normalization::UnicodeNormalization;

/// The name without what does not tell companies apart: case, accents, punctuation, legal forms; `&`, `+`, `und`, `et` are `and`.
///
/// Idempotent. Empty only for a text of nothing but spaces: a name that is all legal form (`SE`, `AG`) or all punctuation stays.
/// Letters that only some languages write (`ß`, `ø`, `ł`) are told by their usual replacement; `ü` is `u`, and `ue` stays `ue`,
/// so `Müller` and `Mueller` are alike, not equal.
pub fn normalise(name: &str) -> String {
    let folded = fold(name);
    let mut words = words(&folded);
    if words.is_empty() {
        return folded.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    loop {
        let count: usize = words.iter().map(|word| word.len() + 1).sum();
        strip_attached(&mut words);
        strip_front(&mut words);
        strip_end(&mut words);
        words = join_letters(words);
        if words.iter().map(|word| word.len() + 1).sum::<usize>() == count {
            return words.join(" ");
        }
    }
}

/// The text as lists sort and search by it: without case, accents, width and compatibility forms, with one space between words. It keeps
/// punctuation and legal forms, which people type and read.
pub fn folded(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The block in which names similar to this one are looked for: the first three characters of the normalised name, spaces left out.
///
/// Recall: two names whose similarity is at least 0.88 share the block unless they differ in one of the first three letters. Winkler's
/// measure rewards an equal beginning, so few pairs are lost: of single typing errors at a random place in names of 12 letters and more, about a
/// fifth; errors in the first letters are also rarest where people type. Equal domains and equal names are found by
/// [`super::AccountKey`] and don't depend on it.
pub fn name_block(normalised: &str) -> String {
    normalised.chars().filter(|c| !c.is_whitespace()).take(3).collect()
}

/// Case, accents and compatibility forms away; composed again, so that Hangul and kana with marks stay one character.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        fold_ascii(text)
    } else {
        fold_any(text)
    }
}

fn fold_any(text: &str) -> String {
    let mut folded = text.to_owned();
    // Lower-casing may bring marks and decomposing may bring capitals; a second round settles both.
    for _ in 0..2 {
        folded = folded
            .nfkd()
            .flat_map(char::to_lowercase)
            .nfkd()
            .filter(|c| !is_accent(*c))
            .map(replacement)
            .fold(String::new(), |mut text, piece| {
                match piece {
                    Piece::Same(c) => text.push(c),
                    Piece::Text(letters) => text.push_str(letters),
                }
                text
            });
    }
    folded.nfc().collect()
}

/// The same of most texts: ASCII has neither accents nor compatibility forms.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match replacement(c.to_ascii_lowercase()) {
            Piece::Same(c) => folded.push(c),
            Piece::Text(letters) => folded.push_str(letters),
        }
    }
    folded
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

enum Piece {
    Same(char),
    Text(&'static str),
}

fn replacement(c: char) -> Piece {
    Piece::Text(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        '&' | '+' => " and ",
        // Apostrophes join: L'Oréal, McDonald's.
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => "",
        other => return Piece::Same(other),
    })
}

/// Runs of letters and digits; marks of other scripts stay with their letter. Runs of single letters are one word (`s.a.r.l.`).
fn words(folded: &str) -> Vec<String> {
    let part_of_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let words = folded
        .split(|c| !part_of_word(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| match word {
            "und" | "et" => "and".to_owned(),
            other => other.to_owned(),
        });
    join_letters(words.collect())
}

fn join_letters(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut in_run = false;
    for word in words {
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match joined.last_mut() {
            Some(last) if single && in_run => last.push_str(&word),
            _ => joined.push(word),
        }
        in_run = single;
    }
    joined
        .into_iter()
        .map(|word| if word == "et" { "and".to_owned() } else { word })
        .collect()
}

fn strip_attached(words: &mut Vec<String>) {
    let keeps_something = words.len() > 1;
    let shorten = |word: &mut String, rest: &dyn Fn(&str) -> Option<String>| {
        if let Some(rest) = rest(word).filter(|rest| keeps_something || !rest.is_empty()) {
            *word = rest;
        }
    };
    if let Some(first) = words.first_mut() {
        shorten(first, &|word| {
            ATTACHED
                .iter()
                .find_map(|form| word.strip_prefix(form))
                .map(str::to_owned)
        });
    }
    if let Some(last) = words.last_mut() {
        shorten(last, &|word| {
            ATTACHED
                .iter()
                .find_map(|form| word.strip_suffix(form))
                .map(str::to_owned)
        });
    }
    if words.iter().any(|word| !word.is_empty()) {
        words.retain(|word| !word.is_empty());
    }
}

fn strip_front(words: &mut Vec<String>) {
    while words.len() > 1 && PREFIX_WORDS.contains(&words[0].as_str()) {
        words.remove(0);
    }
}

fn strip_end(words: &mut Vec<String>) {
    let mut fell = false;
    loop {
        let phrase = SUFFIX_PHRASES
            .iter()
            .find(|phrase| words.len() > phrase.len() && ends_with(words, phrase));
        let Some(last) = words.last() else { return };
        let falls = match phrase {
            Some(phrase) => phrase.len(),
            None if words.len() < 2 => return,
            None if SUFFIX_WORDS.contains(&last.as_str()) || PREFIX_WORDS.contains(&last.as_str()) => 1,
            None if (fell && LINK_WORDS.contains(&last.as_str())) || last == "and" => 1,
            None => return,
        };
        words.truncate(words.len() - falls);
        fell = true;
    }
}

fn ends_with(words: &[String], phrase: &[&str]) -> bool {
    words
        .iter()
        .rev()
        .zip(phrase.iter().rev())
        .all(|(word, other)| word == other)
}

#[cfg(test)]
mod tests {
    use super::{fold_any, fold_ascii};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_of_ascii_leads_where_the_long_one_does(text in "[ -~\\t]{0,60}") {
            prop_assert_eq!(fold_ascii(&text), fold_any(&text));
        }
    }
}
