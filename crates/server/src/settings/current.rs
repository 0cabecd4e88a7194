//! The settings in effect, at hand for every request.

use super::store;
use crate::store::{Database, StoreError};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use entente_model::calendar::{add_business_days, last_moment};
use entente_model::conflict::account::AccountGroups;
use entente_model::conflict::reserved::ReservedIndex;
use entente_model::ids::SettingsVersionId;
use entente_model::settings::{ProgramSettings, Region};
use std::sync::{Arc, PoisonError, RwLock};

/// The settings in effect, with what is computed from them once.
#[derive(Debug)]
pub struct InEffect {
    /// Id of the version.
    pub id: SettingsVersionId,
    /// Its number, which decisions record.
    pub number: i64,
    /// The settings.
    pub settings: ProgramSettings,
    /// Domains that are one account.
    pub groups: AccountGroups,
    /// Accounts and territories kept for direct sales.
    pub reserved: ReservedIndex,
}

impl InEffect {
    pub(crate) fn new(id: SettingsVersionId, number: i64, settings: ProgramSettings) -> Self {
        let groups = AccountGroups::new(&settings.account_groups);
        let reserved = ReservedIndex::new(&settings.reserved, &groups);
        InEffect {
            id,
            number,
            settings,
            groups,
            reserved,
        }
    }

    /// A region by its code.
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.settings.regions.iter().find(|region| region.code == code)
    }

    /// When a decision is due that a partner of the region asks for now. A region that is gone counts as the first one.
    pub fn decision_due(&self, region: &str, from: DateTime<Utc>) -> DateTime<Utc> {
        self.business_days_after(region, from, self.settings.deals.decision_business_days)
    }

    /// When a decision is due on an application that a company of the region hands in now.
    pub fn application_due(&self, region: &str, from: DateTime<Utc>) -> DateTime<Utc> {
        self.business_days_after(region, from, self.settings.onboarding.decision_business_days)
    }

    /// When a decision is due on a request for money of funds that a partner of the region hands in now.
    pub fn fund_request_due(&self, region: &str, from: DateTime<Utc>) -> DateTime<Utc> {
        self.business_days_after(region, from, self.settings.funds.decision_business_days)
    }

    /// When a decision is due on a claim that a partner of the region hands in now.
    pub fn fund_claim_due(&self, region: &str, from: DateTime<Utc>) -> DateTime<Utc> {
        self.business_days_after(region, from, self.settings.funds.claim_decision_business_days)
    }

    fn business_days_after(&self, region: &str, from: DateTime<Utc>, days: u32) -> DateTime<Utc> {
        let Some(region) = self.region(region).or(self.settings.regions.first()) else {
            return from;
        };
        add_business_days(from, days, region, &zone(region))
    }

    /// The last day that people of a region have until `end`: an end at midnight is one of the day before.
    pub fn last_day(&self, region: &str, end: DateTime<Utc>) -> NaiveDate {
        let region = self.region(region).or(self.settings.regions.first());
        let zone = region.map_or(chrono_tz::UTC, zone);
        last_moment(end, &zone).with_timezone(&zone).date_naive()
    }

    /// The day that a moment falls on where a region's partners are. A region that is gone counts as the first one.
    pub fn day_in(&self, region: &str, at: DateTime<Utc>) -> NaiveDate {
        let region = self.region(region).or(self.settings.regions.first());
        at.with_timezone(&region.map_or(chrono_tz::UTC, zone)).date_naive()
    }

    /// When a day begins where a region's partners are: at midnight, or at the first moment after it where clocks skip that.
    pub fn day_begins(&self, region: &str, day: NaiveDate) -> DateTime<Utc> {
        let region = self.region(region).or(self.settings.regions.first());
        let zone = region.map_or(chrono_tz::UTC, zone);
        let midnight = day.and_time(NaiveTime::MIN);
        let quarters = (0..=QUARTERS).map(|quarter| TimeDelta::minutes(15 * quarter));
        let begins = quarters
            .filter_map(|later| midnight.checked_add_signed(later))
            .find_map(|local| zone.from_local_datetime(&local).earliest());
        begins.map_or(midnight.and_utc(), |begins| begins.with_timezone(&Utc))
    }
}

/// Quarters of an hour in which the beginning of a day is looked for: Samoa skipped a whole day.
const QUARTERS: i64 = 4 * 26;

fn zone(region: &Region) -> chrono_tz::Tz {
    region.time_zone.parse().unwrap_or(chrono_tz::UTC)
}

/// Keeps the version in effect. Cheap to clone.
#[derive(Clone, Default)]
pub struct SettingsCache {
    kept: Arc<RwLock<Kept>>,
}

#[derive(Default)]
struct Kept {
    found: Option<Found>,
    /// How often it was forgotten: what was read before a change is not kept after it.
    forgotten: u64,
}

struct Found {
    value: Arc<InEffect>,
    read_at: DateTime<Utc>,
}

/// How long another server's change may go unseen.
const FRESH: Duration = Duration::seconds(1);

impl SettingsCache {
    /// The settings in effect now. Makes the first version when there is none.
    pub async fn in_effect(&self, database: &Database) -> Result<Arc<InEffect>, StoreError> {
        let now = database.now();
        let (known, forgotten) = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            match &kept.found {
                Some(found) if (Duration::zero()..FRESH).contains(&(now - found.read_at)) => {
                    return Ok(found.value.clone());
                }
                other => (other.as_ref().map(|found| found.value.clone()), kept.forgotten),
            }
        };
        let id = match store::id_in_effect(database, now).await? {
            Some(id) => id,
            None => ensure_first_id(database, now).await?,
        };
        let value = match known {
            Some(value) if value.id.0 == id => value,
            _ => Arc::new(store::load(database, id).await?),
        };
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.forgotten == forgotten {
            kept.found = Some(Found {
                value: value.clone(),
                read_at: now,
            });
        }
        Ok(value)
    }

    /// Reads anew at the next asking: this server made a version.
    pub fn forget(&self) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.found = None;
        kept.forgotten += 1;
    }
}

async fn ensure_first_id(database: &Database, now: DateTime<Utc>) -> Result<uuid::Uuid, StoreError> {
    store::ensure_first(database).await?;
    store::id_in_effect(database, now)
        .await?
        .ok_or_else(|| StoreError::Internal("no version of the settings is in effect".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_its_people_are() -> Result<(), chrono::ParseError> {
        let mut settings = ProgramSettings::initial();
        settings.regions[0].time_zone = "Africa/Cairo".to_owned();
        let code = settings.regions[0].code.clone();
        let in_effect = InEffect::new(SettingsVersionId(uuid::Uuid::nil()), 1, settings);
        for (day, begins) in [
            ("2026-01-15", "2026-01-14T22:00:00Z"),
            // Clocks skip from midnight to one o'clock.
            ("2026-04-24", "2026-04-23T22:00:00Z"),
            ("2026-07-01", "2026-06-30T21:00:00Z"),
        ] {
            let begins: DateTime<Utc> = begins.parse()?;
            let day: NaiveDate = day.parse()?;
            assert_eq!(in_effect.day_begins(&code, day), begins, "{day}");
            assert_eq!(in_effect.day_in(&code, begins), day);
        }
        Ok(())
    }
}
