//! Limits and checks of plain text that many records share.

use crate::problem::{FieldCode, FieldError};

/// Refuses control characters (line breaks and tabs pass when `multiline`) and text over `max` characters.
pub fn check(pointer: &str, text: &str, max: usize, multiline: bool, errors: &mut Vec<FieldError>) {
    // Overrides of direction make a name read as another; marks of direction (U+200E, U+200F) are needed and pass.
    let overrides_direction = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let bad = |c: char| overrides_direction(c) || c.is_control() && !(multiline && matches!(c, '\n' | '\r' | '\t'));
    if text.chars().any(bad) {
        errors.push(FieldError::new(pointer, FieldCode::InvalidText));
    } else if text.chars().count() > max {
        errors.push(FieldError::new(pointer, FieldCode::TooLong).with("max", max));
    }
}

/// The same for a text that must be given.
pub fn check_required(pointer: &str, text: &str, max: usize, multiline: bool, errors: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        errors.push(FieldError::new(pointer, FieldCode::Required));
    } else {
        check(pointer, text, max, multiline, errors);
    }
}

/// Whether the text is an e-mail address as people write it: `local@domain`, at most 254 octets (RFC 5321, 4.5.3.1.3),
/// no quoted local part, a domain with a dot.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let local_char = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    text.len() <= 254
        && !local.is_empty()
        && local.len() <= 64
        && local.chars().all(local_char)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && is_domain(domain)
}

/// Whether the text is a domain name with at least two labels, in Unicode or ASCII form; each label 1 to 63 characters of letters,
/// digits and inner hyphens (RFC 1035 2.3.1, RFC 5890 for letters beyond ASCII), the whole at most 253.
/// Whether the last label is a real suffix is for the server to say, which holds the public-suffix list.
pub fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().count() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || is_combining(c))
    };
    let labels: Vec<&str> = text.strip_suffix('.').unwrap_or(text).split('.').collect();
    text.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|part| label(part))
        && labels.last().is_some_and(|last| last.chars().any(char::is_alphabetic))
}

/// Marks that follow a letter, as in decomposed accents and Indic scripts.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{1aff}')
}

/// The domain that a person meant when typing or pasting an address: scheme, user, port, path and a leading `www.` taken off, lower case.
pub fn domain_of_typed(text: &str) -> String {
    let host = host_of_typed(text);
    // `www.de` is a domain of its own.
    host.strip_prefix("www.")
        .filter(|rest| rest.contains('.'))
        .unwrap_or(&host)
        .to_owned()
}

/// The host of a domain or address as typed: scheme, user, port and path taken off, lower case, without the dot of the root.
pub fn host_of_typed(text: &str) -> String {
    let text = text.trim();
    let is_scheme = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let text = match text.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => rest,
        _ => text.trim_start_matches('/'),
    };
    let text = text.split(['/', '?', '#']).next().unwrap_or_default();
    let text = text.rsplit_once('@').map_or(text, |(_, host)| host);
    let text = text.split(':').next().unwrap_or_default();
    text.to_lowercase().trim_end_matches('.').to_owned()
}

/// Whether the text is a colour as `#rrggbb`.
pub fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
