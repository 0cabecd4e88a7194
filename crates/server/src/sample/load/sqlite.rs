//! Rows into SQLite, past SeaORM: its statements copy every value once more.

use super::unusable;
use crate::store::StoreError;
use sea_orm::sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous,
};
use sea_orm::sqlx::{self, Arguments, AssertSqlSafe, ConnectOptions, Connection, Executor};
use sea_orm::{DbErr, RuntimeErr, Value};
use std::path::Path;
use std::sync::Arc;

/// The one connection.
pub struct Sqlite {
    connection: SqliteConnection,
    in_transaction: bool,
}

impl Sqlite {
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = SqliteConnectOptions::new()
            .filename(path)
            .locking_mode(SqliteLockingMode::Exclusive)
            // Neither a journal nor a sync until the end: until then the data is worth nothing, and each page is written once.
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .pragma("cache_size", "-64000")
            .pragma("mmap_size", "68719476736")
            // Sorting for an index goes on beside reading when its runs may go into a file, and only then.
            .pragma("temp_store", "file")
            .pragma("threads", "2")
            .disable_statement_logging()
            .connect()
            .await
            .map_err(unusable)?;
        Ok(Sqlite {
            connection,
            in_transaction: false,
        })
    }

    pub async fn insert(&mut self, sql: Arc<str>, values: Vec<Value>) -> Result<(), StoreError> {
        if !self.in_transaction {
            self.run("BEGIN".to_owned()).await?;
            self.in_transaction = true;
        }
        let query = sqlx::query_with(AssertSqlSafe(sql), arguments(values)?);
        query.execute(&mut self.connection).await.map_err(failed)?;
        Ok(())
    }

    pub async fn commit(&mut self) -> Result<(), StoreError> {
        if std::mem::take(&mut self.in_transaction) {
            self.run("COMMIT".to_owned()).await?;
        }
        Ok(())
    }

    pub async fn run(&mut self, sql: String) -> Result<(), StoreError> {
        self.connection
            .execute(sqlx::raw_sql(AssertSqlSafe(sql)))
            .await
            .map_err(failed)?;
        Ok(())
    }

    pub async fn indexes(&mut self, tables: &str) -> Result<Vec<(String, String)>, StoreError> {
        let sql = format!(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables}) ORDER BY name"
        );
        sqlx::query_as(AssertSqlSafe(sql))
            .fetch_all(&mut self.connection)
            .await
            .map_err(failed)
    }

    /// Back to how the portal opens it; that change is synced, and with it all that was written before.
    pub async fn close(mut self) -> Result<(), StoreError> {
        self.run("PRAGMA synchronous = FULL".to_owned()).await?;
        self.run("PRAGMA journal_mode = WAL".to_owned()).await?;
        self.connection.close().await.map_err(failed)
    }
}

fn failed(error: sqlx::Error) -> StoreError {
    DbErr::Exec(RuntimeErr::SqlxError(error.into())).into()
}

/// The values as SeaORM would bind them; those of kinds that no entity has are refused.
fn arguments(values: Vec<Value>) -> Result<SqliteArguments, StoreError> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        let added = match value {
            Value::Bool(value) => arguments.add(value),
            Value::SmallInt(value) => arguments.add(value),
            Value::Int(value) => arguments.add(value),
            Value::BigInt(value) => arguments.add(value),
            Value::String(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
            Value::Uuid(value) => arguments.add(value),
            Value::ChronoDate(value) => arguments.add(value),
            Value::ChronoDateTimeUtc(value) => arguments.add(value),
            other => return Err(StoreError::Internal(format!("no entity has a value such as {other:?}"))),
        };
        added.map_err(|error| StoreError::Internal(error.to_string()))?;
    }
    Ok(arguments)
}
