//! Money: integer minor units and an ISO 4217 currency, never a float.

use crate::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};

/// An amount in minor units (cents; whole units where the currency has none) of a currency.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units, such as 125000 for 1,250.00 EUR.
    pub minor: i64,
    /// ISO 4217 code, such as `EUR`.
    pub currency: String,
}

/// Largest amount of a record, in minor units: ten thousand million of a currency with two decimals.
/// Sums of a million such amounts stay within 64 bits.
pub const MAX_MINOR: i64 = 1_000_000_000_000;

/// Currencies that the portal knows with the digits of their minor unit (ISO 4217, list one).
#[rustfmt::skip]
pub const CURRENCIES: &[(&str, u32)] = &[
    ("AED", 2), ("ARS", 2), ("AUD", 2), ("BGN", 2), ("BHD", 3), ("BRL", 2), ("CAD", 2), ("CHF", 2), ("CLP", 0), ("CNY", 2),
    ("COP", 2), ("CZK", 2), ("DKK", 2), ("EGP", 2), ("EUR", 2), ("GBP", 2), ("HKD", 2), ("HUF", 2), ("IDR", 2), ("ILS", 2),
    ("INR", 2), ("ISK", 0), ("JOD", 3), ("JPY", 0), ("KES", 2), ("KRW", 0), ("KWD", 3), ("MAD", 2), ("MXN", 2), ("MYR", 2),
    ("NGN", 2), ("NOK", 2), ("NZD", 2), ("OMR", 3), ("PEN", 2), ("PHP", 2), ("PLN", 2), ("QAR", 2), ("RON", 2), ("RSD", 2),
    ("SAR", 2), ("SEK", 2), ("SGD", 2), ("THB", 2), ("TND", 3), ("TRY", 2), ("TWD", 2), ("UAH", 2), ("USD", 2), ("VND", 0),
    ("ZAR", 2),
];

/// Digits of the minor unit of a currency, or `None` for one that the portal does not know.
pub fn minor_digits(currency: &str) -> Option<u32> {
    CURRENCIES
        .binary_search_by(|(code, _)| (*code).cmp(currency))
        .ok()
        .map(|at| CURRENCIES[at].1)
}

impl Money {
    /// An amount.
    pub fn new(minor: i64, currency: impl Into<String>) -> Self {
        Money {
            minor,
            currency: currency.into(),
        }
    }

    /// Refuses an amount that is not from 1 to [`MAX_MINOR`] or a currency not among those taken.
    pub fn check(&self, pointer: &str, currencies: &[String], errors: &mut Vec<FieldError>) {
        if minor_digits(&self.currency).is_some() && !currencies.contains(&self.currency) {
            errors.push(FieldError::new(
                format!("{pointer}/currency"),
                FieldCode::InvalidCurrency,
            ));
        }
        self.check_known(pointer, errors);
    }

    /// The same for any currency that the portal knows.
    pub fn check_known(&self, pointer: &str, errors: &mut Vec<FieldError>) {
        if minor_digits(&self.currency).is_none() {
            errors.push(FieldError::new(
                format!("{pointer}/currency"),
                FieldCode::InvalidCurrency,
            ));
        }
        if !(1..=MAX_MINOR).contains(&self.minor) {
            errors.push(
                FieldError::new(format!("{pointer}/minor"), FieldCode::OutOfRange)
                    .with("min", 1)
                    .with("max", MAX_MINOR),
            );
        }
    }
}

/// How numbers are written in the reader's language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberStyle {
    /// Between whole units and decimals.
    pub decimal: char,
    /// Between groups of three.
    pub group: char,
}

/// Reads an amount as a person types it in their language: groups optional but in their place, at most the currency's decimals.
/// Spaces and apostrophes always count as groups; inner groups of two are Indian ones (`1,00,000`). Digits may be Arabic, Persian or of
/// full width. No sign, no exponent, no currency sign.
pub fn parse_amount(text: &str, currency: &str, style: NumberStyle) -> Result<i64, FieldCode> {
    let digits = minor_digits(currency).ok_or(FieldCode::InvalidCurrency)? as usize;
    let text: String = text.trim().chars().map(plain_character).collect();
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
    let (whole, fraction) = text.split_once(style.decimal).unwrap_or((&text, ""));
    let is_group = |c: char| c == style.group || c == '\'' || c == '\u{2019}' || c.is_whitespace();
    let groups: Vec<&str> = whole.split(is_group).collect();
    let last = groups.len() - 1;
    let in_place = |at: usize, group: &str| match at {
        _ if last == 0 => !group.is_empty(),
        0 => (1..=3).contains(&group.len()),
        _ if at == last => group.len() == 3,
        _ => (2..=3).contains(&group.len()),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !groups
        .iter()
        .enumerate()
        .all(|(at, group)| is_number(group) && in_place(at, group))
        || !is_number(fraction)
    {
        return Err(FieldCode::NotANumber);
    }
    if fraction.len() > digits {
        return Err(FieldCode::TooManyDecimals);
    }
    let padded = format!("{}{fraction:0<digits$}", groups.concat());
    let significant = padded.trim_start_matches('0');
    if significant.is_empty() {
        return Ok(0);
    }
    significant
        .parse::<i64>()
        .ok()
        .filter(|minor| *minor <= MAX_MINOR)
        .ok_or(FieldCode::OutOfRange)
}

/// The ASCII digit of one of another script, and the plain form of a full-width comma, point or space.
fn plain_character(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        '\u{ff0c}' => return ',',
        '\u{ff0e}' => return '.',
        other => return other,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// The amount as plain text with the currency's decimals and no groups, as put into an input: `1250.00` in English style.
pub fn plain_amount(money: &Money, style: NumberStyle) -> String {
    let digits = minor_digits(&money.currency).unwrap_or(2) as usize;
    let text = format!("{:0>width$}", money.minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    let sign = if money.minor < 0 { "-" } else { "" };
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{fraction}", style.decimal)
    }
}
