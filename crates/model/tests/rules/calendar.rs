//! Business days, across clock changes and over any calendar.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use entente_model::calendar::{add_business_days, business_days_between, is_business_day, last_moment};
use entente_model::settings::{Holiday, ProgramSettings, Region};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn region(code: &str) -> Region {
    ProgramSettings::initial()
        .regions
        .into_iter()
        .find(|region| region.code == code)
        .expect("a region")
}

fn any_region() -> impl Strategy<Value = (Region, Tz)> {
    let zones = vec![
        Tz::UTC,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::Asia__Riyadh,
        Tz::Australia__Lord_Howe,
        Tz::Asia__Kathmandu,
        Tz::Africa__Cairo,
    ];
    let weekend = prop::collection::btree_set(1u8..=7, 0..=6);
    let holidays = prop::collection::btree_set(0u64..900, 0..30);
    (weekend, holidays, prop::sample::select(zones)).prop_map(|(weekend, holidays, zone)| {
        let date = |after: u64| day("2025-12-01") + Days::new(after);
        let region = Region {
            code: "any".to_owned(),
            name: "Any".to_owned(),
            time_zone: zone.name().to_owned(),
            weekend: weekend.into_iter().collect(),
            holidays: holidays
                .into_iter()
                .map(|after| Holiday {
                    date: date(after),
                    name: "Day off".to_owned(),
                })
                .collect(),
        };
        (region, zone)
    })
}

fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0i64..2 * 366 * 24 * 60).prop_map(|minutes| moment("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_result_is_a_business_day_so_many_later((region, zone) in any_region(), start in any_moment(), days in 0u32..15) {
        let end = add_business_days(start, days, &region, &zone);
        let (from, to) = (start.with_timezone(&zone).date_naive(), end.with_timezone(&zone).date_naive());
        prop_assert!(end >= start);
        prop_assert!(is_business_day(to, &region), "{to}");
        // A start on a day off begins at the next business day, which is itself counted by what lies after the start.
        let begins_later = u32::from(!is_business_day(from, &region));
        prop_assert_eq!(business_days_between(from, to, &region), days + begins_later);
    }

    #[test]
    fn later_starts_are_due_later((region, zone) in any_region(), start in any_moment(), minutes in 0i64..10_000, days in 0u32..8) {
        let later = start + TimeDelta::minutes(minutes);
        let (one, other) = (add_business_days(start, days, &region, &zone), add_business_days(later, days, &region, &zone));
        // An hour's grace where clocks repeat or skip the hour.
        prop_assert!(one <= other + TimeDelta::hours(1), "{one} {other}");
        prop_assert!(one <= add_business_days(start, days + 1, &region, &zone));
    }

    #[test]
    fn nothing_to_add_changes_nothing_on_a_business_day((region, zone) in any_region(), start in any_moment()) {
        let local = start.with_timezone(&zone).date_naive();
        prop_assert_eq!(add_business_days(start, 0, &region, &zone) == start, is_business_day(local, &region));
    }

    #[test]
    fn counting_is_what_walking_counts((region, _) in any_region(), from in 0u64..700, span in 0u64..120) {
        let from = day("2025-12-20") + Days::new(from);
        let to = from + Days::new(span);
        let walked = from.iter_days().skip(1).take(span as usize).filter(|day| is_business_day(*day, &region)).count();
        prop_assert_eq!(business_days_between(from, to, &region) as usize, walked);
        prop_assert_eq!(business_days_between(to, from, &region), 0);
    }
}

#[test]
fn over_a_weekend_and_easter() {
    let (dach, berlin) = (region("dach"), Tz::Europe__Berlin);
    // Thursday before Good Friday 2026, 15:00 in Berlin: Tuesday and Wednesday follow Easter Monday.
    let due = add_business_days(moment("2026-04-02T13:00:00Z"), 2, &dach, &berlin);
    assert_eq!(due, moment("2026-04-08T13:00:00Z"));
    // Handed in on a Saturday: counts from Monday, 00:00.
    let due = add_business_days(moment("2026-06-06T10:00:00Z"), 2, &dach, &berlin);
    assert_eq!(due, moment("2026-06-09T22:00:00Z"));
    // Friday and Saturday are off in Riyadh.
    let due = add_business_days(moment("2026-06-04T07:00:00Z"), 1, &region("mea"), &Tz::Asia__Riyadh);
    assert_eq!(due, moment("2026-06-07T07:00:00Z"));
}

#[test]
fn the_local_time_stays_when_clocks_change() {
    let (dach, berlin) = (region("dach"), Tz::Europe__Berlin);
    let due = add_business_days(moment("2026-03-27T09:00:00Z"), 1, &dach, &berlin);
    assert_eq!(due, moment("2026-03-30T08:00:00Z"));
}

