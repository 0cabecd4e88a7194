//! Everything in which SQLite and PostgreSQL differ, in one place.

use super::StoreError;
use sea_orm::{ConnAcquireErr, DatabaseBackend, DbErr, RuntimeErr, SqlErr, sqlx};

/// Sorts a database's error by what can be done about it.
pub(super) fn classify(error: DbErr) -> StoreError {
    if let Some(SqlErr::UniqueConstraintViolation(text)) = error.sql_err() {
        return StoreError::Unique(text);
    }
    match &error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout | ConnAcquireErr::ConnectionClosed) => {
            StoreError::Unavailable(error.to_string())
        }
        DbErr::Conn(_) => StoreError::Unavailable(error.to_string()),
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            classify_driver(cause, error.to_string())
        }
        _ => StoreError::Internal(error.to_string()),
    }
}

fn classify_driver(cause: &sqlx::Error, text: String) -> StoreError {
    match cause {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => StoreError::Unavailable(text),
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default();
            if database.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some() {
                classify_postgres(&code, text)
            } else {
                classify_sqlite(&code, text)
            }
        }
        _ => StoreError::Internal(text),
    }
}

/// PostgreSQL, appendix A: error codes.
fn classify_postgres(code: &str, text: String) -> StoreError {
    match code {
        // serialization_failure, deadlock_detected
        "40001" | "40P01" => StoreError::Conflict(text),
        // connection exceptions, insufficient resources (disk full among them), operator intervention, system errors
        _ if ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class)) => StoreError::Unavailable(text),
        // read_only_sql_transaction: a server that has become a standby
        "25006" => StoreError::Unavailable(text),
        _ => StoreError::Internal(text),
    }
}

/// sqlite.org/rescode.html; the low byte is the primary code.
fn classify_sqlite(code: &str, text: String) -> StoreError {
    match code.parse::<i32>().map(|code| code & 0xff) {
        // BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN
        Ok(5 | 6 | 7 | 8 | 10 | 13 | 14) => StoreError::Unavailable(text),
        _ => StoreError::Internal(text),
    }
}

/// What follows the sub-select that picks rows to be taken by one of several servers.
pub fn skip_locked(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Postgres => "FOR UPDATE SKIP LOCKED",
        // One writer at a time: there is nobody to skip.
        _ => "",
    }
}

/// What follows a SELECT whose rows are not to go away before the transaction ends.
pub fn share_lock(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Postgres => " FOR SHARE",
        // One writer at a time: nobody can.
        _ => "",
    }
}

/// What follows a SELECT whose rows are not to be changed, or selected so by another, before the transaction ends.
pub fn row_lock(backend: DatabaseBackend) -> &'static str {
    match backend {
        DatabaseBackend::Postgres => " FOR UPDATE",
        // One writer at a time: nobody can.
        _ => "",
    }
}

/// SQLite below this corrupts databases in WAL mode (sqlite.org/wal.html, "The WAL-reset bug", fixed in 3.51.3).
pub(super) const LEAST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Whether a text such as `3.51.3` is at least [`LEAST_SQLITE`].
pub(super) fn sqlite_is_recent(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= LEAST_SQLITE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(sqlite_is_recent("3.51.3"));
        assert!(sqlite_is_recent("3.52.0"));
        assert!(!sqlite_is_recent("3.51.2"));
        assert!(!sqlite_is_recent("3.9.9"));
    }

    #[test]
    fn full_disks_and_lost_connections_are_told_from_faults() {
        assert!(matches!(
            classify_sqlite("13", String::new()),
            StoreError::Unavailable(_)
        ));
        assert!(matches!(
            classify_sqlite("778", String::new()),
            StoreError::Unavailable(_)
        ));
        assert!(matches!(classify_sqlite("1", String::new()), StoreError::Internal(_)));
        assert!(matches!(
            classify_postgres("53100", String::new()),
            StoreError::Unavailable(_)
        ));
        assert!(matches!(
            classify_postgres("40P01", String::new()),
            StoreError::Conflict(_)
        ));
        assert!(matches!(
            classify_postgres("42P01", String::new()),
            StoreError::Internal(_)
        ));
    }
}
