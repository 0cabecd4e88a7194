//! Numbers, money, dates, durations and names as the reader's language writes them. All follow a change of language when called inside a
//! reactive closure. Instants are shown in the reader's time zone, calendar dates as they are.

use super::intl::call;
use chrono::{DateTime, Local, NaiveDate, Utc};
use entente_model::calendar;
use wasm_bindgen::JsValue;

fn number_as(value: f64, options: &str) -> String {
    call("NumberFormat", "format", options, &value.into(), &JsValue::UNDEFINED).unwrap_or_else(|| value.to_string())
}

/// A whole number with its groups: `12,500`.
pub fn integer(value: i64) -> String {
    number_as(value as f64, r#"{"maximumFractionDigits":0}"#)
}

/// A number with at most two decimals.
pub fn decimal(value: f64) -> String {
    number_as(value, r#"{"maximumFractionDigits":2}"#)
}

/// A short number for tight places: `12.5K`.
pub fn compact(value: f64) -> String {
    number_as(value, r#"{"notation":"compact","maximumFractionDigits":1}"#)
}

/// A fraction as a percentage: 0.42 is `42%`.
pub fn percent(fraction: f64) -> String {
    number_as(fraction, r#"{"style":"percent","maximumFractionDigits":1}"#)
}

/// A size in bytes: `1.4 MB`.
pub fn file_size(bytes: u64) -> String {
    let (divisor, unit) = match bytes {
        0..1_000 => (1.0, "byte"),
        1_000..1_000_000 => (1e3, "kilobyte"),
        1_000_000..1_000_000_000 => (1e6, "megabyte"),
        _ => (1e9, "gigabyte"),
    };
    // The short form of a byte is not declined: "69 byte".
    let display = if unit == "byte" { "long" } else { "short" };
    number_as(
        bytes as f64 / divisor,
        &format!(r#"{{"style":"unit","unit":"{unit}","unitDisplay":"{display}","maximumFractionDigits":1}}"#),
    )
}

/// An amount of money in minor units, with its currency: `€1,250.00`. Whole amounts lose nothing: the decimals always show.
pub fn money(minor: i64, currency: &str) -> String {
    money_as(minor, currency, "")
}

/// A short amount for figures and charts: `€1.3M`.
pub fn money_compact(minor: i64, currency: &str) -> String {
    money_as(minor, currency, r#","notation":"compact","maximumFractionDigits":1"#)
}

/// What came or went, with its sign: `+€1,250.00`.
pub fn money_signed(minor: i64, currency: &str) -> String {
    money_as(minor, currency, r#","signDisplay":"exceptZero""#)
}

fn money_as(minor: i64, currency: &str, more: &str) -> String {
    let plain = plain_amount(minor, currency);
    let safe_currency: String = currency.chars().filter(char::is_ascii_alphabetic).collect();
    let options = format!(r#"{{"style":"currency","currency":"{safe_currency}"{more}}}"#);
    // The amount goes over as text: `Intl` then keeps every digit, where a float would not.
    call(
        "NumberFormat",
        "format",
        &options,
        &JsValue::from_str(&plain),
        &JsValue::UNDEFINED,
    )
    .unwrap_or_else(|| format!("{currency} {plain}"))
}

fn plain_amount(minor: i64, currency: &str) -> String {
    let digits = entente_model::money::minor_digits(currency).unwrap_or(2) as usize;
    let text = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    let sign = if minor < 0 { "-" } else { "" };
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// How the reader's language writes numbers: the sign before the decimals and the one between groups.
pub fn number_signs() -> (char, char) {
    let written = number_as(12_345.6, r#"{"useGrouping":"always","maximumFractionDigits":1}"#);
    let mut signs = written.chars().filter(|character| !character.is_numeric());
    let group = signs.next().unwrap_or(',');
    (signs.next().unwrap_or('.'), group)
}

fn date_as(milliseconds: i64, options: &str) -> String {
    call(
        "DateTimeFormat",
        "format",
        options,
        &(milliseconds as f64).into(),
        &JsValue::UNDEFINED,
    )
    .unwrap_or_default()
}

fn midnight(date: NaiveDate) -> i64 {
    date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()
}

/// A calendar date: `21 Nov 2026`.
pub fn date(value: NaiveDate) -> String {
    date_as(midnight(value), r#"{"dateStyle":"medium","timeZone":"UTC"}"#)
}

/// A calendar date with its weekday, for sentences: `Saturday, 21 November 2026`.
pub fn date_long(value: NaiveDate) -> String {
    date_as(midnight(value), r#"{"dateStyle":"full","timeZone":"UTC"}"#)
}

/// The day of an instant in the reader's zone.
pub fn day(value: DateTime<Utc>) -> String {
    date_as(value.timestamp_millis(), r#"{"dateStyle":"medium"}"#)
}

/// Day and time of an instant in the reader's zone.
pub fn date_time(value: DateTime<Utc>) -> String {
    date_as(
        value.timestamp_millis(),
        r#"{"dateStyle":"medium","timeStyle":"short"}"#,
    )
}

/// Day, time and zone of an instant, for tooltips.
pub fn date_time_full(value: DateTime<Utc>) -> String {
    date_as(value.timestamp_millis(), r#"{"dateStyle":"full","timeStyle":"long"}"#)
}

/// The last moment before an end, to be written in its place: see [`calendar::last_moment`], in the reader's zone.
pub fn last_moment(end: DateTime<Utc>) -> DateTime<Utc> {
    calendar::last_moment(end, &Local)
}

/// The time of an instant in the reader's zone: `10:42`.
pub fn time_of_day(value: DateTime<Utc>) -> String {
    date_as(value.timestamp_millis(), r#"{"timeStyle":"short"}"#)
}

/// The time of an instant in another zone, with the zone's short name: `17:05 GMT+2`.
pub fn time_in_zone(value: DateTime<Utc>, zone: &str) -> String {
    let safe_zone: String = zone
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || "/_+-".contains(*sign))
        .collect();
    date_as(
        value.timestamp_millis(),
        &format!(r#"{{"hour":"numeric","minute":"2-digit","timeZone":"{safe_zone}","timeZoneName":"short"}}"#),
    )
}

/// A day of the week, 1 for Monday to 7 for Sunday: `Monday`, short `Mon`.
pub fn weekday(number: u8, short: bool) -> String {
    // The fifth of January 1970 was a Monday.
    let milliseconds = (4 + i64::from(number.clamp(1, 7) - 1)) * 86_400_000;
    let width = if short { "short" } else { "long" };
    date_as(milliseconds, &format!(r#"{{"weekday":"{width}","timeZone":"UTC"}}"#))
}

/// Seconds in the largest unit that holds at least one of them, and its name in `Intl`.
fn largest_unit(seconds: i64) -> (i64, &'static str) {
    match seconds.unsigned_abs() {
        0..60 => (1, "second"),
        60..3_600 => (60, "minute"),
        3_600..86_400 => (3_600, "hour"),
        86_400..2_592_000 => (86_400, "day"),
        2_592_000..31_536_000 => (2_592_000, "month"),
        _ => (31_536_000, "year"),
    }
}

/// How long ago or ahead an instant is, seen from `now`: `8 minutes ago`, `in 3 days`.
pub fn relative(value: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (value - now).num_seconds();
    let (unit_seconds, unit) = largest_unit(seconds);
    let options = r#"{"numeric":"auto"}"#;
    call(
        "RelativeTimeFormat",
        "format",
        options,
        &((seconds / unit_seconds) as f64).into(),
        &unit.into(),
    )
    .unwrap_or_else(|| date_time(value))
}

/// How many days ago or ahead a calendar date is, seen from a day, as it is where a partner is: `yesterday`, `in 3 days`, `40 days ago`.
pub fn day_from(value: NaiveDate, today: NaiveDate) -> String {
    let days = (value - today).num_days();
    let options = r#"{"numeric":"auto"}"#;
    call(
        "RelativeTimeFormat",
        "format",
        options,
        &(days as f64).into(),
        &"day".into(),
    )
    .unwrap_or_else(|| date(value))
}

/// A length of time in its one or two largest units: `2 days 4 hr`, `12 min`.
pub fn duration(seconds: i64) -> String {
    let seconds = seconds.abs();
    let (unit_seconds, unit) = match largest_unit(seconds) {
        // Days stay days: a clock of 90 days that said "3 months" would be read as kinder than it is.
        (2_592_000.., _) => (86_400, "day"),
        other => other,
    };
    let first = unit_of_time(seconds / unit_seconds, unit);
    let (rest, rest_unit) = match unit {
        "day" if seconds < 7 * 86_400 => ((seconds % 86_400) / 3_600, "hour"),
        "hour" => ((seconds % 3_600) / 60, "minute"),
        _ => (0, ""),
    };
    if rest == 0 {
        first
    } else {
        format!("{first} {}", unit_of_time(rest, rest_unit))
    }
}

fn unit_of_time(value: i64, unit: &str) -> String {
    number_as(
        value as f64,
        &format!(r#"{{"style":"unit","unit":"{unit}","unitDisplay":"short"}}"#),
    )
}

fn display_name(kind: &str, code: &str) -> String {
    let options = format!(r#"{{"type":"{kind}"}}"#);
    call("DisplayNames", "of", &options, &code.into(), &JsValue::UNDEFINED).unwrap_or_else(|| code.to_owned())
}

/// The name of a country by its ISO 3166 code: `DE` is `Germany`.
pub fn country_name(code: &str) -> String {
    display_name("region", code)
}

/// The name of a language by its tag.
pub fn language_name(tag: &str) -> String {
    display_name("language", tag)
}

/// The name of a currency by its ISO 4217 code.
pub fn currency_name(code: &str) -> String {
    display_name("currency", code)
}

/// Several things in a sentence: `A, B, and C`.
pub fn list(items: &[String]) -> String {
    list_as(items, "{}")
}

/// One of several things in a sentence: `A, B, or C`.
pub fn list_or(items: &[String]) -> String {
    list_as(items, r#"{"type":"disjunction"}"#)
}

fn list_as(items: &[String], options: &str) -> String {
    let array: js_sys::Array = items.iter().map(|item| JsValue::from_str(item)).collect();
    call("ListFormat", "format", options, &array.into(), &JsValue::UNDEFINED).unwrap_or_else(|| items.join(", "))
}
