//! SQLite's plans for lists: the index of the sort is walked, and nothing is sorted that need not be.

use super::super::list::Key;
use super::super::order::missing;
use super::*;
use crate::store::plans::{TestResult, empty, explain, scope};
use entente_model::people::Role;

#[tokio::test]
async fn the_index_of_the_sort_is_walked() -> TestResult {
    let folder = tempfile::tempdir()?;
    let database = empty(folder.path()).await?;
    let partner = scope(Role::PartnerMember, &[]);
    let manager = scope(Role::ChannelManager, &["dach", "uki"]);
    let sorts = [
        (Sort::Updated, "updated_at"),
        (Sort::Customer, "customer_sort"),
        (Sort::Value, "value_currency_value_minor"),
        (Sort::ExpectedClose, "closes_on"),
        (Sort::Submitted, "submitted_at"),
    ];
    let plain = Filters::default();
    let filters = [
        plain.clone(),
        Filters {
            words: vec!["a".to_owned(), "b".to_owned()],
            ..plain.clone()
        },
        Filters {
            states: vec![DealState::Won, DealState::Lost],
            product: Some("x".to_owned()),
            ..plain.clone()
        },
        Filters {
            country: Some("DE".to_owned()),
            closing: Some(Closing::Within(30)),
            mine: true,
            ..plain.clone()
        },
        Filters {
            states: vec![DealState::Approved],
            ..plain.clone()
        },
    ];
    for (sort, index) in sorts {
        for filters in &filters {
            for scope in [&partner, &manager] {
                for descending in [false, true] {
                    let filters = Filters {
                        sort,
                        descending,
                        ..filters.clone()
                    };
                    let now = database.now();
                    let at = match sort {
                        Sort::Updated | Sort::Submitted => Key::Time(now),
                        Sort::Customer => Key::Text("m".to_owned()),
                        Sort::Value => Key::Money("EUR".to_owned(), 5),
                        Sort::ExpectedClose => Key::Day(now.date_naive()),
                    };
                    let place = |at: Key| Place { at, id: Uuid::nil() };
                    let among_missing = missing(sort).map(|(value, _)| place(value));
                    let place = place(at);
                    for place in [None, Some(&place), among_missing.as_ref()] {
                        let chosen = Plan::in_order(scope, &filters);
                        let view = View {
                            scope,
                            filters: &filters,
                            now,
                            limit: 26,
                            place,
                        };
                        let (prefix, parts) = match &chosen {
                            Plan::Walk if scope.is_partner() && filters.states.len() == 1 && sort == Sort::Updated => {
                                ("partner_id_state_", 1)
                            }
                            Plan::Walk if scope.is_partner() => ("partner_id_", 1),
                            Plan::Walk => ("", 1),
                            Plan::Parts(parts) if matches!(parts[0], Part::State(_)) => ("state_", parts.len()),
                            Plan::Parts(parts) => ("region_", parts.len()),
                        };
                        let expected = format!("INDEX deals_by_{prefix}{index}_id");
                        for stretch in chosen.stretches(&view) {
                            let statement = chosen.statement(database.backend(), &view, *stretch);
                            let plan = explain(&database, statement).await?;
                            assert_eq!(
                                plan.matches(&expected).count(),
                                parts,
                                "{expected}:\n{plan}\n{stretch:?} {filters:?}"
                            );
                            // Beginnings, a page of each part, are put in order; nothing else is sorted.
                            let sorted = plan.matches("TEMP B-TREE").count();
                            assert_eq!(
                                sorted,
                                usize::from(chosen != Plan::Walk),
                                "{plan}\n{stretch:?} {filters:?}"
                            );
                        }
                    }
                }
            }
        }
    }
    database.close().await;
    Ok(())
}

#[tokio::test]
async fn what_few_have_is_looked_up() -> TestResult {
    let folder = tempfile::tempdir()?;
    let database = empty(folder.path()).await?;
    let filters = Filters {
        words: vec!["a".to_owned(), "b".to_owned()],
        country: Some("DE".to_owned()),
        product: Some("x".to_owned()),
        states: vec![DealState::Submitted],
        ..Filters::default()
    };
    for (part, role, index) in [
        (
            Part::Word(1),
            Role::PartnerMember,
            "INDEX sqlite_autoindex_deals_1 (id=?)",
        ),
        (
            Part::Word(0),
            Role::ChannelManager,
            "INDEX sqlite_autoindex_deals_1 (id=?)",
        ),
        (
            Part::Product,
            Role::ChannelManager,
            "INDEX sqlite_autoindex_deals_1 (id=?)",
        ),
        (
            Part::Country,
            Role::ChannelManager,
            "INDEX deals_by_customer_country_id (customer_country=?)",
        ),
        (
            Part::PartnersStates,
            Role::PartnerMember,
            "INDEX deals_by_partner_id_state",
        ),
    ] {
        let scope = scope(role, &["dach"]);
        let view = View {
            scope: &scope,
            filters: &filters,
            now: database.now(),
            limit: 26,
            place: None,
        };
        let statement = Plan::Parts(vec![part.clone()]).statement(database.backend(), &view, Stretch::Whole);
        let plan = explain(&database, statement).await?;
        assert!(plan.contains(index), "{part:?} does not use {index}:\n{plan}");
        assert!(!plan.contains("SCAN d"), "{part:?}:\n{plan}");
    }
    database.close().await;
    Ok(())
}
