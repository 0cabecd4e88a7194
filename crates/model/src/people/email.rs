//! E-mail addresses as accounts are found by them.

/// The address as it is stored and looked up: trimmed and in lower case, domain and local part alike.
///
/// RFC 5321 (2.4) lets a host tell local parts apart by case; none in use does, and people don't type them alike twice.
/// Nothing else is folded: dots and `+tags` are different addresses to some hosts.
pub fn normalise_email(text: &str) -> String {
    text.trim().to_lowercase()
}
