//! What came of activities: sums and returns.

use crate::fund_story::{fund, partner_id};
use chrono::NaiveDate;
use entente_model::deals::DealState;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::claim::ClaimDraft;
use entente_model::funds::ledger::Balance;
use entente_model::funds::rate::{ExchangeRate, RATE_SCALE};
use entente_model::funds::results::*;
use entente_model::ids::{DealId, PartnerId};
use entente_model::money::Money;
use entente_model::people::Tier;
use entente_model::problem::FieldCode;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn measured() -> impl Strategy<Value = MeasuredActivity> {
    let amounts = (
        0_i64..1_000_000,
        0_u64..500,
        0_i64..9_000_000,
        0_i64..5_000_000,
        0_i64..1_000_000,
    );
    let kinds = (
        prop::sample::select(ActivityType::ALL),
        prop::sample::select(Tier::ALL),
        prop::sample::select(vec!["dach", "japan"]),
    );
    let days = (prop::option::of(0_u32..60), prop::option::of(0_u32..90), any::<bool>());
    (amounts, kinds, days).prop_map(
        |(
            (spent, leads, pipeline, won, reserved),
            (activity, tier, region),
            (days_to_decision, days_to_payment, is_counted),
        )| {
            MeasuredActivity {
                activity,
                partner_id: partner_id(),
                tier,
                region: region.to_owned(),
                fund_id: fund().id,
                period: (fund().starts_on, fund().ends_on),
                is_counted,
                results: ActivityResults {
                    spent,
                    leads,
                    pipeline,
                    won,
                },
                reserved,
                days_to_decision,
                days_to_payment,
            }
        },
    )
}

proptest! {
    #[test]
    fn a_partner_is_told_of_no_fewer_than_five_others(activities in prop::collection::vec((measured(), 0_u128..7), 0..60)) {
        let activities: Vec<MeasuredActivity> = activities
            .into_iter()
            .map(|(activity, of)| MeasuredActivity { partner_id: PartnerId(Uuid::from_u128(of)), ..activity })
            .collect();
        let told = history(&activities, "EUR", LEAST_PARTNERS);
        let all = history(&activities, "EUR", 1);
        prop_assert!(told.iter().all(|known| all.contains(known)));
        for known in &all {
            let of_type = activities.iter().filter(|one| one.is_counted && one.activity == known.activity);
            let partners: BTreeSet<PartnerId> = of_type.map(|one| one.partner_id).collect();
            prop_assert!(known.activities >= LEAST_ACTIVITIES);
            prop_assert_eq!(told.contains(known), partners.len() >= LEAST_PARTNERS);
        }
    }

    #[test]
    fn rows_add_up_to_all(activities in prop::collection::vec(measured(), 0..30), by in prop::sample::select(ReturnGrouping::ALL)) {
        let report = FundReturn::of(&activities, by);
        let sum = report.rows.iter().fold(ActivityResults::default(), |sum, row| sum.and(row.results));
        prop_assert_eq!(sum, report.all.results);
        prop_assert_eq!(report.rows.iter().map(|row| row.activities).sum::<u32>(), report.all.activities);
        let counted = activities.iter().filter(|activity| activity.is_counted).count();
        prop_assert_eq!(report.all.activities as usize, counted);
        prop_assert!(report.rows.is_sorted_by(|a, b| a.key < b.key));
        for row in std::iter::once(&report.all).chain(&report.rows) {
            prop_assert_eq!(row.pipeline_return.is_none(), row.results.spent == 0);
            prop_assert_eq!(row.won_return, row.results.won_return());
        }
        let decided = activities.iter().filter(|activity| activity.days_to_decision.is_some()).count();
        prop_assert_eq!(report.all.decision.map_or(0, |spread| spread.count as usize), decided);
    }
}

#[test]
fn a_return_is_in_thousandths() {
    let results = ActivityResults {
        spent: 600_000,
        leads: 31,
        pipeline: 24_000_000,
        won: 900_000,
    };
    assert_eq!(
        (results.pipeline_return(), results.won_return()),
        (Some(40_000), Some(1_500))
    );
    let free = ActivityResults { spent: 0, ..results };
    assert_eq!((free.pipeline_return(), free.won_return()), (None, None));
    let most = ActivityResults {
        spent: i64::MAX,
        leads: u64::MAX,
        pipeline: i64::MAX,
        won: i64::MAX,
    };
    assert_eq!(most.and(most), most);
}

fn deal() -> impl Strategy<Value = LinkedDeal> {
    let states = [
        DealState::Submitted,
        DealState::Approved,
        DealState::Won,
        DealState::Lost,
    ];
    let parts = (
        prop::sample::select(states.to_vec()),
        any::<bool>(),
        0_i64..1_000_000,
        prop::sample::select(vec!["EUR", "JPY"]),
    );
    parts.prop_map(|(state, was_approved, minor, currency)| LinkedDeal {
        id: DealId(Uuid::nil()),
        reference: "7K3M-9QX2".to_owned(),
        name: "Blauwerk".to_owned(),
        state,
        was_approved,
        value: Money::new(minor, currency),
    })
}

