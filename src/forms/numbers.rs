//! Numbers and amounts as people type them in their language, and as a reader of other signs would have typed them.

use entente_model::money::{Money, NumberStyle, parse_amount, plain_amount};
use entente_model::problem::FieldCode;

/// A number with up to `decimals` decimals, in units of the last of them: `87.5` with one is 875. Groups may be written where they belong.
pub fn read_number(typed: &str, style: NumberStyle, decimals: usize) -> Result<u64, FieldCode> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(FieldCode::Required);
    }
    let (whole, fraction) = typed.split_once(style.decimal).unwrap_or((typed, ""));
    let groups: Vec<&str> = whole
        .split(|c: char| c == style.group || c == '\'' || c.is_whitespace())
        .collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let in_place =
        groups.iter().skip(1).all(|group| group.len() == 3) && groups.first().is_some_and(|first| !first.is_empty());
    if !in_place || !groups.iter().all(|group| is_number(group)) || !is_number(fraction) || fraction.len() > decimals {
        return Err(FieldCode::NotANumber);
    }
    format!("{}{fraction:0<decimals$}", groups.concat())
        .parse()
        .map_err(|_| FieldCode::OutOfRange)
}

/// A number in units of its last decimal, without the noughts at its end: 875 with one is `87.5`.
pub fn write_number(number: u64, style: NumberStyle, decimals: usize) -> String {
    let text = format!("{number:0>width$}", width = decimals + 1);
    let (whole, fraction) = text.split_at(text.len() - decimals);
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}{}{fraction}", style.decimal),
    }
}

/// A number as the reader of other signs would have typed it; what can't be read stays as it is.
pub fn rewrite_number(typed: &str, decimals: usize, from: NumberStyle, to: NumberStyle) -> String {
    match read_number(typed, from, decimals) {
        Ok(number) if from != to => write_number(number, to, decimals),
        _ => typed.to_owned(),
    }
}

/// An amount as the reader of other signs would have typed it; what can't be read stays as it is.
pub fn rewrite_amount(amount: &str, currency: &str, from: NumberStyle, to: NumberStyle) -> String {
    match parse_amount(amount, currency, from) {
        Ok(minor) if from != to => plain_amount(&Money::new(minor, currency), to),
        _ => amount.to_owned(),
    }
}
