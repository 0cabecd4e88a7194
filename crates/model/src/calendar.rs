//! Business days of a region. Time zones come in as `chrono::TimeZone`, so that only the server carries their tables.

use crate::settings::Region;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};

/// Longest stretch of days without work that is stepped over; a calendar with more (refused by the settings' check) is taken
/// as having none, so that no calendar makes a loop endless.
const MAX_DAYS_OFF: usize = 60;

/// Whether people work on that day in the region: neither its weekend nor a holiday.
pub fn is_business_day(day: NaiveDate, region: &Region) -> bool {
    let weekday = day.weekday().number_from_monday();
    !region.weekend.iter().any(|off| u32::from(*off) == weekday)
        && !region.holidays.iter().any(|holiday| holiday.date == day)
}

/// The moment that is `days` business days after `start`: at the same local time on the `days`-th business day that follows.
///
/// A start on a day without work counts as the beginning (00:00 local) of the next business day. Where clocks skip the local time,
/// it is the first moment after the gap; where they repeat it, the earlier one, unless `days` is 0 and `start` stands already.
/// The result is on a business day and never before `start`; it grows with `start`, up to the hour that clocks repeat.
pub fn add_business_days<Zone: TimeZone>(
    start: DateTime<Utc>,
    days: u32,
    region: &Region,
    zone: &Zone,
) -> DateTime<Utc> {
    let local = start.with_timezone(zone).naive_local();
    let (mut day, time) = if is_business_day(local.date(), region) {
        if days == 0 {
            return start;
        }
        (local.date(), local.time())
    } else {
        (next_business_day(local.date(), region), NaiveTime::MIN)
    };
    for _ in 0..days {
        day = next_business_day(day, region);
    }
    resolve(day.and_time(time), zone).max(start)
}

/// How many business days lie after `from` up to and with `to`; 0 when `to` is not later.
pub fn business_days_between(from: NaiveDate, to: NaiveDate, region: &Region) -> u32 {
    let span = (to - from).num_days();
    if span <= 0 {
        return 0;
    }
    let works = |weekday: i64| !region.weekend.iter().any(|off| i64::from(*off) == weekday);
    let a_week = (1..=7).filter(|weekday| works(*weekday)).count() as i64;
    let first = i64::from(from.weekday().number_from_monday());
    let rest = (1..=span % 7)
        .filter(|after| works((first + after - 1) % 7 + 1))
        .count() as i64;
    let mut holidays: Vec<NaiveDate> = region
        .holidays
        .iter()
        .map(|holiday| holiday.date)
        .filter(|day| *day > from && *day <= to && works(i64::from(day.weekday().number_from_monday())))
        .collect();
    holidays.sort_unstable();
    holidays.dedup();
    u32::try_from(span / 7 * a_week + rest - holidays.len() as i64).unwrap_or(0)
}

/// The last moment that people have before `end`, to be shown in its place: an end at midnight would be read as one on the day that begins
/// then, a day too late. Any other end stands.
pub fn last_moment<Zone: TimeZone>(end: DateTime<Utc>, zone: &Zone) -> DateTime<Utc> {
    let into_the_day = end.with_timezone(zone).num_seconds_from_midnight();
    if into_the_day < 60 {
        end - TimeDelta::seconds(i64::from(into_the_day) + 1)
    } else {
        end
    }
}

fn next_business_day(day: NaiveDate, region: &Region) -> NaiveDate {
    let following = |after: usize| day.checked_add_days(Days::new(after as u64));
    let found = (1..=MAX_DAYS_OFF)
        .filter_map(following)
        .find(|day| is_business_day(*day, region));
    found.or_else(|| following(1)).unwrap_or(NaiveDate::MAX)
}

/// The moment of a local time; in a gap the first one after it. Samoa skipped a whole day, hence more than a day of steps.
fn resolve<Zone: TimeZone>(local: NaiveDateTime, zone: &Zone) -> DateTime<Utc> {
    let quarter = TimeDelta::minutes(15);
    let mut candidate = local;
    for _ in 0..=4 * 26 {
        if let Some(moment) = zone.from_local_datetime(&candidate).earliest() {
            return gap_end(local, candidate, zone).unwrap_or(moment.with_timezone(&Utc));
        }
        let Some(next) = candidate.checked_add_signed(quarter) else {
            break;
        };
        candidate = next;
    }
    local.and_utc()
}

/// The first moment after a gap that holds `skipped` and ends within the quarter of an hour before `after`; none without a gap.
fn gap_end<Zone: TimeZone>(skipped: NaiveDateTime, after: NaiveDateTime, zone: &Zone) -> Option<DateTime<Utc>> {
    if skipped == after {
        return None;
    }
    let seconds = (1..=15 * 60).rev().map(TimeDelta::seconds);
    seconds
        .filter_map(|back| after.checked_sub_signed(back))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map(|moment| moment.with_timezone(&Utc))
}
