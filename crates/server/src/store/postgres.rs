//! PostgreSQL: a pool, transactions that are repeated when they meet, and live events between servers.

use super::StoreError;
use super::entities::live_events;
use super::migrations::Migrator;
use super::tx::{Answers, Tx};
use crate::auth::Scope;
use crate::clock::SharedClock;
use crate::live::{Hub, Published};
use futures::future::BoxFuture;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sea_orm::sqlx::{self, ConnectOptions, Connection, PgPool};
use sea_orm::{ConnectionTrait, DatabaseConnection, SqlxPostgresConnector, Statement, TransactionTrait};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long a request waits for a connection before it is told to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// A connection unused this long is asked whether it still lives.
const RESTED: Duration = Duration::from_secs(2);
/// How often a transaction is repeated that met another.
const ATTEMPTS: u32 = 8;
/// The channel on which servers tell each other of live events.
const CHANNEL: &str = "entente_live";
/// The lock that lets one server at a time migrate; any number that no other program on the database uses.
const MIGRATION_LOCK: i64 = 0x656e_7465_6e74_6500;

pub(super) async fn open(url: &str, connections: u32) -> Result<PgPool, StoreError> {
    let unusable = |error: sqlx::Error| StoreError::Unavailable(format!("opening PostgreSQL: {error}"));
    let options: PgConnectOptions = url.parse().map_err(unusable)?;
    let options = options.application_name("entente").disable_statement_logging();
    PgPoolOptions::new()
        .max_connections(connections.max(2))
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // Asking before each use costs a round trip: only a connection that has rested is asked whether it still lives.
        .test_before_acquire(false)
        .before_acquire(|connection, metadata| {
            Box::pin(async move { Ok(metadata.idle_for < RESTED || connection.ping().await.is_ok()) })
        })
        .max_lifetime(Duration::from_secs(30 * 60))
        .connect_with(options)
        .await
        .map_err(unusable)
}

pub(super) fn connection(pool: PgPool) -> DatabaseConnection {
    SqlxPostgresConnector::from_sqlx_postgres_pool(pool)
}

/// Servers that start together take turns.
pub(super) async fn migrate(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let lock = connection.begin().await?;
    let sql = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
    lock.execute_raw(Statement::from_string(lock.get_database_backend(), sql))
        .await?;
    Migrator::up(connection, None).await?;
    Ok(lock.commit().await?)
}

/// Runs a write in a transaction of its own; says also whether it left jobs.
pub(super) async fn write<I, T, F>(
    connection: &DatabaseConnection,
    clock: &SharedClock,
    scope: &Scope,
    input: I,
    work: F,
) -> Result<(T, bool), StoreError>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
{
    let mut attempt = 0;
    loop {
        attempt += 1;
        match write_once(connection, clock, scope, &input, &work).await {
            Err(StoreError::Conflict(reason)) if attempt < ATTEMPTS => {
                tracing::debug!(attempt, reason, "a transaction is repeated");
                tokio::time::sleep(Duration::from_millis(
                    u64::from(rand::random::<u8>() % 8) << attempt.min(5),
                ))
                .await;
            }
            Err(StoreError::Conflict(reason)) => return Err(StoreError::Unavailable(reason)),
            other => return other,
        }
    }
}

async fn write_once<I, T, F>(
    connection: &DatabaseConnection,
    clock: &SharedClock,
    scope: &Scope,
    input: &I,
    work: &F,
) -> Result<(T, bool), StoreError>
where
    F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<T, StoreError>>,
{
    let tx = Tx::new(connection.begin().await?, scope.clone(), clock.now(), Answers::AtOnce);
    let result = work(&tx, input).await;
    let (transaction, queued) = tx.into_parts();
    let answer = match result {
        Ok(answer) => answer,
        Err(error) => {
            // Whether or not the connection still answers, the first error is the one to tell.
            let _ = transaction.rollback().await;
            return Err(error);
        }
    };
    let (events, has_jobs) = queued.write(&transaction).await?;
    if !events.is_empty() {
        let values = [CHANNEL.into(), announcement(events).into()];
        let backend = transaction.get_database_backend();
        transaction
            .execute_raw(Statement::from_sql_and_values(
                backend,
                "SELECT pg_notify($1, $2)",
                values,
            ))
            .await?;
    }
    transaction.commit().await?;
    Ok((answer, has_jobs))
}

/// Hears of live events from every server, this one included, until stopped. After a broken connection pages are told to fetch anew.
pub(super) async fn listen(pool: PgPool, hub: Hub, stop: CancellationToken) {
    let mut wait = Duration::from_millis(100);
    let mut interrupted = false;
    while !stop.is_cancelled() {
        let heard = tokio::select! {
            () = stop.cancelled() => return,
            heard = hear(&pool, &hub, &mut interrupted) => heard,
        };
        if let Err(error) = heard {
            tracing::warn!(%error, "live events of other servers are not heard; trying again");
        }
        interrupted = true;
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        wait = (wait * 2).min(Duration::from_secs(5));
    }
}

async fn hear(pool: &PgPool, hub: &Hub, interrupted: &mut bool) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.ignore_pool_close_event(true);
    listener.listen(CHANNEL).await?;
    if std::mem::take(interrupted) {
        hub.publish(Published::resync());
    }
    loop {
        // `None` stands for a connection that broke and was made again: events may have been missed.
        let Some(notification) = listener.try_recv().await? else {
            hub.publish(Published::resync());
            continue;
        };
        match serde_json::from_str::<Vec<Published>>(notification.payload()) {
            Ok(events) => events.into_iter().for_each(|event| hub.publish(event)),
            Err(error) => {
                tracing::warn!(%error, "an announcement of another server can't be read");
                hub.publish(Published::resync());
            }
        }
    }
}

/// The events as one notification; too many for one become a request to fetch everything anew.
fn announcement(events: Vec<live_events::Model>) -> String {
    /// PostgreSQL takes less than 8,000 bytes.
    const MOST_BYTES: usize = 7_900;
    let events: Vec<Published> = events.into_iter().map(Published::from_row).collect();
    match serde_json::to_string(&events) {
        Ok(text) if text.len() <= MOST_BYTES => text,
        _ => "[{}]".to_owned(),
    }
}
