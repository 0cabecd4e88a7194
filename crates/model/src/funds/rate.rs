//! Exchange rates: dated, and kept with what was reckoned by them.

use crate::money::{Money, minor_digits};
use crate::problem::{FieldCode, FieldError};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Parts of a unit in which rates are kept: nine decimals.
pub const RATE_SCALE: i64 = 1_000_000_000;

/// How many units of one currency a unit of another was worth on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExchangeRate {
    /// ISO 4217 code of what is converted, such as `JPY`.
    pub from: String,
    /// ISO 4217 code of what it becomes, such as `EUR`.
    pub to: String,
    /// Units of `to` for one unit of `from`, times [`RATE_SCALE`]: 6,123,000 for 0.006123.
    pub rate: i64,
    /// The first day on which it holds.
    pub from_day: NaiveDate,
}

impl ExchangeRate {
    /// Limits of a rate: both currencies known and different, the rate above zero and at most a million.
    pub fn check(&self, pointer: &str, errors: &mut Vec<FieldError>) {
        for (field, currency) in [("from", &self.from), ("to", &self.to)] {
            if minor_digits(currency).is_none() {
                errors.push(FieldError::new(
                    format!("{pointer}/{field}"),
                    FieldCode::InvalidCurrency,
                ));
            }
        }
        if self.from == self.to {
            errors.push(FieldError::new(format!("{pointer}/to"), FieldCode::Duplicate));
        }
        if !(1..=RATE_SCALE * 1_000_000).contains(&self.rate) {
            errors.push(
                FieldError::new(format!("{pointer}/rate"), FieldCode::OutOfRange)
                    .with("min", "0.000000001")
                    .with("max", 1_000_000),
            );
        }
    }

    /// An amount of `from` in minor units of `to`; `None` when a currency is unknown or the result is beyond 64 bits.
    ///
    /// Rounded to the nearest minor unit, halves away from zero (Council Regulation (EC) No 1103/97, article 5).
    pub fn convert(&self, minor: i64) -> Option<i64> {
        let from = 10_i128.pow(minor_digits(&self.from)?);
        let to = 10_i128.pow(minor_digits(&self.to)?);
        let numerator = i128::from(minor).checked_mul(i128::from(self.rate))?.checked_mul(to)?;
        i64::try_from(divide(numerator, i128::from(RATE_SCALE) * from)).ok()
    }
}

/// Divides, rounding to the nearest whole number, halves away from zero. The divisor is above zero.
pub(crate) fn divide(numerator: i128, divisor: i128) -> i128 {
    let half = divisor / 2;
    if numerator >= 0 {
        (numerator + half) / divisor
    } else {
        (numerator - half) / divisor
    }
}

/// The rate that holds on a day: that of the latest day up to it. Of two for one day the later one in the list holds.
pub fn rate_on<'a>(rates: &'a [ExchangeRate], from: &str, to: &str, day: NaiveDate) -> Option<&'a ExchangeRate> {
    rates
        .iter()
        .filter(|rate| rate.from == from && rate.to == to && rate.from_day <= day)
        .max_by_key(|rate| rate.from_day)
}

/// An amount in a fund's currency, with what it was reckoned from when that is another currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Converted {
    /// Minor units of the fund's currency.
    pub minor: i64,
    /// The amount as it was asked for, and the rate that made it this; absent when both are one currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub origin: Option<Origin>,
}

impl Converted {
    /// What a part of it was before it was converted, by the same rate; `None` when nothing was converted. `gone` is what of it left before:
    /// parts that leave one after the other add up to the amount as it was asked for, whatever each is rounded to.
    pub fn part(&self, minor: i64, gone: i64) -> Option<Origin> {
        let origin = self.origin.as_ref()?;
        let whole = i128::from(self.minor.max(1));
        let up_to = |minor: i64| divide(i128::from(origin.money.minor) * i128::from(minor), whole);
        let part = up_to(gone.checked_add(minor)?) - up_to(gone);
        Some(Origin {
            money: Money::new(i64::try_from(part).ok()?, origin.money.currency.as_str()),
            rate: origin.rate.clone(),
        })
    }
}

/// What an amount was before it was converted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The amount.
    pub money: Money,
    /// The rate.
    pub rate: ExchangeRate,
}

/// An amount in the fund's currency by the rate of a day. `None` without such a rate.
pub fn convert_on(money: &Money, to: &str, rates: &[ExchangeRate], day: NaiveDate) -> Option<Converted> {
    if money.currency == to {
        return Some(Converted {
            minor: money.minor,
            origin: None,
        });
    }
    let rate = rate_on(rates, &money.currency, to, day)?;
    Some(Converted {
        minor: rate.convert(money.minor)?,
        origin: Some(Origin {
            money: money.clone(),
            rate: rate.clone(),
        }),
    })
}
