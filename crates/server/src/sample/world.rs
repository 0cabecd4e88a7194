//! What every part of the sample program reads: the settings, the calendar and the moment at which the story stands.

use super::names::Market;
use super::random::Chance;
use crate::settings::InEffect;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use entente_model::calendar::add_business_days;
use entente_model::settings::ProgramSettings;

/// The program at the moment at which the sample stands.
pub struct World {
    /// Everything drawn depends on it.
    pub seed: u64,
    /// Deals in all.
    pub deals: u32,
    /// Beginning of the day that the sample stands on; nothing in it is later.
    pub now: DateTime<Utc>,
    /// The settings in effect, since ever.
    pub in_effect: InEffect,
    zones: Vec<Tz>,
}

impl World {
    /// A program with these settings on the morning of a day.
    pub fn new(seed: u64, deals: u32, today: NaiveDate, in_effect: InEffect) -> Self {
        let regions = &in_effect.settings.regions;
        let zones = regions
            .iter()
            .map(|region| region.time_zone.parse().unwrap_or(chrono_tz::UTC))
            .collect();
        let now = today.and_time(NaiveTime::MIN).and_utc();
        World {
            seed,
            deals,
            now,
            in_effect,
            zones,
        }
    }

    /// The settings.
    pub fn settings(&self) -> &ProgramSettings {
        &self.in_effect.settings
    }

    /// Their number.
    pub fn settings_number(&self) -> i64 {
        self.in_effect.number
    }

    /// The region of a market: the first of its own that the program has, else the program's first.
    pub fn region_of(&self, market: &Market) -> usize {
        let at = |code: &&'static str| self.settings().regions.iter().position(|region| region.code == **code);
        market.regions.iter().find_map(at).unwrap_or_default()
    }

    /// Code of a region.
    pub fn region_code(&self, region: usize) -> &str {
        self.settings().regions.get(region).map_or("", |region| &region.code)
    }

    /// When a decision is due that is asked for at a time.
    pub fn decision_due(&self, region: usize, from: DateTime<Utc>) -> DateTime<Utc> {
        match (self.settings().regions.get(region), self.zones.get(region)) {
            (Some(region), Some(zone)) => {
                add_business_days(from, self.settings().deals.decision_business_days, region, zone)
            }
            _ => from,
        }
    }

    /// A moment of a working day, at or before the one given.
    pub fn working_time(&self, around: DateTime<Utc>, chance: &mut Chance) -> DateTime<Utc> {
        let mut day = around.date_naive();
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day.pred_opt().unwrap_or(day);
        }
        // Most of the day's work falls in its middle.
        let second = 7 * 3600 + (chance.between(0, 5 * 3600) + chance.between(0, 5 * 3600));
        let moment = day.and_time(NaiveTime::MIN).and_utc() + Duration::seconds(second);
        moment.min(around)
    }

    /// The currency that deals of a market are valued in, with what a euro is worth in it.
    pub fn currency_of(&self, market: &Market) -> (&str, i64) {
        let has = |code: &str| {
            self.settings()
                .currencies
                .iter()
                .find(|known| *known == code)
                .map(String::as_str)
        };
        if let Some(code) = has(market.currency) {
            return (code, market.per_euro);
        }
        let dollar = if matches!(
            market.regions.first(),
            Some(&"dach" | &"uki" | &"nordics" | &"benelux" | &"cee")
        ) {
            None
        } else {
            has("USD")
        };
        (
            dollar
                .or(self.settings().currencies.first().map(String::as_str))
                .unwrap_or("EUR"),
            1,
        )
    }
}
