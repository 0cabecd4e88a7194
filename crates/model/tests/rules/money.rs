//! Money as people type it and as inputs show it.

use entente_model::money::{CURRENCIES, MAX_MINOR, Money, NumberStyle, minor_digits, parse_amount, plain_amount};
use entente_model::problem::FieldCode;
use proptest::prelude::*;

const ENGLISH: NumberStyle = NumberStyle {
    decimal: '.',
    group: ',',
};
const GERMAN: NumberStyle = NumberStyle {
    decimal: ',',
    group: '.',
};
const FRENCH: NumberStyle = NumberStyle {
    decimal: ',',
    group: '\u{202f}',
};
const SWISS: NumberStyle = NumberStyle {
    decimal: '.',
    group: '\u{2019}',
};
const ARABIC: NumberStyle = NumberStyle {
    decimal: '\u{66b}',
    group: '\u{66c}',
};

fn style() -> impl Strategy<Value = NumberStyle> {
    prop::sample::select(vec![ENGLISH, GERMAN, FRENCH, SWISS, ARABIC])
}

fn grouped(plain: &str, style: NumberStyle) -> String {
    let (whole, rest) = plain.split_at(plain.find(style.decimal).unwrap_or(plain.len()));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(style.group);
        }
        text.push(digit);
    }
    text + rest
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(minor in 0..=MAX_MINOR, currency in prop::sample::select(CURRENCIES), style in style()) {
        let plain = plain_amount(&Money::new(minor, currency.0), style);
        prop_assert_eq!(parse_amount(&plain, currency.0, style), Ok(minor), "{}", &plain);
        let groups = grouped(&plain, style);
        prop_assert_eq!(parse_amount(&format!(" {groups}\u{a0}"), currency.0, style), Ok(minor), "{}", &groups);
        let arabic: String = groups.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c)).collect();
        prop_assert_eq!(parse_amount(&arabic, currency.0, style), Ok(minor), "{}", &arabic);
    }

    #[test]
    fn any_text_is_an_amount_in_range_or_a_refusal(
        text in prop_oneof![any::<String>(), "[0-9.,' ]{0,30}", "[0-9]{1,40}"], currency in prop::sample::select(CURRENCIES), style in style(),
    ) {
        if let Ok(minor) = parse_amount(&text, currency.0, style) {
            prop_assert!((0..=MAX_MINOR).contains(&minor));
        }
        prop_assert_eq!(parse_amount(&text, &text, style).is_ok(), false);
    }

    #[test]
    fn any_amount_can_be_shown(minor in any::<i64>(), currency in any::<String>()) {
        plain_amount(&Money::new(minor, currency.as_str()), ENGLISH);
        let mut errors = Vec::new();
        Money::new(minor, currency).check("/value", &["EUR".to_owned()], &mut errors);
        prop_assert!(errors.len() <= 2);
    }
}

#[test]
fn amounts_as_typed() {
    let read = |text, currency, style| parse_amount(text, currency, style);
    assert_eq!(read("1,250.5", "EUR", ENGLISH), Ok(125_050));
    assert_eq!(read("1.250,50", "EUR", GERMAN), Ok(125_050));
    assert_eq!(read("1.250", "EUR", GERMAN), Ok(125_000));
    assert_eq!(read("1.250", "EUR", ENGLISH), Err(FieldCode::TooManyDecimals));
    assert_eq!(read("1.250", "KWD", ENGLISH), Ok(1_250));
    assert_eq!(read("1250", "JPY", ENGLISH), Ok(1_250));
    assert_eq!(read("1250.0", "JPY", ENGLISH), Err(FieldCode::TooManyDecimals));
    assert_eq!(read("１２，５００", "JPY", ENGLISH), Ok(12_500));
    assert_eq!(read("1,00,000", "INR", ENGLISH), Ok(10_000_000));
    assert_eq!(read("1'250", "CHF", GERMAN), Ok(125_000));
    assert_eq!(read("0", "EUR", ENGLISH), Ok(0));
    assert_eq!(read("10000000000", "EUR", ENGLISH), Ok(MAX_MINOR));
    assert_eq!(read("10000000000.01", "EUR", ENGLISH), Err(FieldCode::OutOfRange));
    assert_eq!(read("9999999999999999999", "EUR", ENGLISH), Err(FieldCode::OutOfRange));
    assert_eq!(read(" ", "EUR", ENGLISH), Err(FieldCode::Required));
    assert_eq!(read("1", "XXX", ENGLISH), Err(FieldCode::InvalidCurrency));
    for text in [
        "-1", "+1", "1e3", "€5", "1,2", "12,34", "1,,000", ",100", ".5", "1.2.3", "1250,000", "ten", "1 2",
    ] {
        assert_eq!(read(text, "EUR", ENGLISH), Err(FieldCode::NotANumber), "{text}");
    }
}

#[test]
fn currencies_are_in_order_and_known() {
    assert!(CURRENCIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    assert!(
        CURRENCIES
            .iter()
            .all(|(code, digits)| minor_digits(code) == Some(*digits))
    );
    assert_eq!(minor_digits("eur"), None);
}

#[test]
fn amounts_are_refused_where_they_are_wrong() {
    let refused = |minor, currency: &str| {
        let mut errors = Vec::new();
        Money::new(minor, currency).check("/value", &["EUR".to_owned(), "XXX".to_owned()], &mut errors);
        errors.into_iter().map(|error| error.pointer).collect::<Vec<_>>()
    };
    assert_eq!(refused(1, "EUR"), Vec::<String>::new());
    assert_eq!(refused(0, "EUR"), ["/value/minor"]);
    assert_eq!(refused(1, "USD"), ["/value/currency"]);
    assert_eq!(refused(MAX_MINOR + 1, "XXX"), ["/value/currency", "/value/minor"]);
}
