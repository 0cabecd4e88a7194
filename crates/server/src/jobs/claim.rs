//! Taking jobs, and noting how they went.

use crate::auth::Scope;
use crate::store::entities::jobs::{ActiveModel, Column, Entity, Model};
use crate::store::{Database, StoreError, Tx, dialect};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Statement, UpdateMany,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A job that this server has taken.
#[derive(Clone, Debug)]
pub struct Job {
    /// Id; the same however often it is tried.
    pub id: Uuid,
    /// Kind.
    pub kind: String,
    /// What it is about, as JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: i32,
    /// The record that it is about.
    pub subject_id: Option<Uuid>,
}

/// How long a taken job is this server's; it is longer than a handler may run.
pub(super) const LEASE: Duration = Duration::minutes(5);

/// `$1` is now, `$2` the end of the lease. The literal state lets both databases use the index on (state, run_at).
fn take_sql(limit: usize, skip_locked: &str) -> String {
    format!(
        "UPDATE jobs SET state = 'running', locked_until = $2, attempts = attempts + 1 WHERE id IN (\
         SELECT id FROM jobs WHERE (state = 'pending' AND run_at <= $1) OR (state = 'running' AND locked_until <= $1) \
         ORDER BY run_at, id LIMIT {limit} {skip_locked}) \
         RETURNING id, kind, payload, run_at, attempts, state, last_error, locked_until, subject_id, created_at"
    )
}

/// Takes jobs that are due.
pub(super) async fn take(database: &Database, limit: usize) -> Result<Vec<Job>, StoreError> {
    // A look first: on SQLite the writer is left alone while nothing is due.
    if !is_due(database).await? {
        return Ok(Vec::new());
    }
    let sql = take_sql(limit, dialect::skip_locked(database.backend()));
    let backend = database.backend();
    database
        .write(&Scope::portal(), sql, move |tx, sql| {
            Box::pin(async move {
                let values = [tx.now().into(), (tx.now() + LEASE).into()];
                let rows = tx
                    .db()
                    .query_all_raw(Statement::from_sql_and_values(backend, sql, values))
                    .await?;
                let rows: Result<Vec<Model>, _> = rows.iter().map(|row| Model::from_query_result(row, "")).collect();
                Ok(rows?.into_iter().map(Job::from).collect())
            })
        })
        .await
}

impl From<Model> for Job {
    fn from(row: Model) -> Self {
        Job {
            id: row.id,
            kind: row.kind,
            payload: row.payload,
            attempts: row.attempts,
            subject_id: row.subject_id,
        }
    }
}

async fn is_due(database: &Database) -> Result<bool, StoreError> {
    let now = database.now();
    let id = |state: &'static str, column: Column| {
        Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::State.eq(state))
            .filter(column.lte(now))
            .into_tuple::<Uuid>()
            .one(database.read())
    };
    Ok(id("pending", Column::RunAt).await?.is_some() || id("running", Column::LockedUntil).await?.is_some())
}

/// When the next job is due, to sleep until then.
pub(super) async fn next_due(database: &Database) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next = Entity::find()
        .select_only()
        .column(Column::RunAt)
        .filter(Column::State.eq("pending"))
        .order_by_asc(Column::RunAt)
        .into_tuple::<DateTime<Utc>>()
        .one(database.read())
        .await?;
    Ok(next)
}

impl Job {
    /// Notes in a transaction that the job is done, so that it is undone with it; a refusal when another server has done it.
    pub async fn complete(&self, tx: &Tx) -> Result<(), StoreError> {
        let done = Entity::update_many()
            .col_expr(Column::State, Expr::value("done"))
            .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .filter(Column::Id.eq(self.id))
            .filter(Column::State.eq("running"))
            .filter(Column::Attempts.eq(self.attempts))
            .exec(tx.db())
            .await?;
        if done.rows_affected == 1 {
            Ok(())
        } else {
            Err(StoreError::Internal("the job is no longer ours".to_owned()))
        }
    }
}

/// What becomes of a job after it ran.
pub(super) enum Outcome {
    /// It is done.
    Done,
    /// It is to run again, with why if it failed.
    Again {
        at: DateTime<Utc>,
        error: String,
        fresh: bool,
    },
    /// It never will be done.
    Dead { error: String },
}

/// Notes in one write how jobs went, unless their handlers or another server have.
pub(super) async fn note(database: &Database, went: Vec<(Job, Outcome)>) -> Result<(), StoreError> {
    database
        .write(&Scope::portal(), went, |tx, went| {
            Box::pin(async move {
                // Most are done and were begun once: one statement for all of the same number of attempts.
                let mut done: BTreeMap<i32, Vec<Uuid>> = BTreeMap::new();
                for (job, outcome) in went {
                    match outcome {
                        Outcome::Done => done.entry(job.attempts).or_default().push(job.id),
                        other => note_other(tx, job, other).await?,
                    }
                }
                for (attempts, ids) in done {
                    ours(attempts)
                        .filter(Column::Id.is_in(ids))
                        .col_expr(Column::State, Expr::value("done"))
                        .exec(tx.db())
                        .await?;
                }
                Ok(())
            })
        })
        .await
}

/// A change of jobs that are no longer taken, if they still are this server's.
fn ours(attempts: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(Column::State.eq("running"))
        .filter(Column::Attempts.eq(attempts))
}

async fn note_other(tx: &Tx, job: &Job, outcome: &Outcome) -> Result<(), StoreError> {
    let update = ours(job.attempts).filter(Column::Id.eq(job.id));
    let update = match outcome {
        Outcome::Done => update.col_expr(Column::State, Expr::value("done")),
        Outcome::Again { at, error, fresh } => {
            let update = update
                .col_expr(Column::State, Expr::value("pending"))
                .col_expr(Column::RunAt, Expr::value(*at))
                .col_expr(Column::LastError, Expr::value(error.as_str()));
            if *fresh {
                update.col_expr(Column::Attempts, Expr::value(0))
            } else {
                update
            }
        }
        Outcome::Dead { error } => update
            .col_expr(Column::State, Expr::value("dead"))
            .col_expr(Column::LastError, Expr::value(error.as_str())),
    };
    update.exec(tx.db()).await?;
    Ok(())
}

/// Queues what is done again and again, once for all servers: its id comes from its kind.
pub(super) async fn ensure(database: &Database, kinds: Vec<&'static str>) -> Result<(), StoreError> {
    database
        .write(&Scope::portal(), kinds, |tx, kinds| {
            Box::pin(async move {
                for kind in kinds {
                    let row = ActiveModel {
                        id: Set(recurring_id(kind)),
                        kind: Set((*kind).to_owned()),
                        payload: Set("{}".to_owned()),
                        run_at: Set(tx.now()),
                        attempts: Set(0),
                        state: Set("pending".to_owned()),
                        last_error: Set(String::new()),
                        locked_until: Set(None),
                        subject_id: Set(None),
                        created_at: Set(tx.now()),
                    };
                    tx.insert_if_absent(row, [Column::Id]).await?;
                }
                Ok(())
            })
        })
        .await
}

/// A name-based id (RFC 9562, version 8).
fn recurring_id(kind: &str) -> Uuid {
    let digest = Sha256::digest(kind.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