fn reported() -> ReportedResults {
    ReportedResults {
        leads: Some(7),
        pipeline: Some(Money::new(900, "USD")),
        won: Some(Money::new(300, "USD")),
    }
}

proptest! {
    #[test]
    fn linked_deals_replace_what_is_reported(deals in prop::collection::vec(deal(), 1..12)) {
        let counts = counted(&reported(), &deals);
        prop_assert_eq!(counts.leads, 7);
        let approved: fn(&LinkedDeal) -> bool = |deal| deal.was_approved;
        let won: fn(&LinkedDeal) -> bool = |deal| deal.state == DealState::Won;
        for (amounts, holds) in [(&counts.pipeline, approved), (&counts.won, won)] {
            prop_assert!(amounts.iter().all(|money| money.currency != "USD"));
            for currency in ["EUR", "JPY"] {
                let of_deals = deals.iter().filter(|deal| holds(deal) && deal.value.currency == currency);
                let sum: i64 = of_deals.map(|deal| deal.value.minor).sum();
                let counted: i64 = amounts.iter().filter(|money| money.currency == currency).map(|money| money.minor).sum();
                prop_assert_eq!(counted, sum);
            }
            prop_assert!(amounts.is_sorted_by(|a, b| a.currency < b.currency));
        }
    }

    #[test]
    fn what_is_unspent_is_what_was_given_and_is_nowhere_else(parts in prop::array::uniform5(0_i64..1_000_000)) {
        let [available, reserved, payable, paid, lapsed] = parts;
        let money = UnspentMoney::of(&Balance { available, reserved, payable, paid, lapsed });
        prop_assert_eq!(money.unspent, money.allocated - money.reserved - money.payable - money.paid);
        prop_assert_eq!(money.convert(Some), Some(money));
        prop_assert_eq!(money.convert(|_| None), None);
    }
}

#[test]
fn reported_figures_count_while_no_deal_is_linked() {
    let counts = counted(&reported(), &[]);
    assert_eq!(counts.pipeline, [Money::new(900, "USD")]);
    assert_eq!(counts.won, [Money::new(300, "USD")]);
    assert_eq!(counted(&ReportedResults::default(), &[]), CountedResults::default());
}

#[test]
fn a_claim_says_it_anew_where_it_says_something() {
    let claim = ClaimDraft {
        leads: Some(9),
        pipeline: Some(Money::new(1_000, "EUR")),
        ..ClaimDraft::default()
    };
    let after = reported().after_claim(&claim);
    assert_eq!((after.leads, after.pipeline), (Some(9), Some(Money::new(1_000, "EUR"))));
    assert_eq!(after.won, reported().won);
}

#[test]
fn results_are_held_to_limits_and_currencies() {
    let currencies = ["EUR".to_owned()];
    let fine = ReportedResults {
        leads: Some(0),
        pipeline: Some(Money::new(0, "EUR")),
        won: None,
    };
    assert!(fine.check(&currencies).is_empty());
    let wrong = ReportedResults {
        leads: Some(1_000_001),
        pipeline: Some(Money::new(-1, "EUR")),
        won: Some(Money::new(5, "GBP")),
    };
    let found: Vec<(String, FieldCode)> = wrong
        .check(&currencies)
        .into_iter()
        .map(|error| (error.pointer, error.code))
        .collect();
    assert_eq!(
        found,
        [
            ("/leads".to_owned(), FieldCode::OutOfRange),
            ("/pipeline/minor".to_owned(), FieldCode::OutOfRange),
            ("/won/currency".to_owned(), FieldCode::InvalidCurrency),
        ]
    );
}

#[test]
fn amounts_are_measured_by_the_rate_of_their_day() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap_or_default();
    let rates = [ExchangeRate {
        from: "USD".to_owned(),
        to: "EUR".to_owned(),
        rate: RATE_SCALE / 2,
        from_day: day(10),
    }];
    let yardstick = Yardstick {
        currency: "EUR",
        rates: &rates,
    };
    let counts = counted(&reported(), &[]);
    let spent = Money::new(100, "EUR");
    let results = ActivityResults {
        spent: 100,
        leads: 7,
        pipeline: 450,
        won: 150,
    };
    assert_eq!(yardstick.results(&spent, &counts, day(10)), Some(results));
    assert_eq!(yardstick.results(&spent, &counts, day(9)), None);
    // Nothing counts before something is spent.
    let nothing = yardstick.results(&Money::new(0, "EUR"), &counts, day(9));
    assert_eq!(nothing, Some(ActivityResults::default()));
}
