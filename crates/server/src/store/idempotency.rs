//! Answers kept for repeated requests.
//!
//! The work is done first and the key written last, in the same transaction: of requests that run at once the database lets one
//! write the key, and the others' work is undone. So a first request pays for one INSERT and nothing else.

use super::entities::idempotency_keys::{ActiveModel, Column, Entity};
use super::{Database, StoreError, Tx};
use crate::auth::Scope;
use crate::http::{Key, Refusal, Reply};
use entente_model::problem::Code;
use futures::future::BoxFuture;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Hours that answers are kept.
pub const KEPT_HOURS: i64 = 48;

pub(crate) async fn run<I, F>(database: &Database, scope: &Scope, key: Key, input: I, work: F) -> Result<Reply, Refusal>
where
    I: Send + Sync + 'static,
    F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<Reply, StoreError>> + Send + Sync + 'static,
{
    let owner = key.owner(scope);
    let done = database
        .write(
            scope,
            (input, owner.clone(), key.clone(), work),
            |tx, (input, owner, key, work)| {
                Box::pin(async move {
                    let reply = work(tx, input).await?;
                    if keep(tx, owner, key, &reply).await? {
                        Ok(reply)
                    } else {
                        Err(Code::IdempotencyMismatch.into())
                    }
                })
            },
        )
        .await;
    match done {
        Ok(reply) => Ok(reply),
        // Asking a database that is away would keep the client waiting once more; it sends again and gets its answer then.
        Err(error @ StoreError::Unavailable(_)) => Err(error.into()),
        // Whatever was refused may have been refused because the first send was done: its answer is the one to give.
        Err(error) => match find(database, &owner, &key).await? {
            Some(reply) => Ok(reply),
            None => Err(error.into()),
        },
    }
}

/// Keeps an answer; `false` when there is one already and the transaction knows it.
async fn keep(tx: &Tx, owner: &str, key: &Key, reply: &Reply) -> Result<bool, StoreError> {
    let (status, headers, body) = reply.to_kept()?;
    let row = ActiveModel {
        owner: Set(owner.to_owned()),
        key: Set(key.key.clone()),
        fingerprint: Set(key.fingerprint.clone()),
        status: Set(status),
        headers: Set(headers),
        body: Set(body),
        created_at: Set(tx.now()),
    };
    tx.keep_answer(row).await
}

/// The kept answer: 422 when the key was used for another request.
pub(crate) async fn find(database: &Database, owner: &str, key: &Key) -> Result<Option<Reply>, Refusal> {
    let row = Entity::find_by_id((owner.to_owned(), key.key.clone()))
        .one(database.read())
        .await?;
    match row {
        None => Ok(None),
        Some(row) if row.fingerprint != key.fingerprint => Err(Code::IdempotencyMismatch.into()),
        Some(row) => Reply::from_kept(row.status, &row.headers, row.body).map(Some),
    }
}

/// Forgets answers older than [`KEPT_HOURS`].
pub(crate) async fn forget_old(database: &Database) -> Result<(), StoreError> {
    database
        .write(&Scope::portal(), (), |tx, ()| {
            Box::pin(async move {
                let oldest = tx.now() - chrono::Duration::hours(KEPT_HOURS);
                Entity::delete_many()
                    .filter(Column::CreatedAt.lt(oldest))
                    .exec(tx.db())
                    .await?;
                Ok(())
            })
        })
        .await
}
