//! What can go wrong in the store, sorted by what the asker can do about it.

use super::dialect;
use entente_model::problem::{Code, Problem};
use sea_orm::DbErr;
use std::time::Duration;

/// Why a read or a write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A rule refused it; nothing is wrong with the store.
    #[error("refused: {}", .0.code.as_str())]
    Refused(Box<Problem>),
    /// A row with such a key exists already. The text is the database's own and names the columns or the index.
    #[error("unique constraint: {0}")]
    Unique(String),
    /// Two transactions met; trying again may work.
    #[error("conflict between transactions: {0}")]
    Conflict(String),
    /// Disk full, database away or too busy; trying again later works.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("store: {0}")]
    Internal(String),
}

impl StoreError {
    /// How long a client should wait when the store is unavailable.
    pub const RETRY_AFTER: Duration = Duration::from_secs(5);

    /// Whether it is a unique constraint whose text mentions any of these (index names on PostgreSQL, columns on SQLite).
    pub fn is_unique_on(&self, names: &[&str]) -> bool {
        matches!(self, StoreError::Unique(text) if names.iter().any(|name| text.contains(name)))
    }

    /// Whether nothing more can be done in the transaction that it happened in.
    pub(super) fn breaks_transaction(&self) -> bool {
        matches!(self, StoreError::Unavailable(_))
    }
}

impl From<Problem> for StoreError {
    fn from(problem: Problem) -> Self {
        StoreError::Refused(Box::new(problem))
    }
}

impl From<Code> for StoreError {
    fn from(code: Code) -> Self {
        Problem::new(code).into()
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        dialect::classify(error)
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        StoreError::Internal(format!("a stored document: {error}"))
    }
}
