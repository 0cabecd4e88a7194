//! Allocation by rule: what is given, given again, and supposed; and what closing by rule leaves.

use chrono::{Days, NaiveDate};
use entente_model::funds::allocation::{AllocationRule, PartnerPerformance, TierGrant, allocate, entitlement};
use entente_model::funds::allocation_preview::{AllocationPreview, NamedLine, Reckoned, ReferencePeriod};
use entente_model::funds::books::Books;
use entente_model::funds::closing::{ClosingPreview, ReservationsAtClosing};
use entente_model::funds::fund::FundFields;
use entente_model::funds::ledger::{Account, AccountKind, AllocationBasis, Posting, ReleaseReason};
use entente_model::funds::outlook::{PeriodOutlook, Supposed};
use entente_model::funds::request::FundRequestState;
use entente_model::ids::{FundId, FundRequestId, PartnerId};
use entente_model::money::MAX_MINOR;
use entente_model::people::Tier;
use proptest::prelude::*;
use uuid::Uuid;

fn partner(number: u128) -> PartnerId {
    PartnerId(Uuid::from_u128(number + 1))
}

fn day(number: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day");
    first.checked_add_days(Days::new(number)).expect("a day")
}

fn rule() -> impl Strategy<Value = AllocationRule> {
    let grants = prop::collection::vec(0_i64..2_000_000, 4);
    let largest = prop::option::of(100_000_i64..50_000_000);
    (
        0_u32..=1_000,
        0_u32..=1_000,
        1_u32..10_000,
        grants,
        0_i64..100_000,
        largest,
    )
        .prop_map(
            |(revenue_per_mille, performance_per_mille, target_return, grants, smallest, largest)| AllocationRule {
                revenue_per_mille,
                performance_per_mille,
                target_return,
                grants: Tier::ALL
                    .iter()
                    .zip(grants)
                    .map(|(tier, minor)| TierGrant { tier: *tier, minor })
                    .collect(),
                smallest,
                largest,
                at_closing: ReservationsAtClosing::Keep,
            },
        )
}

