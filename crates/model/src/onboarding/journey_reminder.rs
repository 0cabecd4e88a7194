//! What is late on a journey, and when its partner is reminded of that.

use super::journey::{Journey, JourneyTask};
use crate::people::Side;
use chrono::{Days, NaiveDate};

impl Journey {
    /// A side's open tasks that are late on a day, most pressing first; blocked ones don't press.
    pub fn late_on(&self, side: Side, today: NaiveDate) -> Vec<&JourneyTask> {
        let mut tasks = self.next_of(side);
        tasks.retain(|task| task.due_on < today);
        tasks
    }

    /// Whether the partner is reminded on a day: one of `reminder_days` after the day of a late task has come since it was last
    /// reminded. A day on which nobody looked is made up for, and however many days have come, one reminder speaks of all that is late.
    pub fn is_reminded_on(&self, today: NaiveDate, reminder_days: &[u32], reminded_on: Option<NaiveDate>) -> bool {
        let has_come = |due: NaiveDate, days: u32| {
            due.checked_add_days(Days::new(days.into()))
                .is_some_and(|day| day <= today && reminded_on.is_none_or(|last| last < day))
        };
        self.late_on(Side::Partner, today)
            .iter()
            .any(|task| reminder_days.iter().any(|days| has_come(task.due_on, *days)))
    }
}
