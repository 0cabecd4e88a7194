//! Which passwords are refused (OWASP ASVS 5.0, 6.2): too short, too long, or among the first that an attacker tries. There are no rules of
//! composition, and nothing is trimmed.

use super::common_passwords::{COMMON, STEMS};
use super::session::{MAX_PASSWORD, MIN_PASSWORD};
use crate::problem::{FieldCode, FieldError};

/// Rows of keys and alphabets that fingers run along, in both directions.
const RUNS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
];
/// Parts of a name or address shorter than this turn up in words by chance.
const SHORTEST_PART: usize = 4;

/// Why a password is refused; `None` for one that will do. `email` and `name` are the person's own.
pub fn check_password(pointer: &str, password: &str, email: &str, name: &str) -> Option<FieldError> {
    let length = password.chars().count();
    if length == 0 {
        return Some(FieldError::new(pointer, FieldCode::Required));
    }
    if length < MIN_PASSWORD {
        return Some(FieldError::new(pointer, FieldCode::TooShort).with("min", MIN_PASSWORD));
    }
    if length > MAX_PASSWORD {
        return Some(FieldError::new(pointer, FieldCode::TooLong).with("max", MAX_PASSWORD));
    }
    let lower = password.to_lowercase();
    let weak = is_common(&lower) || is_repetitive(&lower) || is_run(&lower) || is_personal(&lower, email, name);
    weak.then(|| FieldError::new(pointer, FieldCode::WeakPassword))
}

/// In the list, or one of its stems dressed with digits and signs: `P@ssw0rd2026!`.
fn is_common(lower: &str) -> bool {
    let written: Vec<char> = lower.chars().collect();
    let plain: String = written.iter().map(|c| undress(*c)).collect();
    let dressed = |stem: &str| {
        let Some((before, _)) = plain.split_once(stem) else {
            return false;
        };
        let first = before.chars().count();
        let mut dress = written
            .iter()
            .take(first)
            .chain(written.iter().skip(first + stem.len()));
        written.len() - stem.len() < MIN_PASSWORD && dress.all(|c| !c.is_alphabetic())
    };
    COMMON.contains(&lower) || STEMS.iter().copied().any(dressed)
}

/// A digit or sign that stands for a letter.
fn undress(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Few different characters, or a short piece again and again.
fn is_repetitive(lower: &str) -> bool {
    let characters: Vec<char> = lower.chars().collect();
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let repeats = |unit: usize| characters.iter().zip(characters.iter().skip(unit)).all(|(a, b)| a == b);
    different.len() < 5 || (1..=6).any(repeats)
}

/// Along rows of keys or the alphabet, with at most two turns.
fn is_run(lower: &str) -> bool {
    let characters: Vec<char> = lower.chars().collect();
    let along = |a: char, b: char| {
        let next = |row: &str| {
            row.chars()
                .zip(row.chars().skip(1))
                .any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
        };
        a == b || RUNS.into_iter().any(next)
    };
    let turns = characters.windows(2).filter(|pair| !along(pair[0], pair[1])).count();
    turns <= 2
}

/// Made of the person's name or address: taken out, too little is left.
fn is_personal(lower: &str, email: &str, name: &str) -> bool {
    let about = format!("{email} {name}").to_lowercase();
    let mut parts: Vec<&str> = about.split(|c: char| !c.is_alphanumeric()).collect();
    parts.retain(|part| part.chars().count() >= SHORTEST_PART);
    parts.sort_unstable_by_key(|part| std::cmp::Reverse(part.len()));
    let mut left = lower.to_owned();
    let mut found = false;
    for part in parts {
        found |= left.contains(part);
        left = left.replace(part, " ");
    }
    found && left.chars().filter(|c| !c.is_whitespace()).count() < MIN_PASSWORD
}
