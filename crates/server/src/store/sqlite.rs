//! Opening SQLite: many readers that can't write, one writer.

use super::{StoreError, dialect};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{self, ConnectOptions};
use sea_orm::{ConnectionTrait, DatabaseConnection, SqlxSqliteConnector, Statement};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a statement waits for a lock that another process holds (`entente user add` beside a running server).
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request waits for a connection before it is told to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// Page cache of one connection, in KiB. The system's own cache holds the file; this saves copying the upper levels of indexes.
const CACHE_KIB: u32 = 4096;
/// How much of the file is read through the address space: shared pages that the system takes back when it needs them.
const MMAP_BYTES: u64 = 1 << 30;
/// Statements kept prepared per connection.
const STATEMENTS: usize = 200;

/// The database's file.
#[derive(Clone)]
pub(super) struct SqliteFile {
    path: PathBuf,
}

impl SqliteFile {
    pub(super) fn new(path: PathBuf) -> Self {
        SqliteFile { path }
    }

    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.path)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(STATEMENTS)
            .pragma("cache_size", format!("-{CACHE_KIB}"))
            .pragma("mmap_size", MMAP_BYTES.to_string())
            .pragma("temp_store", "memory")
            .disable_statement_logging()
    }

    /// The one connection that writes. `FULL` syncs the WAL at each commit: what was acknowledged survives a power cut.
    pub(super) async fn open_writer(&self) -> Result<DatabaseConnection, StoreError> {
        let options = self
            .options()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // The default of 1000 pages checkpoints, and so syncs the whole file, every few milliseconds under load.
            .pragma("wal_autocheckpoint", "4000")
            // Taken back after a checkpoint, so that one long reader does not leave a large file for ever.
            .pragma("journal_size_limit", "67108864");
        let connection = connect(options, 1, 1).await?;
        check_version(&connection).await?;
        Ok(connection)
    }

    /// Connections that read.
    pub(super) async fn open_readers(&self, count: u32) -> Result<DatabaseConnection, StoreError> {
        connect(self.options().read_only(true), 1, count.max(1)).await
    }
}

async fn connect(options: SqliteConnectOptions, least: u32, most: u32) -> Result<DatabaseConnection, StoreError> {
    let pool = SqlitePoolOptions::new()
        .min_connections(least)
        .max_connections(most)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // A file does not go away as a network connection does: no question before each use.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await
        .map_err(|error| StoreError::Unavailable(format!("opening SQLite: {error}")))?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

async fn check_version(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let statement = Statement::from_string(connection.get_database_backend(), "SELECT sqlite_version() AS version");
    let row = connection.query_one_raw(statement).await?;
    let version: String = match row {
        Some(row) => row.try_get("", "version")?,
        None => String::new(),
    };
    if dialect::sqlite_is_recent(&version) {
        return Ok(());
    }
    let (major, minor, patch) = dialect::LEAST_SQLITE;
    Err(StoreError::Internal(format!(
        "SQLite {version} can corrupt databases; {major}.{minor}.{patch} is needed"
    )))
}

/// Copies the database into a new file (`VACUUM INTO`): whole, as of one moment, while others write.
pub(super) async fn copy_into(reader: &DatabaseConnection, file: &Path) -> Result<(), StoreError> {
    let Some(path) = file.to_str() else {
        return Err(StoreError::Internal("the file's name is not Unicode".to_owned()));
    };
    sqlx::query("VACUUM INTO $1")
        .bind(path)
        .execute(reader.get_sqlite_connection_pool())
        .await
        .map_err(|error| StoreError::Unavailable(format!("copying SQLite: {error}")))?;
    Ok(())
}
