//! When a partner is reminded of what is late on its journey.

use super::journey::{Journey, JourneyTask};
use crate::people::Side;
use chrono::{Days, NaiveDate};

impl Journey {
    /// The partner's open tasks that are late on a day, most pressing first; blocked ones don't press.
    pub fn late_on(&self, today: NaiveDate) -> Vec<&JourneyTask> {
        let mut tasks = self.next_of(Side::Partner);
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
        self.late_on(today)
            .iter()
            .any(|task| reminder_days.iter().any(|days| has_come(task.due_on, *days)))
    }
}
