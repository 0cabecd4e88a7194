//! How far a journey has come, and how it goes.

use super::journey::{Journey, JourneyTask};
use crate::people::{PartnerStatus, Side};
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// How a journey goes.
    JourneyRisk {
        /// Nothing is late.
        OnTrack = "on_track",
        /// A task of the partner's is late.
        Late = "late",
        /// A task of the partner's is late by so many days that the manager is asked.
        AtRisk = "at_risk",
        /// Nothing of the partner's is late, but a task of the vendor's is, of which who is in charge is told.
        VendorLate = "vendor_late",
        /// The partner is suspended or has left: nobody is asked for anything.
        Paused = "paused",
        /// All is done.
        Completed = "completed",
    }
}

impl JourneyRisk {
    /// How a journey goes whose partner has a status: one that begins nothing is left in peace.
    pub fn of_partner(self, status: PartnerStatus) -> Self {
        if status.may_begin() || self == Self::Completed {
            self
        } else {
            Self::Paused
        }
    }
}

/// How far a journey has come on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyStanding {
    /// Weight of the tasks done in that of all, in thousandths, rounded down: 1,000 only when all is done.
    pub progress_per_mille: u32,
    /// Place of the first milestone that is not reached, from 0; absent when all are.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<usize>,
    /// The day that the partner's most pressing open task is, or was, due; blocked tasks don't press.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_due: Option<NaiveDate>,
    /// The same of the vendor's open tasks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub vendor_due: Option<NaiveDate>,
    /// The day that it is where the partner is: what was due before it is late.
    pub today: NaiveDate,
    /// How it goes.
    pub risk: JourneyRisk,
}

impl JourneyStanding {
    /// Whether a task of the vendor's is late.
    pub fn is_vendor_late(&self) -> bool {
        self.vendor_due.is_some_and(|due| due < self.today)
    }
}

impl Journey {
    /// How far it has come on a day. From `risk_days` days late on the manager is asked.
    pub fn standing(&self, today: NaiveDate, risk_days: u32) -> JourneyStanding {
        let weight =
            |tasks: &mut dyn Iterator<Item = &JourneyTask>| tasks.map(|task| u64::from(task.weight)).sum::<u64>();
        let all = weight(&mut self.tasks());
        let done = weight(&mut self.tasks().filter(|task| task.done.is_some()));
        let due_of = |side: Side| self.next_of(side).first().map(|task| task.due_on);
        let (next_due, vendor_due) = (due_of(Side::Partner), due_of(Side::Vendor));
        let late_by = next_due.map_or(0, |due| (today - due).num_days());
        let risk = if self.is_completed() {
            JourneyRisk::Completed
        } else if late_by >= i64::from(risk_days.max(1)) {
            JourneyRisk::AtRisk
        } else if late_by > 0 {
            JourneyRisk::Late
        } else if vendor_due.is_some_and(|due| due < today) {
            JourneyRisk::VendorLate
        } else {
            JourneyRisk::OnTrack
        };
        JourneyStanding {
            progress_per_mille: u32::try_from((done * 1_000).checked_div(all).unwrap_or(1_000)).unwrap_or(1_000),
            stage: self
                .milestones
                .iter()
                .position(|milestone| milestone.reached_at.is_none()),
            next_due,
            vendor_due,
            today,
            risk,
        }
    }
}
