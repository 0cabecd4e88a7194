//! The store: one set of queries for SQLite and PostgreSQL. Reads go to a pool; writes go through [`Database::write`].

pub mod dialect;
pub mod entities;
mod error;
pub mod idempotency;
pub mod migrations;
#[cfg(test)]
pub(crate) mod plans;
mod postgres;
pub mod search;
pub mod sql;
mod sqlite;
mod tx;
mod writer;

pub use error::StoreError;
pub use tx::{Actor, Audience, AuditEntry, NewJob, Tx};

use crate::auth::Scope;
use crate::clock::SharedClock;
use crate::live::Hub;
use futures::future::BoxFuture;
use sea_orm::{DatabaseBackend, DatabaseConnection, EntityTrait, QuerySelect};
use sea_orm_migration::MigratorTrait;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Where the rows are kept.
#[derive(Clone, Debug)]
pub enum Location {
    /// A SQLite file, made when missing.
    Sqlite(PathBuf),
    /// A PostgreSQL server, `postgres://…`.
    Postgres(String),
}

/// How to open the store.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where.
    pub location: Location,
    /// Connections that read at once; on PostgreSQL, connections in all.
    pub connections: u32,
}

/// The store, cheap to clone.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    reader: DatabaseConnection,
    writer: Writer,
    clock: SharedClock,
    hub: Hub,
    job_added: Arc<Notify>,
    stop: CancellationToken,
}

enum Writer {
    /// One task that commits many writes at once.
    Group(writer::GroupWriter),
    /// Each write its own transaction on the pool.
    Pool,
}

impl Database {
    /// Opens the store. Makes the file of an SQLite one; makes no tables: see [`Database::migrate`].
    pub async fn open(options: &Options, clock: SharedClock) -> Result<Database, StoreError> {
        let hub = Hub::new();
        let job_added = Arc::new(Notify::new());
        let stop = CancellationToken::new();
        let (reader, writer) = match &options.location {
            Location::Sqlite(path) => {
                let file = sqlite::SqliteFile::new(path.clone());
                // The writer comes first: it makes the file and its WAL, which a reader may not.
                let connection = file.open_writer().await?;
                let reader = file.open_readers(options.connections).await?;
                let after = writer::AfterCommit {
                    hub: hub.clone(),
                    job_added: job_added.clone(),
                };
                (
                    reader,
                    Writer::Group(writer::GroupWriter::start(file, connection, clock.clone(), after)),
                )
            }
            Location::Postgres(url) => {
                let pool = postgres::open(url, options.connections).await?;
                tokio::spawn(postgres::listen(pool.clone(), hub.clone(), stop.clone()));
                (postgres::connection(pool), Writer::Pool)
            }
        };
        Ok(Database {
            inner: Arc::new(Inner {
                reader,
                writer,
                clock,
                hub,
                job_added,
                stop,
            }),
        })
    }

    /// Brings the tables up to date. Does nothing when they are.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.inner.writer {
            Writer::Group(writer) => writer.migrate().await,
            Writer::Pool => postgres::migrate(&self.inner.reader).await,
        }
    }

    /// Whether every migration has been applied.
    pub async fn is_migrated(&self) -> Result<bool, StoreError> {
        Ok(migrations::Migrator::get_pending_migrations(&self.inner.reader)
            .await?
            .is_empty())
    }

    /// Whether the database answers and has the tables that this server works with.
    pub async fn ping(&self) -> Result<(), StoreError> {
        entities::users::Entity::find().limit(1).one(&self.inner.reader).await?;
        Ok(())
    }

    /// A connection for queries. On SQLite it can't write.
    pub fn read(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    /// Which database it is.
    pub fn backend(&self) -> DatabaseBackend {
        self.inner.reader.get_database_backend()
    }

    /// The time as the store tells it.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.inner.clock.now()
    }

    /// The hub of live events.
    pub fn hub(&self) -> &Hub {
        &self.inner.hub
    }

    /// Told whenever a job was queued by this process.
    pub fn job_added(&self) -> &Notify {
        &self.inner.job_added
    }

    /// Runs `work` in a transaction for `scope` and answers when it is on disk. An error undoes what `work` wrote and nothing else.
    ///
    /// `work` may run more than once: on PostgreSQL a conflict between transactions repeats it, so it borrows its `input` and
    /// does nothing but talk to the database. It is written `|tx, input| Box::pin(async move { … })`.
    ///
    /// On SQLite the writes that wait are committed together, each in a savepoint of its own; when the commit fails, all of
    /// them get [`StoreError::Unavailable`].
    pub fn write<I, T, F>(
        &self,
        scope: &Scope,
        input: I,
        work: F,
    ) -> impl Future<Output = Result<T, StoreError>> + Send + use<I, T, F>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
    {
        // Owned from here on: the future may outlive what the scope was borrowed from.
        let (inner, scope) = (self.inner.clone(), scope.clone());
        async move {
            match &inner.writer {
                Writer::Group(writer) => writer.write(scope, input, work).await,
                Writer::Pool => {
                    let (answer, has_jobs) = postgres::write(&inner.reader, &inner.clock, &scope, input, work).await?;
                    if has_jobs {
                        inner.job_added.notify_one();
                    }
                    Ok(answer)
                }
            }
        }
    }

    /// Copies the database as it stands into a new file (SQLite only; PostgreSQL has `pg_dump`).
    pub async fn copy_into(&self, file: &std::path::Path) -> Result<(), StoreError> {
        match &self.inner.writer {
            Writer::Group(_) => sqlite::copy_into(&self.inner.reader, file).await,
            Writer::Pool => Err(StoreError::Internal("PostgreSQL is copied with pg_dump".to_owned())),
        }
    }

    /// Finishes the writes that wait and closes; on SQLite the WAL is folded into the file.
    pub async fn close(&self) {
        self.inner.stop.cancel();
        // Readers go first: SQLite folds the WAL into the file when its last connection closes, if that one may write.
        if let Err(error) = self.inner.reader.close_by_ref().await {
            tracing::warn!(%error, "the database did not close cleanly");
        }
        if let Writer::Group(writer) = &self.inner.writer {
            writer.close().await;
        }
    }
}
