//! The group-commit writer of SQLite. The dear part of a durable write is the sync; writes that wait share one.
//!
//! Nearly all writes succeed. So a batch runs without savepoints first, its answers kept in one statement; when one write of several
//! fails, all is undone and the batch runs again with a savepoint for each, which undoes the failed ones alone.

use super::StoreError;
use super::entities::live_events;
use super::migrations::Migrator;
use super::sqlite::SqliteFile;
use super::tx::{Answers, Queued, Tx};
use crate::auth::Scope;
use crate::clock::SharedClock;
use crate::live::{Hub, Published};
use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use sea_orm_migration::MigratorTrait;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Notify, mpsc, oneshot};

/// Most writes of one commit: enough to make the sync cheap, few enough that the first does not wait for the last.
const BATCH: usize = 128;
/// Writes that may wait before a request is told to come back.
const QUEUE: usize = 4096;
/// Batches that run with savepoints after one write of a batch has failed: failures come in swarms, and each would run a batch twice.
const CAREFUL: u32 = 16;
/// Longest time that one write may hold the others up.
const WORK_TIMEOUT: Duration = Duration::from_secs(10);

/// Whom to tell after a commit.
pub(super) struct AfterCommit {
    pub hub: Hub,
    pub job_added: Arc<Notify>,
}

/// Hands writes to the task that commits them.
pub(super) struct GroupWriter {
    queue: mpsc::Sender<Message>,
}

enum Message {
    Write(Box<dyn Pending>),
    Migrate(oneshot::Sender<Result<(), StoreError>>),
    Close(oneshot::Sender<()>),
}

/// A write that waits: runs in a transaction, once or twice, keeps its last result, and answers when told how the commit went.
trait Pending: Send {
    fn scope(&self) -> Scope;
    /// Runs the work; `Err` when what it wrote is to be undone.
    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, Result<(), Undo>>;
    /// Answers with the work's own result, or with why nothing was committed.
    fn answer(self: Box<Self>, failure: Option<StoreError>);
}

/// Why a savepoint is rolled back.
enum Undo {
    /// It alone.
    Savepoint,
    /// The connection can't go on.
    Batch(String),
}

struct Work<I, T, F> {
    scope: Scope,
    input: I,
    work: F,
    result: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<I, T, F> Pending for Work<I, T, F>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
{
    fn scope(&self) -> Scope {
        self.scope.clone()
    }

    fn run<'a>(&'a mut self, tx: &'a Tx) -> BoxFuture<'a, Result<(), Undo>> {
        Box::pin(async move {
            let work = AssertUnwindSafe((self.work)(tx, &self.input)).catch_unwind();
            let result = match tokio::time::timeout(WORK_TIMEOUT, work).await {
                Ok(Ok(result)) => result,
                Ok(Err(_panic)) => Err(StoreError::Internal("a write panicked".to_owned())),
                Err(_elapsed) => Err(StoreError::Unavailable("a write took too long".to_owned())),
            };
            let undo = match &result {
                Ok(_) => Ok(()),
                Err(error) if error.breaks_transaction() => Err(Undo::Batch(error.to_string())),
                Err(_) => Err(Undo::Savepoint),
            };
            self.result = Some(result);
            undo
        })
    }

    fn answer(self: Box<Self>, failure: Option<StoreError>) {
        let lost = || StoreError::Internal("a write left no result".to_owned());
        // A refusal stands whatever became of the others: it wrote nothing.
        let result = match (failure, self.result) {
            (Some(failure), Some(Ok(_)) | None) => Err(failure),
            (_, Some(result)) => result,
            (None, None) => Err(lost()),
        };
        // Whoever asked may have gone; the write stands all the same.
        let _ = self.reply.send(result);
    }
}

impl GroupWriter {
    pub(super) fn start(
        file: SqliteFile,
        connection: DatabaseConnection,
        clock: SharedClock,
        after: AfterCommit,
    ) -> Self {
        let (queue, messages) = mpsc::channel(QUEUE);
        tokio::spawn(
            Task {
                file,
                connection: Some(connection),
                clock,
                after,
                careful: 0,
            }
            .run(messages),
        );
        GroupWriter { queue }
    }

    pub(super) async fn write<I, T, F>(&self, scope: Scope, input: I, work: F) -> Result<T, StoreError>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a> Fn(&'a Tx, &'a I) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let pending = Box::new(Work {
            scope,
            input,
            work,
            result: None,
            reply,
        });
        self.queue
            .try_send(Message::Write(pending))
            .map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => StoreError::Unavailable("too many writes wait".to_owned()),
                mpsc::error::TrySendError::Closed(_) => closed(),
            })?;
        answer.await.map_err(|_| closed())?
    }

    pub(super) async fn migrate(&self) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Migrate(reply)).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    pub(super) async fn close(&self) {
        let (reply, answer) = oneshot::channel();
        if self.queue.send(Message::Close(reply)).await.is_ok() {
            let _ = answer.await;
        }
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("the server is stopping".to_owned())
}

struct Task {
    file: SqliteFile,
    /// Absent after a failure; opened anew by the next write.
    connection: Option<DatabaseConnection>,
    clock: SharedClock,
    after: AfterCommit,
    /// Batches that are still to run with savepoints.
    careful: u32,
}

/// What a batch left: live events as they stand, and whether there are jobs.
type Left = (Vec<live_events::Model>, bool);

