//! What came of activities: sums and returns.

use crate::fund_story::{fund, partner_id};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::*;
use entente_model::people::Tier;
use proptest::prelude::*;

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
    let days = (prop::option::of(0_u32..60), prop::option::of(0_u32..90));
    (amounts, kinds, days).prop_map(
        |((spent, leads, pipeline, won, reserved), (activity, tier, region), (days_to_decision, days_to_payment))| {
            MeasuredActivity {
                activity,
                partner_id: partner_id(),
                tier,
                region: region.to_owned(),
                fund_id: fund().id,
                is_counted: true,
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
    fn rows_add_up_to_all(activities in prop::collection::vec(measured(), 0..30), by in prop::sample::select(ReturnGrouping::ALL)) {
        let report = FundReturn::of(&activities, by);
        let sum = report.rows.iter().fold(ActivityResults::default(), |sum, row| sum.and(row.results));
        prop_assert_eq!(sum, report.all.results);
        prop_assert_eq!(report.rows.iter().map(|row| row.activities).sum::<u32>(), report.all.activities);
        prop_assert_eq!(report.all.activities as usize, activities.len());
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
