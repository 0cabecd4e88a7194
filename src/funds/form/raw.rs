//! What somebody has typed of a fund, as typed, and how it becomes the model's [`NewFund`].

use crate::forms::{read_number, rewrite_amount, rewrite_number, write_number};
use chrono::NaiveDate;
use entente_model::funds::allocation::{AllocationRule, TierGrant};
use entente_model::funds::closing::ReservationsAtClosing;
use entente_model::funds::fund::{FundFields, NewFund};
use entente_model::money::{Money, NumberStyle, parse_amount, plain_amount};
use entente_model::people::Tier;
use entente_model::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};

/// How many tiers there are.
pub(super) const TIERS: usize = Tier::ALL.len();

/// Decimals of a share in per cent, which the model holds in thousandths.
const SHARE: usize = 1;
/// Decimals of a return in times, which the model holds in thousandths.
const RETURN: usize = 3;

/// The text of every field of the form; it is kept on the device as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::funds) struct RawFund {
    /// Name.
    pub name: String,
    /// ISO 4217 code of its books.
    pub currency: String,
    /// First day in ISO form, or what the browser made of it.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// What the vendor puts in at first; of a new fund.
    pub amount: String,
    /// Share of the revenue in per cent.
    pub revenue: String,
    /// Share of it that depends on results, in per cent.
    pub performance: String,
    /// Pipeline at which all of that is earned, in times what was spent.
    pub target: String,
    /// What each tier is granted, in the order of the tiers.
    pub grants: [String; TIERS],
    /// Least that is worth booking.
    pub smallest: String,
    /// Most that a partner is given.
    pub largest: String,
    /// What becomes of reservations when the period is closed.
    pub at_closing: String,
}

impl RawFund {
    /// A new fund, with the rule that programs begin with.
    pub(super) fn begin(currency: &str) -> Self {
        RawFund {
            currency: currency.to_owned(),
            revenue: "3".to_owned(),
            performance: "25".to_owned(),
            target: "3".to_owned(),
            at_closing: ReservationsAtClosing::default().as_str().to_owned(),
            ..Self::default()
        }
    }

    /// What the server holds, written as the reader would have typed it.
    pub(in crate::funds) fn of_fields(fields: &FundFields, style: NumberStyle) -> Self {
        let currency = &fields.currency;
        let amount = |minor: i64| match minor {
            0 => String::new(),
            minor => plain_amount(&Money::new(minor, currency.clone()), style),
        };
        let rule = &fields.rule;
        let granted = |tier: Tier| {
            let mut grants = rule.grants.iter();
            grants.find(|grant| grant.tier == tier).map_or(0, |grant| grant.minor)
        };
        RawFund {
            name: fields.name.clone(),
            currency: currency.clone(),
            starts_on: fields.starts_on.to_string(),
            ends_on: fields.ends_on.to_string(),
            amount: String::new(),
            revenue: write_number(rule.revenue_per_mille.into(), style, SHARE),
            performance: write_number(rule.performance_per_mille.into(), style, SHARE),
            target: write_number(rule.target_return.into(), style, RETURN),
            grants: std::array::from_fn(|at| amount(granted(Tier::ALL[at]))),
            smallest: amount(rule.smallest),
            largest: amount(rule.largest.unwrap_or(0)),
            at_closing: rule.at_closing.as_str().to_owned(),
        }
    }

    /// The text as a reader of other signs would have typed it.
    pub(in crate::funds) fn in_signs(self, from: NumberStyle, to: NumberStyle) -> Self {
        let currency = self.currency.clone();
        let amount = |typed: &str| rewrite_amount(typed, &currency, from, to);
        RawFund {
            amount: amount(&self.amount),
            revenue: rewrite_number(&self.revenue, SHARE, from, to),
            performance: rewrite_number(&self.performance, SHARE, from, to),
            target: rewrite_number(&self.target, RETURN, from, to),
            grants: self.grants.map(|typed| amount(&typed)),
            smallest: amount(&self.smallest),
            largest: amount(&self.largest),
            name: self.name,
            currency: self.currency,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            at_closing: self.at_closing,
        }
    }
}

