//! Slowing down who guesses, by account and by network, in the database so that every server counts alike.
//!
//! An attempt is counted before it is made, so that a hundred at once are a hundred attempts. Waiting times double and are bounded:
//! nobody is locked out for long by somebody else's guessing.

use super::Scope;
use crate::http::Refusal;
use crate::store::entities::throttles::{Column, Entity};
use crate::store::{Database, StoreError, Tx};
use chrono::{DateTime, Duration, Utc};
use entente_model::problem::Code;
use sea_orm::sea_query::{self, Expr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use sha2::{Digest, Sha256};

/// What is counted together.
#[derive(Clone, Debug)]
pub struct Limit {
    key: String,
    free: u32,
    longest: Duration,
}

/// Attempts are forgotten after this long without one.
const FORGOTTEN: Duration = Duration::minutes(30);

impl Limit {
    /// Passwords tried for one account, known or not. The address is kept as a hash: it may be a typo of somebody's.
    pub fn account(email: &str) -> Limit {
        Limit {
            key: hashed("account", email),
            free: 5,
            longest: Duration::minutes(1),
        }
    }

    /// Passwords tried from one network and not right; an office shares one.
    pub fn network(network: &str) -> Limit {
        Limit {
            key: format!("network:{network}"),
            free: 50,
            longest: Duration::minutes(15),
        }
    }

    /// Mails asked for to one address, known or not.
    pub fn reset(email: &str) -> Limit {
        Limit {
            key: hashed("reset", email),
            free: 3,
            longest: Duration::minutes(15),
        }
    }

    /// Mails asked for from one network.
    pub fn reset_network(network: &str) -> Limit {
        Limit {
            key: format!("reset-network:{network}"),
            free: 20,
            longest: Duration::minutes(15),
        }
    }

    /// Applications begun from one network.
    pub fn applications(network: &str) -> Limit {
        Limit {
            key: format!("applications:{network}"),
            free: 20,
            longest: Duration::minutes(15),
        }
    }

    /// Links to applications mailed to one address, known or not.
    pub fn application_links(email: &str) -> Limit {
        Limit {
            key: hashed("application-links", email),
            free: 3,
            longest: Duration::minutes(15),
        }
    }

    /// Links to applications mailed from one network.
    pub fn application_links_network(network: &str) -> Limit {
        Limit {
            key: format!("application-links-network:{network}"),
            free: 20,
            longest: Duration::minutes(15),
        }
    }

    /// How long to wait after so many attempts: nothing while they are free, then 1, 2, 4 … seconds.
    fn wait(&self, attempts: i32) -> Option<Duration> {
        let beyond = u32::try_from(attempts).unwrap_or(0).checked_sub(self.free)?;
        Some(Duration::seconds(1_i64 << beyond.min(20)).min(self.longest))
    }
}

fn hashed(kind: &str, email: &str) -> String {
    let digest = Sha256::digest(email.as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{kind}:{hex}")
}

/// `$1` key, `$2` now, `$3` the time before which attempts are forgotten. The old `blocked_until` comes back.
const COUNT: &str = "INSERT INTO throttles (key, failures, blocked_until, updated_at) VALUES ($1, 1, NULL, $2) \
    ON CONFLICT (key) DO UPDATE SET \
    failures = CASE WHEN throttles.updated_at < $3 THEN 1 ELSE throttles.failures + 1 END, updated_at = $2 \
    RETURNING failures, blocked_until";

/// Counts an attempt; 429 with when to come back while one of the limits blocks. A blocked attempt is not counted.
pub async fn attempt(database: &Database, limits: Vec<Limit>) -> Result<(), Refusal> {
    let backend = database.backend();
    let blocked = database
        .write(&Scope::portal(), limits, move |tx, limits| {
            Box::pin(async move {
                for limit in limits {
                    let values = [limit.key.clone().into(), tx.now().into(), (tx.now() - FORGOTTEN).into()];
                    let row = tx
                        .db()
                        .query_one_raw(Statement::from_sql_and_values(backend, COUNT, values))
                        .await?;
                    let row = row.ok_or_else(|| StoreError::Internal("an attempt was not counted".to_owned()))?;
                    let blocked: Option<DateTime<Utc>> = row.try_get("", "blocked_until")?;
                    if let Some(until) = blocked.filter(|until| *until > tx.now()) {
                        return Err(blocked_until(until - tx.now()));
                    }
                    if let Some(wait) = limit.wait(row.try_get("", "failures")?) {
                        block(tx, limit, wait).await?;
                    }
                }
                Ok(())
            })
        })
        .await;
    blocked.map_err(|error| match error {
        StoreError::Refused(problem) => {
            metrics::counter!("entente_throttled_total").increment(1);
            let wait = problem
                .params
                .get("seconds")
                .and_then(serde_json::Value::as_u64)
                .unwrap_or(1);
            Refusal::from(*problem).retry_after(std::time::Duration::from_secs(wait))
        }
        other => other.into(),
    })
}

fn blocked_until(wait: Duration) -> StoreError {
    let seconds = wait.num_seconds().max(0) + 1;
    entente_model::problem::Problem::new(Code::TooManyRequests)
        .param("seconds", seconds)
        .into()
}

async fn block(tx: &Tx, limit: &Limit, wait: Duration) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::BlockedUntil, Expr::value(Some(tx.now() + wait)))
        .filter(Column::Key.eq(limit.key.as_str()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Takes back one attempt of a network that turned out to be a right password: an office where many sign in is no one who guesses.
/// Only the one, so that whoever has an account of their own can't guess at others' between two sign-ins of theirs.
pub(super) async fn take_back(tx: &Tx, network: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(
            Column::Failures,
            sea_query::ExprTrait::sub(Expr::col(Column::Failures), 1),
        )
        .filter(Column::Key.eq(Limit::network(network).key))
        .filter(Column::Failures.gt(0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Forgets the attempts of an account: its person has shown that they know the password.
pub(super) async fn forget(tx: &Tx, email: &str) -> Result<(), StoreError> {
    let keys = [Limit::account(email).key, Limit::reset(email).key];
    Entity::delete_many()
        .filter(Column::Key.is_in(keys))
        .exec(tx.db())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_and_is_bounded() {
        let limit = Limit::account("ada@north.example");
        let seconds: Vec<_> = [1, 4, 5, 6, 8, 40]
            .map(|attempts| limit.wait(attempts).map(|wait| wait.num_seconds()))
            .into();
        assert_eq!(seconds, [None, None, Some(1), Some(2), Some(8), Some(60)]);
    }
}