impl Task {
    async fn run(mut self, mut messages: mpsc::Receiver<Message>) {
        let mut received = Vec::with_capacity(BATCH);
        while messages.recv_many(&mut received, BATCH).await > 0 {
            metrics::gauge!("entente_writer_queue").set(messages.len() as f64);
            let mut batch = Vec::with_capacity(received.len());
            for message in received.drain(..) {
                match message {
                    Message::Write(pending) => batch.push(pending),
                    Message::Migrate(reply) => {
                        self.commit(std::mem::take(&mut batch)).await;
                        let _ = reply.send(self.migrate().await);
                    }
                    Message::Close(reply) => {
                        self.commit(std::mem::take(&mut batch)).await;
                        self.disconnect().await;
                        let _ = reply.send(());
                        return;
                    }
                }
            }
            self.commit(batch).await;
        }
        self.disconnect().await;
    }

    async fn connection(&mut self) -> Result<DatabaseConnection, StoreError> {
        if let Some(connection) = &self.connection {
            return Ok(connection.clone());
        }
        let connection = self.file.open_writer().await?;
        self.connection = Some(connection.clone());
        Ok(connection)
    }

    async fn disconnect(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close_by_ref().await
        {
            tracing::warn!(%error, "the writer did not close cleanly");
        }
    }

    async fn migrate(&mut self) -> Result<(), StoreError> {
        let connection = self.connection().await?;
        Ok(Migrator::up(&connection, None).await?)
    }

    /// Runs a batch in one transaction and answers everybody in it.
    async fn commit(&mut self, mut batch: Vec<Box<dyn Pending>>) {
        if batch.is_empty() {
            return;
        }
        let started = Instant::now();
        let size = batch.len();
        match self.try_commit(&mut batch).await {
            Ok((events, has_jobs)) => {
                for pending in batch {
                    pending.answer(None);
                }
                for event in events {
                    self.after.hub.publish(Published::from_row(event));
                }
                if has_jobs {
                    self.after.job_added.notify_one();
                }
            }
            Err(error) => {
                tracing::error!(%error, size, "a batch of writes was not committed; the writer connects anew");
                metrics::counter!("entente_writer_failures_total").increment(1);
                // After a full disk or an I/O error the connection's idea of its transaction can't be trusted.
                self.disconnect().await;
                let text = error.to_string();
                for pending in batch {
                    pending.answer(Some(StoreError::Unavailable(text.clone())));
                }
            }
        }
        metrics::histogram!("entente_writer_batch_size").record(size as f64);
        metrics::histogram!("entente_writer_commit_seconds").record(started.elapsed().as_secs_f64());
    }

    async fn try_commit(&mut self, batch: &mut [Box<dyn Pending>]) -> Result<Left, StoreError> {
        let connection = self.connection().await?;
        if self.careful == 0 {
            if let Some(left) = self.run_together(begin(&connection).await?, batch).await? {
                return Ok(left);
            }
            self.careful = CAREFUL;
            metrics::counter!("entente_writer_batches_repeated_total").increment(1);
        } else {
            self.careful -= 1;
        }
        self.run_apart(begin(&connection).await?, batch).await
    }

    /// Runs a batch without savepoints; `None` when it was undone and is to run again.
    async fn run_together(
        &self,
        mut transaction: DatabaseTransaction,
        batch: &mut [Box<dyn Pending>],
    ) -> Result<Option<Left>, StoreError> {
        let alone = batch.len() == 1;
        let mut queued = Queued::default();
        for pending in batch {
            let tx = Tx::new(transaction, pending.scope(), self.clock.now(), Answers::WithCommit);
            let outcome = pending.run(&tx).await;
            let (same, left) = tx.into_parts();
            transaction = same;
            match outcome {
                Ok(()) => queued.append(left),
                Err(Undo::Savepoint) => {
                    transaction.rollback().await?;
                    // There is nobody else whose work would be lost.
                    return Ok(alone.then(Left::default));
                }
                Err(Undo::Batch(reason)) => return Err(StoreError::Unavailable(reason)),
            }
        }
        match queued.write(&transaction).await {
            Ok(left) => {
                transaction.commit().await?;
                Ok(Some(left))
            }
            // A request that was sent twice.
            Err(StoreError::Unique(_)) => {
                transaction.rollback().await?;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Runs a batch with a savepoint for each write.
    async fn run_apart(
        &self,
        transaction: DatabaseTransaction,
        batch: &mut [Box<dyn Pending>],
    ) -> Result<Left, StoreError> {
        let mut queued = Queued::default();
        for pending in batch {
            if let Some(left) = self.run_one(&transaction, pending.as_mut()).await? {
                queued.append(left);
            }
        }
        let left = queued.write(&transaction).await?;
        transaction.commit().await?;
        Ok(left)
    }

    /// Runs one write in its savepoint; `None` when it was undone.
    async fn run_one(
        &self,
        outer: &DatabaseTransaction,
        pending: &mut dyn Pending,
    ) -> Result<Option<Queued>, StoreError> {
        let savepoint = outer.begin().await?;
        let tx = Tx::new(savepoint, pending.scope(), self.clock.now(), Answers::AtOnce);
        let outcome = pending.run(&tx).await;
        let (savepoint, queued) = tx.into_parts();
        match outcome {
            Ok(()) => {
                savepoint.commit().await?;
                Ok(Some(queued))
            }
            Err(Undo::Savepoint) => {
                savepoint.rollback().await?;
                Ok(None)
            }
            Err(Undo::Batch(reason)) => Err(StoreError::Unavailable(reason)),
        }
    }
}

async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, StoreError> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(connection.begin_with_options(options).await?)
}
