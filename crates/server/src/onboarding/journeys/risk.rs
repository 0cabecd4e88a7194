//! How journeys go, as conditions on their rows `j`: the same as [`entente_model::onboarding::Journey::standing`] says of one.

use crate::settings::InEffect;
use crate::store::sql::Sql;
use chrono::{DateTime, Days, NaiveDate, Utc};
use entente_model::onboarding::JourneyRisk;

/// The day that it is where partners are, and from how many days late on the manager is asked.
pub struct Today {
    /// In the first region, as which one counts that is gone.
    first: NaiveDate,
    /// In regions where it is another day.
    others: Vec<(String, NaiveDate)>,
    risk_days: u32,
}

impl Today {
    /// At a moment.
    pub fn of(settings: &InEffect, now: DateTime<Utc>) -> Self {
        let regions = &settings.settings.regions;
        let first = regions.first().map_or("", |region| region.code.as_str());
        let first = settings.day_in(first, now);
        let days = regions.iter().map(|region| {
            let day = settings.day_in(&region.code, now);
            (region.code.clone(), day)
        });
        Today {
            first,
            others: days.filter(|(_, day)| *day != first).collect(),
            risk_days: settings.settings.onboarding.risk_days.max(1),
        }
    }

    /// Adds the condition of a risk.
    pub fn push_risk(&self, sql: &mut Sql, risk: JourneyRisk) {
        match risk {
            JourneyRisk::Completed => {
                sql.push("j.completed_at IS NOT NULL");
            }
            JourneyRisk::AtRisk => {
                sql.push("(j.completed_at IS NULL AND j.next_due <= ");
                self.push_day(sql, self.risk_days);
                sql.push(")");
            }
            JourneyRisk::Late => {
                sql.push("(j.completed_at IS NULL AND j.next_due > ");
                self.push_day(sql, self.risk_days);
                sql.push(" AND j.next_due < ");
                self.push_day(sql, 0);
                sql.push(")");
            }
            JourneyRisk::OnTrack => {
                sql.push("(j.completed_at IS NULL AND (j.next_due IS NULL OR j.next_due >= ");
                self.push_day(sql, 0);
                sql.push("))");
            }
        }
    }

    /// Adds today where the partner of the row is, less so many days.
    pub fn push_day(&self, sql: &mut Sql, less: u32) {
        let earlier = |day: NaiveDate| day.checked_sub_days(Days::new(less.into())).unwrap_or(NaiveDate::MIN);
        // Most hours of the day it is one day everywhere, which an index can be searched by.
        if self.others.is_empty() {
            sql.bind(earlier(self.first));
            return;
        }
        sql.push("(CASE j.region");
        for (region, day) in &self.others {
            sql.push(" WHEN ").bind(region.clone());
            sql.push(" THEN ").bind(earlier(*day));
        }
        sql.push(" ELSE ").bind(earlier(self.first)).push(" END)");
    }
}