#[test]
fn a_skipped_hour_ends_at_its_end_and_a_repeated_one_is_taken_early() {
    let every_day = Region {
        weekend: vec![],
        holidays: vec![],
        ..region("dach")
    };
    // 02:30 on 29 March 2026 does not exist in Berlin: 03:00 CEST is the first moment after.
    let due = add_business_days(moment("2026-03-28T01:30:00Z"), 1, &every_day, &Tz::Europe__Berlin);
    assert_eq!(due, moment("2026-03-29T01:00:00Z"));
    // 02:30 on 25 October 2026 comes twice.
    let due = add_business_days(moment("2026-10-24T00:30:00Z"), 1, &every_day, &Tz::Europe__Berlin);
    assert_eq!(due, moment("2026-10-25T00:30:00Z"));
    // Samoa skipped 30 December 2011 whole.
    let due = add_business_days(moment("2011-12-29T20:00:00Z"), 1, &every_day, &Tz::Pacific__Apia);
    assert_eq!(due, moment("2011-12-30T10:00:00Z"));
}

#[test]
fn a_calendar_without_business_days_ends_all_the_same() {
    let never = Region {
        weekend: (1..=7).collect(),
        holidays: vec![],
        ..region("dach")
    };
    let start = moment("2026-03-27T09:00:00Z");
    assert!(add_business_days(start, 10, &never, &Tz::UTC) > start);
    assert_eq!(business_days_between(day("2026-01-01"), day("2027-01-01"), &never), 0);
    assert!(business_days_between(NaiveDate::MIN, NaiveDate::MAX, &region("dach")) > 0);
}

/// Easter Sunday by the Gregorian computus (Meeus).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    NaiveDate::from_ymd_opt(year, month as u32, ((h + l - 7 * m + 114) % 31 + 1) as u32).expect("a day")
}

#[test]
fn movable_holidays_fall_where_the_computus_puts_them() {
    let off = |code: &str, date: NaiveDate| {
        assert!(
            region(code).holidays.iter().any(|holiday| holiday.date == date),
            "{code} {date}"
        )
    };
    for year in [2026, 2027] {
        let sunday = easter(year);
        for code in ["dach", "uki", "iberia", "nordics"] {
            off(code, sunday - Days::new(2));
        }
        for code in ["dach", "uki", "france", "nordics"] {
            off(code, sunday + Days::new(1));
        }
        for code in ["dach", "france", "nordics"] {
            off(code, sunday + Days::new(39));
        }
        for code in ["dach", "france"] {
            off(code, sunday + Days::new(50));
        }
    }
    let weekdays_of = |code: &str| {
        region(code)
            .holidays
            .into_iter()
            .map(|holiday| (holiday.name, holiday.date.weekday()))
    };
    for (name, weekday) in weekdays_of("north-america") {
        let expected = match name.as_str() {
            "Thanksgiving Day" => Some(chrono::Weekday::Thu),
            "Memorial Day" | "Labor Day" | "Columbus Day" | "Washington's Birthday" | "Martin Luther King Jr. Day" => {
                Some(chrono::Weekday::Mon)
            }
            _ => None,
        };
        assert!(expected.is_none_or(|expected| expected == weekday), "{name}");
        assert!(weekday.number_from_monday() < 6, "{name} is observed on a working day");
    }
    for (name, weekday) in weekdays_of("uki") {
        assert!(weekday.number_from_monday() < 6, "{name} has its substitute");
        assert!(
            !name.contains("bank holiday") || weekday == chrono::Weekday::Mon,
            "{name}"
        );
    }
    for (name, weekday) in weekdays_of("japan") {
        let monday = ["成人の日", "海の日", "敬老の日", "スポーツの日"].contains(&name.as_str());
        assert!(!monday || weekday == chrono::Weekday::Mon, "{name}");
    }
}

#[test]
fn an_end_at_midnight_is_shown_on_the_day_before() {
    let berlin = Tz::Europe__Berlin;
    for (end, shown) in [
        ("2026-12-04T23:00:00Z", "2026-12-04T22:59:59Z"),
        ("2026-12-04T23:00:42Z", "2026-12-04T22:59:59Z"),
        ("2026-12-04T23:01:00Z", "2026-12-04T23:01:00Z"),
        ("2026-12-05T00:00:00Z", "2026-12-05T00:00:00Z"),
        ("2026-12-04T22:59:59Z", "2026-12-04T22:59:59Z"),
    ] {
        assert_eq!(last_moment(moment(end), &berlin), moment(shown), "{end}");
    }
    assert_eq!(
        last_moment(moment("2026-12-05T00:00:00Z"), &Utc).date_naive(),
        day("2026-12-04")
    );
}