/// The pointer of what a tier is granted: the field's own, because the list that is sent holds only those who are granted something.
pub(super) fn grant_pointer(tier: Tier) -> &'static str {
    match tier {
        Tier::Registered => "/rule/grants/registered",
        Tier::Silver => "/rule/grants/silver",
        Tier::Gold => "/rule/grants/gold",
        Tier::Platinum => "/rule/grants/platinum",
    }
}

/// What can be read, and what can't, by the pointers of the fields; something of its kind stands in the place of what can't, so that the rest
/// can be judged meanwhile.
pub(in crate::funds) fn read(raw: &RawFund, style: NumberStyle) -> (NewFund, Vec<FieldError>) {
    let mut errors = Vec::new();
    let (starts_on, ends_on) = read_period(raw, &mut errors);
    let minor = read_amount(&raw.amount, "/minor", raw, style, &mut errors);
    let grants = Tier::ALL.iter().zip(&raw.grants).filter_map(|(tier, typed)| {
        let minor = read_amount(typed, grant_pointer(*tier), raw, style, &mut errors)?;
        (minor > 0).then_some(TierGrant { tier: *tier, minor })
    });
    let grants = grants.collect();
    let smallest = read_amount(&raw.smallest, "/rule/smallest", raw, style, &mut errors);
    let largest = read_amount(&raw.largest, "/rule/largest", raw, style, &mut errors);
    let mut number = |typed: &str, pointer: &str, decimals: usize, usual: u32| {
        let read = read_number(typed, style, decimals);
        let number = read.unwrap_or_else(|code| {
            errors.push(FieldError::new(pointer, code));
            usual.into()
        });
        // Beyond 32 bits is beyond every bound: the check then says so.
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    let rule = AllocationRule {
        revenue_per_mille: number(&raw.revenue, "/rule/revenue_per_mille", SHARE, 0),
        performance_per_mille: number(&raw.performance, "/rule/performance_per_mille", SHARE, 0),
        target_return: number(&raw.target, "/rule/target_return", RETURN, 1),
        grants,
        smallest: smallest.unwrap_or(0),
        largest,
        at_closing: ReservationsAtClosing::parse(&raw.at_closing).unwrap_or_default(),
    };
    let fund = NewFund {
        fields: FundFields {
            name: raw.name.trim().to_owned(),
            currency: raw.currency.clone(),
            starts_on,
            ends_on,
            rule,
        },
        minor: minor.unwrap_or(0),
    };
    (fund, errors)
}

/// An amount in the fund's currency; `None` for an empty field, and for one that can't be read.
fn read_amount(
    typed: &str,
    pointer: &str,
    raw: &RawFund,
    style: NumberStyle,
    errors: &mut Vec<FieldError>,
) -> Option<i64> {
    if typed.trim().is_empty() {
        return None;
    }
    match parse_amount(typed, &raw.currency, style) {
        Ok(minor) => Some(minor),
        // That the currency is unknown is said at the currency.
        Err(FieldCode::InvalidCurrency) => None,
        Err(code) => {
            errors.push(FieldError::new(pointer, code));
            None
        }
    }
}

/// First and last day; of one that can't be read the other, so that nothing is said of how far they are from each other.
fn read_period(raw: &RawFund, errors: &mut Vec<FieldError>) -> (NaiveDate, NaiveDate) {
    let mut day = |typed: &str, pointer: &str| {
        let typed = typed.trim();
        let read = typed.parse::<NaiveDate>().ok();
        if read.is_none() {
            let code = if typed.is_empty() {
                FieldCode::Required
            } else {
                FieldCode::InvalidDate
            };
            errors.push(FieldError::new(pointer, code));
        }
        read
    };
    let (first, last) = (day(&raw.starts_on, "/starts_on"), day(&raw.ends_on, "/ends_on"));
    let some = first
        .or(last)
        .or(NaiveDate::from_ymd_opt(2000, 1, 1))
        .unwrap_or_default();
    (first.unwrap_or(some), last.unwrap_or(some))
}

/// A refusal of the model's or the server's as the form shows it: at its fields, and with bounds as they are typed.
pub(super) fn at_field(mut error: FieldError, currency: &str, style: NumberStyle) -> FieldError {
    if let Some(pointer) = error.pointer.strip_prefix("/fields").map(str::to_owned) {
        error.pointer = pointer;
    }
    let written: Option<Box<dyn Fn(i64) -> String>> = match error.pointer.as_str() {
        "/rule/revenue_per_mille" | "/rule/performance_per_mille" => Some(number_writer(style, SHARE)),
        "/rule/target_return" => Some(number_writer(style, RETURN)),
        "/rule/smallest" | "/rule/largest" => {
            let currency = currency.to_owned();
            Some(Box::new(move |minor| {
                plain_amount(&Money::new(minor, currency.clone()), style)
            }))
        }
        _ => None,
    };
    if let Some(written) = written.filter(|_| error.code == FieldCode::OutOfRange) {
        for bound in error.params.values_mut() {
            if let Ok(number) = bound.parse() {
                *bound = written(number);
            }
        }
    }
    error
}

fn number_writer(style: NumberStyle, decimals: usize) -> Box<dyn Fn(i64) -> String> {
    Box::new(move |number| write_number(number.unsigned_abs(), style, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};

    fn fields() -> FundFields {
        let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).unwrap_or_default();
        FundFields {
            name: "Growth DACH, Q1 2027".into(),
            currency: "EUR".into(),
            starts_on: day(1, 1),
            ends_on: day(3, 31),
            rule: AllocationRule {
                revenue_per_mille: 35,
                performance_per_mille: 250,
                target_return: 2_500,
                grants: vec![TierGrant {
                    tier: Tier::Gold,
                    minor: 500_050,
                }],
                smallest: 10_000,
                largest: None,
                at_closing: ReservationsAtClosing::ReleaseNotStarted,
            },
        }
    }

    #[test]
    fn a_fund_survives_being_typed_anew() {
        for style in [GERMAN, ENGLISH] {
            let (read, errors) = read(&RawFund::of_fields(&fields(), style), style);
            assert_eq!((read.fields, errors), (fields(), Vec::new()));
        }
    }

    #[test]
    fn numbers_keep_their_worth_when_the_language_changes() {
        let german = RawFund::of_fields(&fields(), GERMAN);
        assert_eq!((german.revenue.as_str(), german.grants[2].as_str()), ("3,5", "5000,50"));
        assert_eq!(german.in_signs(GERMAN, ENGLISH), RawFund::of_fields(&fields(), ENGLISH));
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_field() {
        let raw = RawFund {
            starts_on: String::new(),
            ends_on: "2027-03-31".into(),
            amount: "much".into(),
            revenue: "3.25".into(),
            grants: [String::new(), "x".into(), String::new(), String::new()],
            ..RawFund::begin("EUR")
        };
        let (_, errors) = read(&raw, ENGLISH);
        let found: Vec<(&str, FieldCode)> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/starts_on", FieldCode::Required),
                ("/minor", FieldCode::NotANumber),
                ("/rule/grants/silver", FieldCode::NotANumber),
                ("/rule/revenue_per_mille", FieldCode::NotANumber),
            ]
        );
    }

    #[test]
    fn bounds_are_told_as_they_are_typed() {
        let error = |pointer: &str, min: i64, max: i64| {
            let error = FieldError::new(pointer, FieldCode::OutOfRange);
            at_field(error.with("min", min).with("max", max), "EUR", GERMAN)
        };
        let share = error("/fields/rule/revenue_per_mille", 0, 1_000);
        assert_eq!(
            (share.pointer.as_str(), share.params["max"].as_str()),
            ("/rule/revenue_per_mille", "100")
        );
        assert_eq!(error("/rule/target_return", 1, 1_000_000).params["min"], "0,001");
        assert_eq!(error("/rule/largest", 10_000, 20_000).params["min"], "100,00");
    }
}
