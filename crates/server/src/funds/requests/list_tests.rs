//! SQLite's plans for lists of requests: the index of the sort is walked, and nothing is sorted that need not be.

use super::*;
use crate::store::plans::{TestResult, empty, explain, scope};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::request::FundRequestState;
use entente_model::ids::PartnerId;
use entente_model::people::Role;

#[tokio::test]
async fn the_index_of_the_sort_is_walked() -> TestResult {
    let folder = tempfile::tempdir()?;
    let database = empty(folder.path()).await?;
    let now = database.now();
    let (time, day) = (Key::Time(now), Key::Day(now.date_naive()));
    let sorts = [
        (Sort::Updated, time.clone(), "updated_at_id", "updated_at_id"),
        (Sort::Submitted, time, "submitted_at_id", "submitted_at_id_region"),
        (Sort::Starts, day.clone(), "starts_on_id", "starts_on_id"),
        (Sort::Deadline, day, "claim_deadline_id", "claim_deadline_id_region"),
        (
            Sort::Asked,
            Key::Money("EUR".to_owned(), 5),
            "currency_asked_minor_id",
            "currency_asked_minor_id_region",
        ),
    ];
    let plain = Filters::default();
    let filters = [
        plain.clone(),
        Filters {
            words: vec!["a".to_owned()],
            states: vec![FundRequestState::Submitted, FundRequestState::Approved],
            activity: Some(ActivityType::Webinar),
            ..plain.clone()
        },
        Filters {
            partner: Some(PartnerId(Uuid::nil())),
            ..plain.clone()
        },
    ];
    let readers = [
        scope(Role::PartnerMember, &[]),
        scope(Role::ChannelManager, &["dach", "uki"]),
        scope(Role::ProgramAdmin, &[]),
    ];
    for (sort, at, of_partner, of_all) in sorts {
        let place = Place { at, id: Uuid::nil() };
        for filters in &filters {
            for (reader, descending) in readers.iter().flat_map(|reader| [(reader, false), (reader, true)]) {
                let filters = Filters {
                    sort,
                    descending,
                    ..filters.clone()
                };
                let index = if reader.is_partner() || filters.partner.is_some() {
                    format!("INDEX fund_requests_by_partner_id_{of_partner} ")
                } else {
                    format!("INDEX fund_requests_by_{of_all}")
                };
                for place in [None, Some(&place)] {
                    let sql = statement(database.backend(), reader, &filters, 26, place);
                    let plan = explain(&database, sql).await?;
                    assert!(plan.contains(&index), "{index}:\n{plan}\n{filters:?}");
                    assert!(!plan.contains("TEMP B-TREE"), "{plan}\n{filters:?}");
                }
            }
        }
    }
    database.close().await;
    Ok(())
}
