//! How journeys go, as conditions on their rows `j`: the same as [`entente_model::onboarding::Journey::standing`] says of one, and
//! [`JourneyRisk::of_partner`] of its partner.

use crate::settings::InEffect;
use crate::store::sql::Sql;
use chrono::{DateTime, Days, NaiveDate, Utc};
use entente_model::onboarding::JourneyRisk;
use entente_model::people::PartnerStatus;

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
        if risk == JourneyRisk::Completed {
            sql.push("j.completed_at IS NOT NULL");
            return;
        }
        sql.push("(j.completed_at IS NULL");
        match risk {
            JourneyRisk::AtRisk => {
                sql.push(" AND j.next_due <= ");
                self.push_day(sql, self.risk_days);
            }
            JourneyRisk::Late => {
                sql.push(" AND j.next_due > ");
                self.push_day(sql, self.risk_days);
                sql.push(" AND j.next_due < ");
                self.push_day(sql, 0);
            }
            JourneyRisk::VendorLate => {
                self.push_in_time(sql, "j.next_due");
                sql.push(" AND j.vendor_due < ");
                self.push_day(sql, 0);
            }
            JourneyRisk::OnTrack => {
                self.push_in_time(sql, "j.next_due");
                self.push_in_time(sql, "j.vendor_due");
            }
            JourneyRisk::Paused | JourneyRisk::Completed => {}
        }
        sql.push(" AND ");
        push_paused(sql, risk == JourneyRisk::Paused);
        sql.push(")");
    }

    fn push_in_time(&self, sql: &mut Sql, due: &str) {
        sql.push(" AND (").push(due).push(" IS NULL OR ").push(due).push(" >= ");
        self.push_day(sql, 0);
        sql.push(")");
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

/// Adds the condition that the partner of the row begins nothing, because it is suspended or has left; or that it does.
pub fn push_paused(sql: &mut Sql, paused: bool) {
    let statuses = PartnerStatus::ALL.iter().filter(|status| !status.may_begin());
    // They are few: found once for the statement, and not looked up for every journey.
    sql.unindexed("j.partner_id")
        .push(if paused { " IN " } else { " NOT IN " });
    sql.push("(SELECT id FROM partners WHERE status IN ")
        .bind_list(statuses.map(|status| status.as_str()))
        .push(")");
}
