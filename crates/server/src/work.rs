//! A change in progress: where it is written, by what settings, and what it leaves behind once it is done. What features do to their
//! own records within one stands in their rooms: `deals/work.rs`, `onboarding/applications/work.rs`.

use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::{Audience, AuditEntry, NewJob, StoreError, Tx};
use chrono::{DateTime, Utc};
use entente_model::events::LiveEvent;
use sea_orm::DatabaseTransaction;

/// A change in progress. What it leaves behind is kept aside until [`Work::leave`], so that a savepoint that is rolled back
/// leaves nothing.
pub struct Work<'a> {
    /// Where rows are read and written.
    pub db: &'a DatabaseTransaction,
    /// For whom.
    pub scope: &'a Scope,
    /// When.
    pub now: DateTime<Utc>,
    /// By which settings.
    pub settings: &'a InEffect,
    left: Vec<Left>,
}

enum Left {
    Audit(AuditEntry),
    Job(NewJob),
    Event(LiveEvent, Audience),
}

impl<'a> Work<'a> {
    /// A change within a transaction.
    pub fn new(tx: &'a Tx, settings: &'a InEffect) -> Self {
        Work::within(tx.db(), tx, settings)
    }

    /// A change within a savepoint of a transaction.
    pub fn within(db: &'a DatabaseTransaction, tx: &'a Tx, settings: &'a InEffect) -> Self {
        Work {
            db,
            scope: tx.scope(),
            now: tx.now(),
            settings,
            left: Vec::new(),
        }
    }

    /// Keeps an audit entry.
    pub fn keep(&mut self, entry: AuditEntry) {
        self.left.push(Left::Audit(entry));
    }

    /// Queues a job.
    pub fn enqueue(&mut self, job: NewJob) {
        self.left.push(Left::Job(job));
    }

    /// Tells open pages.
    pub fn publish(&mut self, event: LiveEvent, audience: Audience) {
        self.left.push(Left::Event(event, audience));
    }

    /// What is left, to be given to the transaction when nothing can be refused any more.
    pub fn done(self) -> Leavings {
        Leavings(self.left)
    }

    /// Leaves it all to the transaction.
    pub fn leave(self, tx: &Tx) -> Result<(), StoreError> {
        self.done().leave(tx)
    }
}

/// Repeats the transaction when somebody else changed the row since it was read (PostgreSQL; SQLite has one writer).
pub fn moved_on_unless(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict("the record moved on".to_owned()))
    }
}

/// What a change leaves behind besides its rows.
pub struct Leavings(Vec<Left>);

impl Leavings {
    /// Gives it to the transaction.
    pub fn leave(self, tx: &Tx) -> Result<(), StoreError> {
        for left in self.0 {
            match left {
                Left::Audit(entry) => tx.audit(entry),
                Left::Job(job) => {
                    tx.enqueue(job);
                }
                Left::Event(event, audience) => tx.publish(&event, audience)?,
            }
        }
        Ok(())
    }
}