/// Few figures, so that partners with the same claim are common.
fn partners() -> impl Strategy<Value = Vec<PartnerPerformance>> {
    let figures = (0_i64..6, 0_i64..4, 0_i64..8, prop::sample::select(Tier::ALL), 0_i64..3);
    prop::collection::vec(figures, 0..30).prop_map(|all| {
        (0_u128..)
            .zip(all)
            .map(
                |(number, (revenue, spent, pipeline, tier, already))| PartnerPerformance {
                    partner_id: partner(number),
                    tier,
                    revenue: revenue * 33_333_333,
                    spent: spent * 700_001,
                    pipeline: pipeline * 900_007,
                    already: already * 250_003,
                },
            )
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_given_is_what_is_due_or_all_there_is(rule in rule(), unallocated in 0_i64..100_000_000, partners in partners()) {
        let reckoned = Reckoned::of(&rule, unallocated, &partners);
        let due: i64 = reckoned.lines.iter().map(|line| line.due()).sum();
        prop_assert_eq!(reckoned.totals.given, due.min(unallocated));
        prop_assert_eq!(reckoned.shortfall, (due - unallocated).max(0));
        for (line, performance) in reckoned.lines.iter().zip(&partners) {
            prop_assert_eq!(&line.performance, performance);
            prop_assert!((0..=line.due()).contains(&line.given), "taken away, or more than is due");
            let booked = line.bookings();
            prop_assert_eq!(booked.iter().map(|(_, minor)| minor).sum::<i64>(), line.given);
            prop_assert!(booked.iter().all(|(basis, minor)| *minor > 0 && *basis != AllocationBasis::Granted));
        }
    }

    #[test]
    fn once_booked_nothing_is_left_to_book(rule in rule(), unallocated in 0_i64..100_000_000, partners in partners()) {
        let first = Reckoned::of(&rule, unallocated, &partners);
        let after: Vec<PartnerPerformance> = first
            .lines
            .iter()
            .map(|line| PartnerPerformance { already: line.performance.already + line.given, ..line.performance })
            .collect();
        let again = Reckoned::of(&rule, unallocated - first.totals.given, &after);
        prop_assert_eq!(again.totals.given, 0);
        prop_assert_eq!(again.shortfall, first.shortfall);
        // What the fund lacked is given once it is put in, to the last unit.
        let filled = Reckoned::of(&rule, first.shortfall, &after);
        prop_assert_eq!((filled.totals.given, filled.shortfall), (first.shortfall, 0));
        for (line, performance) in filled.lines.iter().zip(&partners) {
            prop_assert_eq!(line.performance.already + line.given, line.entitled.max(performance.already));
        }
    }

    #[test]
    fn the_order_of_partners_makes_no_difference(
        rule in rule(), unallocated in 0_i64..10_000_000, order in partners().prop_flat_map(|partners| (Just(partners.clone()), Just(partners).prop_shuffle())),
    ) {
        let (partners, shuffled) = order;
        let by_partner = |all: &[PartnerPerformance]| {
            let mut lines = allocate(&rule, unallocated, all);
            lines.sort_by_key(|line| line.performance.partner_id);
            lines
        };
        prop_assert_eq!(by_partner(&partners), by_partner(&shuffled));
    }

    #[test]
    fn what_is_booked_stands_in_the_books(rule in rule(), put_in in 1_i64..100_000_000, partners in partners()) {
        let mut books = Books::default();
        books.post(Posting::Fund {}, put_in).expect("put in");
        let reckoned = Reckoned::of(&rule, put_in, &partners);
        for line in &reckoned.lines {
            for (basis, minor) in line.bookings() {
                let partner_id = line.performance.partner_id;
                books.post(Posting::Allocate { partner_id, basis }, minor).expect("the fund holds it");
            }
        }
        let left = books.balance(Account::of(AccountKind::Unallocated, None));
        prop_assert_eq!(left, put_in - reckoned.totals.given);
        for line in &reckoned.lines {
            prop_assert_eq!(books.partner(line.performance.partner_id).available, line.given);
        }
    }

    #[test]
    fn another_rule_before_it_is_saved_gives_what_it_would_give_after(rule in rule(), other in rule(), unallocated in 0_i64..10_000_000, partners in partners()) {
        let preview = preview(&rule, unallocated, &partners);
        let tried = preview.by(&other);
        prop_assert_eq!((&tried.fund.rule, &tried.basis), (&other, &preview.basis));
        let saved = Reckoned::of(&other, unallocated, &partners);
        prop_assert_eq!((tried.totals, tried.shortfall), (saved.totals, saved.shortfall));
        prop_assert_eq!(tried.by(&rule), preview);
    }

    #[test]
    fn closing_by_rule_loses_nothing(
        put_in in 1_i64..MAX_MINOR, begins in prop::collection::vec((0_u64..60, 1_i64..1_000_000, any::<bool>()), 0..12), releases in any::<bool>(),
    ) {
        let (mut books, today, partner_id) = (Books::default(), day(30), partner(0));
        let at_closing = if releases { ReservationsAtClosing::ReleaseNotStarted } else { ReservationsAtClosing::Keep };
        books.post(Posting::Fund {}, put_in).expect("put in");
        books.post(Posting::Allocate { partner_id, basis: AllocationBasis::Earned }, put_in).expect("given");
        let mut preview = ClosingPreview { at_closing, ..ClosingPreview::default() };
        let mut called_off = Vec::new();
        for (number, (starts_on, minor, told)) in (0_u128..).zip(begins) {
            let (request_id, starts_on) = (FundRequestId(Uuid::from_u128(number)), day(starts_on));
            // Whether the portal's clock has told that it has begun.
            let state = if told && starts_on <= today { FundRequestState::Executing } else { FundRequestState::Approved };
            if books.post(Posting::Reserve { partner_id, request_id }, minor).is_err() {
                continue;
            }
            preview.count(minor, state, starts_on, today);
            if at_closing.releases(state, starts_on, today) {
                called_off.push((request_id, minor));
            }
        }
        preview.available = books.partner(partner_id).available;
        let put_in_by_partner = books.partner(partner_id).allocated();
        books.close().expect("closed");
        for (request_id, minor) in called_off {
            let reason = ReleaseReason::FundClosed;
            books.post(Posting::Release { partner_id, request_id, reason }, minor).expect("released");
        }
        let after = books.partner(partner_id);
        prop_assert_eq!((after.available, after.lapsed, after.reserved), (0, preview.lapses(), preview.reserved));
        prop_assert_eq!(after.allocated(), put_in_by_partner);
        prop_assert_eq!(books.accounts().map(|(_, minor)| minor).sum::<i64>(), 0);
        prop_assert!(releases || preview.released == 0);
    }

    #[test]
    fn supposing_what_is_reached_gives_what_stands(rule in rule(), figures in partners(), revenue in 0_i64..MAX_MINOR) {
        for performance in figures {
            let outlook = outlook(rule.clone(), PartnerPerformance { already: 0, ..performance });
            let (stands, supposed) = (outlook.as_it_stands(), outlook.supposing(&outlook.reached()));
            prop_assert_eq!((stands.base, stands.possible, stands.earned, stands.grant, stands.entitled), (
                supposed.base, supposed.possible, supposed.earned, supposed.grant, supposed.entitled,
            ));
            // More revenue never brings less, as long as nothing else changes.
            let more = Supposed { revenue: performance.revenue.max(revenue), ..outlook.reached() };
            prop_assert!(outlook.supposing(&more).base >= stands.base);
            let scale = outlook.revenue_scale();
            prop_assert!(scale.step > 0 && scale.most >= performance.revenue.saturating_mul(2));
            prop_assert_eq!(scale.most % scale.step, 0);
        }
    }

    #[test]
    fn without_a_fund_before_the_same_span_before_counts(begins in 400_u64..800, days in 1_u64..400) {
        let (first, last) = (day(begins), day(begins + days - 1));
        let before = ReferencePeriod::before(first, last);
        prop_assert_eq!(before.ends_on.succ_opt(), Some(first));
        prop_assert_eq!(before.ends_on - before.starts_on, last - first);
        prop_assert!(before.holds(before.starts_on) && before.holds(before.ends_on) && !before.holds(first));
    }
}

fn preview(rule: &AllocationRule, unallocated: i64, partners: &[PartnerPerformance]) -> AllocationPreview {
    let reckoned = Reckoned::of(rule, unallocated, partners);
    AllocationPreview {
        fund: FundFields {
            name: "Growth EMEA".to_owned(),
            currency: "EUR".to_owned(),
            starts_on: day(90),
            ends_on: day(179),
            rule: rule.clone(),
        },
        version: 1,
        is_open: true,
        reference: ReferencePeriod::before(day(90), day(179)),
        unallocated,
        shortfall: reckoned.shortfall,
        basis: "figures".to_owned(),
        without_rate: Vec::new(),
        totals: reckoned.totals,
        lines: reckoned
            .lines
            .into_iter()
            .map(|line| NamedLine {
                partner_name: line.performance.partner_id.to_string(),
                line,
            })
            .collect(),
    }
}

fn outlook(rule: AllocationRule, performance: PartnerPerformance) -> PeriodOutlook {
    PeriodOutlook {
        fund_id: FundId(Uuid::from_u128(7)),
        fund_name: "Growth EMEA".to_owned(),
        currency: "EUR".to_owned(),
        starts_on: day(0),
        ends_on: day(89),
        as_of: day(40),
        available: 0,
        next_starts_on: None,
        rule,
        performance,
        without_rate: Vec::new(),
    }
}

#[test]
fn a_last_unit_is_the_one_partners_whose_id_comes_first() {
    let rule = AllocationRule {
        revenue_per_mille: 1_000,
        performance_per_mille: 0,
        target_return: 1,
        grants: Vec::new(),
        smallest: 0,
        largest: None,
        at_closing: ReservationsAtClosing::Keep,
    };
    let of = |number| PartnerPerformance {
        partner_id: partner(number),
        tier: Tier::Silver,
        revenue: 100,
        spent: 0,
        pipeline: 0,
        already: 0,
    };
    let given = |partners: &[PartnerPerformance]| -> Vec<i64> {
        let lines = allocate(&rule, 101, partners);
        lines.iter().map(|line| line.given).collect()
    };
    assert_eq!(given(&[of(0), of(1)]), [51, 50]);
    assert_eq!(given(&[of(1), of(0)]), [50, 51]);
    // One that has had its share leaves the rest to the other.
    let had = PartnerPerformance { already: 100, ..of(0) };
    assert_eq!(given(&[had, of(1)]), [0, 100]);
    // One that was given more keeps it.
    let more = PartnerPerformance { already: 170, ..of(0) };
    assert_eq!(
        (entitlement(&rule, more).entitled, entitlement(&rule, more).given),
        (100, 0)
    );
}

#[test]
fn a_rule_from_before_there_was_a_choice_keeps_reservations() {
    let written =
        r#"{"revenue_per_mille":30,"performance_per_mille":250,"target_return":3000,"grants":[],"smallest":0}"#;
    let rule: AllocationRule = serde_json::from_str(written).expect("a rule");
    assert_eq!(rule.at_closing, ReservationsAtClosing::Keep);
    // And servers from then can read one that keeps them.
    assert_eq!(serde_json::to_string(&rule).expect("it can be written"), written);
}
