//! Time to value: what is measured, and of which partners.

use crate::support::{Client, TestApp, TestResult};
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::PartnerId;
use entente_model::onboarding::{TimeToValue, ValueGrouping};
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_server::auth::Scope;
use entente_server::store::entities::partners::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Lets a partner sign on a day, register and win so many days later.
async fn measure(
    app: &TestApp,
    partner: PartnerId,
    signed_at: DateTime<Utc>,
    registered: Option<i64>,
    won: Option<i64>,
) -> TestResult {
    let later = move |days: Option<i64>| days.map(|days| signed_at + Duration::days(days));
    let dates = (partner, signed_at, later(registered), later(won));
    let database = &app.state.database;
    let written = database.write(
        &Scope::for_tests(),
        dates,
        |tx, (partner, signed_at, registered, won)| {
            Box::pin(async move {
                Entity::update_many()
                    .col_expr(Column::SignedAt, Expr::value(*signed_at))
                    .col_expr(Column::FirstRegisteredAt, Expr::value(*registered))
                    .col_expr(Column::FirstWonAt, Expr::value(*won))
                    .filter(Column::Id.eq(partner.0))
                    .exec(tx.db())
                    .await?;
                Ok(())
            })
        },
    );
    Ok(written.await?)
}

async fn read(client: &Client, by: ValueGrouping) -> TestResult<TimeToValue> {
    client
        .get(&format!("/journeys/time_to_value?by={}", by.as_str()))
        .await?
        .expect(200)
}

on_both_databases!(time_to_value_is_measured_within_the_readers_regions, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let empty = read(&admin, ValueGrouping::Region).await?;
    assert_eq!((empty.all.signed, empty.cohorts.len()), (0, 0));

    let west = app.add_partner("West Works", "west.example", "dach").await?;
    app.add_partner("East End", "east.example", "dach").await?;
    let quarter = |text: &str| text.parse::<DateTime<Utc>>();
    measure(app, app.north, quarter("2026-02-01T08:00:00Z")?, Some(10), Some(50)).await?;
    measure(app, west, quarter("2026-05-01T08:00:00Z")?, Some(30), None).await?;
    measure(app, app.south, quarter("2026-05-02T08:00:00Z")?, Some(4), Some(20)).await?;

    let all = read(&admin, ValueGrouping::Region).await?;
    let keys: Vec<_> = all
        .cohorts
        .iter()
        .map(|cohort| (cohort.key.as_str(), cohort.signed))
        .collect();
    assert_eq!(keys, [("dach", 2), ("uki", 1)]);
    assert_eq!((all.all.signed, all.by), (3, ValueGrouping::Region));
    let registered = all.all.registered.ok_or("a spread")?;
    assert_eq!((registered.least, registered.median, registered.most), (4, 10, 30));
    assert_eq!(all.all.won.map(|won| (won.count, won.median)), Some((2, 20)));

    let manager = app.client(Role::ChannelManager, app.north).await?;
    let own = read(&manager, ValueGrouping::Quarter).await?;
    let keys: Vec<_> = own.cohorts.iter().map(|cohort| cohort.key.as_str()).collect();
    assert_eq!((own.all.signed, keys), (2, vec!["2026-Q1", "2026-Q2"]));
    assert_eq!(own.all.registered.map(|spread| spread.most), Some(30));
    Ok(())
});

on_both_databases!(what_is_grouped_by_is_named, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    for path in [
        "/journeys/time_to_value",
        "/journeys/time_to_value?by=tier",
        "/journeys/time_to_value?by=region&region=dach",
    ] {
        admin.get(path).await?.refused(Code::MalformedRequest)?;
    }
    Ok(())
});
