//! Properties of time to value: who is measured with whom, and what the numbers say.

use chrono::{DateTime, TimeDelta, Utc};
use entente_model::onboarding::{MeasuredPartner, TimeToValue, ValueDates, ValueGrouping};
use entente_model::people::PartnerType;
use proptest::prelude::*;

fn day(number: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + number)
}

fn partner() -> impl Strategy<Value = MeasuredPartner> {
    (
        prop::sample::select(PartnerType::ALL),
        prop::sample::select(vec!["dach", "uki", "nordics"]),
        prop::option::of(0_i64..900),
        prop::option::of(0_i64..900),
        prop::option::of(0_i64..900),
    )
        .prop_map(|(partner_type, region, signed, registered, won)| MeasuredPartner {
            partner_type,
            region: region.to_owned(),
            dates: ValueDates {
                signed_at: signed.map(day),
                first_registered_at: registered.map(day),
                first_won_at: won.map(day),
            },
        })
}

proptest! {
    #[test]
    fn every_partner_that_signed_is_in_one_cohort(
        partners in prop::collection::vec(partner(), 0..60), by in prop::sample::select(ValueGrouping::ALL),
    ) {
        let value = TimeToValue::of(&partners, by);
        let signed: Vec<_> = partners.iter().filter(|partner| partner.dates.signed_at.is_some()).collect();
        prop_assert_eq!(value.all.signed as usize, signed.len());
        prop_assert_eq!(value.cohorts.iter().map(|cohort| cohort.signed as usize).sum::<usize>(), signed.len());
        prop_assert!(value.cohorts.iter().all(|cohort| cohort.signed > 0), "a cohort of nobody");
        prop_assert!(value.cohorts.is_sorted_by(|one, next| one.key < next.key));
        for cohort in &value.cohorts {
            let alone: Vec<MeasuredPartner> = signed
                .iter()
                .filter(|partner| match by {
                    ValueGrouping::PartnerType => partner.partner_type.as_str() == cohort.key,
                    ValueGrouping::Region => partner.region == cohort.key,
                    ValueGrouping::Quarter => {
                        let quarter = partner.dates.signed_at.map(|at| at.format("%Y-Q%q").to_string());
                        quarter.as_deref() == Some(cohort.key.as_str())
                    }
                })
                .map(|partner| (*partner).clone())
                .collect();
            let all = TimeToValue::of(&alone, by).all;
            prop_assert_eq!((cohort.signed, cohort.registered, cohort.won), (all.signed, all.registered, all.won));
        }
    }

    #[test]
    fn medians_lie_within_what_was_measured(partners in prop::collection::vec(partner(), 0..60)) {
        let value = TimeToValue::of(&partners, ValueGrouping::Region);
        let days: Vec<u32> = partners.iter().filter_map(|partner| partner.dates.days_to_registered()).collect();
        match value.all.registered {
            None => prop_assert!(days.is_empty()),
            Some(spread) => {
                prop_assert_eq!(spread.count as usize, days.len());
                prop_assert_eq!(Some(spread.least), days.iter().copied().min());
                prop_assert_eq!(Some(spread.most), days.iter().copied().max());
                prop_assert!((spread.least..=spread.most).contains(&spread.median));
            }
        }
        for cohort in &value.cohorts {
            for spread in cohort.registered.iter().chain(&cohort.won) {
                prop_assert!(spread.count <= cohort.signed);
            }
        }
    }
}

#[test]
fn of_nobody_there_is_nothing() {
    let value = TimeToValue::of(&[], ValueGrouping::Quarter);
    assert_eq!((value.all.signed, value.all.registered, value.all.won), (0, None, None));
    assert!(value.cohorts.is_empty() && value.all.key.is_empty());
}

#[test]
fn quarters_are_named_and_stand_from_the_first_on() {
    let signed_at = |text: &str| MeasuredPartner {
        partner_type: PartnerType::Var,
        region: "dach".to_owned(),
        dates: ValueDates {
            signed_at: text.parse().ok(),
            ..ValueDates::default()
        },
    };
    let partners = [
        signed_at("2026-10-01T00:00:00Z"),
        signed_at("2025-12-31T23:59:59Z"),
        signed_at("2026-01-01T00:00:00Z"),
        signed_at("2026-03-31T12:00:00Z"),
    ];
    let value = TimeToValue::of(&partners, ValueGrouping::Quarter);
    let keys: Vec<(&str, u32)> = value
        .cohorts
        .iter()
        .map(|cohort| (cohort.key.as_str(), cohort.signed))
        .collect();
    assert_eq!(keys, [("2025-Q4", 1), ("2026-Q1", 2), ("2026-Q4", 1)]);
}
