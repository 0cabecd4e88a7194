//! Exchange rates that a sample program begins with: to the currency of its funds, dated by quarter.

use super::periods::{first_of_quarter, quarters_later};
use chrono::NaiveDate;
use entente_model::funds::rate::ExchangeRate;
use entente_model::settings::ProgramSettings;

/// What a unit was worth in euros, in thousand millionths: about what banks asked in 2025.
static TO_EURO: [(&str, i64); 11] = [
    ("USD", 864_300_000),
    ("GBP", 1_151_200_000),
    ("CHF", 1_068_400_000),
    ("SEK", 90_800_000),
    ("NOK", 85_300_000),
    ("DKK", 133_900_000),
    ("PLN", 234_900_000),
    ("CZK", 40_700_000),
    ("JPY", 5_830_000),
    ("AED", 235_300_000),
    ("SAR", 230_400_000),
];
/// How rates stood in each of the last quarters, per mille of the above.
const STOOD: [i64; 4] = [1_009, 1_000, 994, 1_003];

/// Rates to the program's first currency when that is the euro, from a year before the present quarter on; none for another.
pub fn rates(settings: &ProgramSettings, today: NaiveDate) -> Vec<ExchangeRate> {
    let Some(to) = settings.currencies.first().filter(|code| *code == "EUR") else {
        return Vec::new();
    };
    let present = first_of_quarter(today);
    let known = TO_EURO
        .iter()
        .filter(|(code, _)| settings.currencies.iter().any(|known| known == code));
    let dated = |(code, rate): &(&str, i64)| {
        let quarters = (-3..=0_i32).zip(STOOD);
        let rows = quarters.map(|(quarter, stood)| ExchangeRate {
            from: (*code).to_owned(),
            to: to.clone(),
            rate: rate * stood / 1_000,
            from_day: quarters_later(present, quarter),
        });
        rows.collect::<Vec<_>>()
    };
    known.flat_map(dated).collect()
}
