//! The store: what is written together, what is undone alone, and what happens when the database can't.

use crate::support::{Backend, TestApp, TestResult};
use entente_model::events::LiveEvent;
use entente_model::ids::DealId;
use entente_model::problem::Code;
use entente_server::auth::Scope;
use entente_server::store::entities::{audit, throttles};
use entente_server::store::{Audience, AuditEntry, Database, StoreError, Tx};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait};
use uuid::Uuid;

/// Writes a row, an audit entry and an event; refuses afterwards when asked to.
async fn write(database: &Database, number: usize, refuse: bool) -> Result<usize, StoreError> {
    database
        .write(&Scope::for_tests(), (number, refuse), |tx, (number, refuse)| {
            Box::pin(async move {
                row(tx, &format!("row-{number}")).await?;
                tx.audit(AuditEntry::new("test.written", "test", Uuid::nil()));
                tx.publish(
                    &LiveEvent::Deal {
                        id: DealId(Uuid::nil()),
                        version: *number as i64,
                    },
                    Audience::everybody(),
                )?;
                if *refuse {
                    Err(Code::InvalidState.into())
                } else {
                    Ok(*number)
                }
            })
        })
        .await
}

async fn row(tx: &Tx, key: &str) -> Result<(), StoreError> {
    let row = throttles::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        blocked_until: Set(None),
        updated_at: Set(tx.now()),
    };
    throttles::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

async fn counts(app: &TestApp) -> TestResult<(u64, u64)> {
    let database = app.state.database.read();
    Ok((
        throttles::Entity::find().count(database).await?,
        audit::Entity::find().count(database).await?,
    ))
}

on_both_databases!(a_refused_write_is_undone_alone, async |app| {
    let mut events = app.state.database.hub().listen();
    let writes = (0..400).map(|number| write(&app.state.database, number, number % 2 == 0));
    let results = futures::future::join_all(writes).await;
    for (number, result) in results.into_iter().enumerate() {
        match result {
            Ok(answer) => assert_eq!(answer, number),
            Err(StoreError::Refused(problem)) => assert_eq!((problem.code, number % 2), (Code::InvalidState, 0)),
            Err(error) => return Err(error.into()),
        }
    }
    assert_eq!(counts(app).await?, (200, 200));
    for _ in 0..200 {
        let event = tokio::time::timeout(std::time::Duration::from_secs(5), events.recv()).await??;
        assert!(
            matches!(event.event(), LiveEvent::Deal { version, .. } if version % 2 == 1),
            "{event:?}"
        );
    }
    assert!(events.is_empty(), "an event of a write that was undone was sent");
    Ok(())
});

on_both_databases!(a_key_that_is_there_is_told_apart, async |app| {
    write(&app.state.database, 1, false).await?;
    let again = write(&app.state.database, 1, false).await;
    assert!(
        again.as_ref().is_err_and(|error| error.is_unique_on(&["throttles"])),
        "{again:?}"
    );
    assert_eq!(counts(app).await?, (1, 1));
    Ok(())
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_panics_harms_nobody_else() -> TestResult {
    let app = TestApp::new(Backend::Sqlite).await?;
    let database = &app.state.database;
    let scope = Scope::for_tests();
    let panics = database.write(&scope, (), |tx, ()| {
        Box::pin(async move {
            row(tx, "half").await?;
            // Known at run time only, so that what follows counts as reachable.
            assert!(std::env::args().count() == 0, "on purpose");
            Ok(())
        })
    });
    let (panicked, written) = tokio::join!(panics, write(database, 1, false));
    assert!(matches!(panicked, Err(StoreError::Internal(_))));
    assert_eq!(written?, 1);
    assert_eq!(counts(&app).await?, (1, 1));
    app.end().await
}

/// A full disk as SQLite sees it: no page more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_unavailable_until_there_is_room() -> TestResult {
    let app = TestApp::new(Backend::Sqlite).await?;
    // A writer of its own: in the server's a job's write could share the batch and fail with it.
    let database = Database::open(&app.store, app.clock.clone()).await?;
    let scope = Scope::for_tests();
    let limited = database.write(&scope, (), |tx, ()| {
        Box::pin(async move {
            tx.db().execute_unprepared("PRAGMA max_page_count = 1").await?;
            Ok(())
        })
    });
    limited.await?;
    let large = "x".repeat(1_000_000);
    let full = database
        .write(&Scope::for_tests(), large.clone(), |tx, key| Box::pin(row(tx, key)))
        .await;
    assert!(matches!(full, Err(StoreError::Unavailable(_))), "{full:?}");
    let refusal = entente_server::http::Refusal::from(full.err().ok_or("it was written")?);
    assert_eq!(refusal.problem().status, 503);
    // The writer has connected anew, which lifts the limit: there is room again, and no restart was needed.
    database
        .write(&Scope::for_tests(), large, |tx, key| Box::pin(row(tx, key)))
        .await?;
    assert_eq!(counts(&app).await?.0, 1);
    database.close().await;
    app.end().await
}

/// Every connection is cut, as when the server is restarted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn cut_connections_are_made_again() -> TestResult {
    let backend = Backend::postgres()?;
    let app = TestApp::new(backend).await?;
    let database = &app.state.database;
    write(database, 0, false).await?;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let _ = database.read().execute_unprepared(cut).await;
    let mut number = 0;
    let recovered = app.eventually(async || {
        number += 1;
        Ok(write(database, number, false).await.ok())
    });
    recovered.await?;
    let mut events = database.hub().listen();
    let heard = app.eventually(async || {
        number += 1;
        write(database, number, false).await?;
        Ok(
            tokio::time::timeout(std::time::Duration::from_millis(200), events.recv())
                .await
                .ok(),
        )
    });
    heard.await??;
    app.end().await
}

/// Two servers on one database: each hears what the other wrote.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn servers_tell_each_other_of_events() -> TestResult {
    let backend = Backend::postgres()?;
    let app = TestApp::new(backend).await?;
    let other = Database::open(&app.store, app.clock.clone()).await?;
    let mut events = other.hub().listen();
    let mut number = 0;
    let heard = app.eventually(async || {
        number += 1;
        write(&app.state.database, number, false).await?;
        Ok(
            tokio::time::timeout(std::time::Duration::from_millis(200), events.recv())
                .await
                .ok(),
        )
    });
    assert!(matches!(heard.await??.event(), LiveEvent::Deal { .. }));
    other.close().await;
    app.end().await
}
