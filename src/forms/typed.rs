//! What was typed, field by field: read into what the model has, or refused at the field's pointer.

use super::read_number;
use chrono::NaiveDate;
use entente_model::money::{MAX_MINOR, Money, NumberStyle, minor_digits, parse_amount};
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text;
use leptos::prelude::*;

/// Sets a signal when that changes what it holds: what follows it is not to be woken for nothing.
pub fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

/// Numbers the lines of a form, so that each is known by its own while lines come and go. Copied freely.
#[derive(Clone, Copy)]
pub struct LineNumbers(StoredValue<u32>);

impl LineNumbers {
    /// Begins with 1.
    pub fn begin() -> Self {
        LineNumbers(StoredValue::new(0))
    }

    /// The next one.
    pub fn take(self) -> u32 {
        let next = self.0.try_update_value(|last| {
            *last += 1;
            *last
        });
        next.unwrap_or_default()
    }
}

/// Text without the white space around it.
pub fn trimmed(typed: &str) -> String {
    typed.trim().to_owned()
}

/// The e-mail address that was typed; what is wrong with it is named at `pointer`.
pub fn read_email(pointer: &str, typed: &str, errors: &mut Vec<FieldError>) -> String {
    let email = trimmed(typed);
    if email.is_empty() {
        errors.push(FieldError::new(pointer, FieldCode::Required));
    } else if !text::is_email(&email) {
        errors.push(FieldError::new(pointer, FieldCode::InvalidEmail));
    }
    email
}

/// The domain that was meant, or the text itself while it is none.
pub fn read_domain(typed: &str) -> String {
    let meant = text::domain_of_typed(typed);
    if text::is_domain(&meant) { meant } else { trimmed(typed) }
}

/// A day in ISO form; nothing of an empty field.
pub fn read_day(typed: &str) -> Result<Option<NaiveDate>, FieldCode> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| FieldCode::InvalidDate),
    }
}

/// Minor units of an amount; nothing of an empty field. What is wrong with the currency stands at a pointer of its own.
pub fn read_minor(
    typed: &str,
    currency: &str,
    style: NumberStyle,
    pointer: &str,
    pointer_of_currency: &str,
) -> Result<Option<i64>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse_amount(typed, currency, style)
        .map(Some)
        .map_err(|code| match code {
            FieldCode::InvalidCurrency => FieldError::new(pointer_of_currency, code),
            FieldCode::TooManyDecimals => {
                FieldError::new(pointer, code).with("max", minor_digits(currency).unwrap_or(2))
            }
            FieldCode::OutOfRange => FieldError::new(pointer, code).with("min", 1).with("max", MAX_MINOR),
            _ => FieldError::new(pointer, code),
        })
}

/// An amount with its currency, with errors at the pointers of [`Money`] below `pointer`; nothing of an empty field.
pub fn read_money(typed: &str, currency: &str, style: NumberStyle, pointer: &str) -> Result<Option<Money>, FieldError> {
    let (of_minor, of_currency) = (format!("{pointer}/minor"), format!("{pointer}/currency"));
    let minor = read_minor(typed, currency, style, &of_minor, &of_currency)?;
    Ok(minor.map(|minor| Money::new(minor, currency)))
}

/// A count from 0 to `most`, its groups where they belong; nothing of an empty field.
pub fn read_count(typed: &str, style: NumberStyle, pointer: &str, most: u32) -> Result<Option<u32>, FieldError> {
    let read = read_number(typed, style, 0).and_then(|count| u32::try_from(count).map_err(|_| FieldCode::OutOfRange));
    match read {
        Ok(count) => Ok(Some(count)),
        Err(FieldCode::Required) => Ok(None),
        Err(code) => Err(count_error(pointer, code, 0, most)),
    }
}

/// A count whose groups may stand anywhere, as people who paste one have it; nothing of an empty field.
pub fn read_loose_count(typed: &str, style: NumberStyle) -> Result<Option<u32>, FieldCode> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let digits: String = typed
        .chars()
        .filter(|c| *c != style.group && !c.is_whitespace() && *c != '\'')
        .collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldCode::NotANumber);
    }
    digits.parse().map(Some).map_err(|_| FieldCode::OutOfRange)
}

/// What is wrong with a count: its bounds are told of one that is out of them.
pub fn count_error(pointer: &str, code: FieldCode, least: u32, most: u32) -> FieldError {
    let error = FieldError::new(pointer, code);
    match code {
        FieldCode::OutOfRange => error.with("min", least).with("max", most),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::GERMAN;

    #[test]
    fn money_is_refused_at_the_part_that_is_wrong() {
        let read = |typed: &str, currency: &str| read_money(typed, currency, GERMAN, "/value");
        assert_eq!(read(" ", "EUR"), Ok(None));
        assert_eq!(read("1.234,50", "EUR"), Ok(Some(Money::new(123_450, "EUR"))));
        let wrong = |typed: &str, currency: &str| read(typed, currency).map_err(|error| (error.pointer, error.code));
        assert_eq!(
            wrong("1,234", "EUR"),
            Err(("/value/minor".to_owned(), FieldCode::TooManyDecimals))
        );
        assert_eq!(
            wrong("1", "XXZ"),
            Err(("/value/currency".to_owned(), FieldCode::InvalidCurrency))
        );
    }

    #[test]
    fn counts_are_read_in_the_readers_signs() {
        let read = |typed: &str| read_count(typed, GERMAN, "/leads", 1_000).map_err(|error| error.code);
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("1.200"), Ok(Some(1_200)));
        assert_eq!(read("-4"), Err(FieldCode::NotANumber));
        assert_eq!(read("99999999999"), Err(FieldCode::OutOfRange));
        assert_eq!(read_loose_count("1.2", GERMAN), Ok(Some(12)));
        assert_eq!(read_loose_count("viele", GERMAN), Err(FieldCode::NotANumber));
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!(read_day(" 2027-03-11 "), Ok(NaiveDate::from_ymd_opt(2027, 3, 11)));
        assert_eq!(read_day(""), Ok(None));
        assert_eq!(read_day("31.02.2027"), Err(FieldCode::InvalidDate));
    }
}
