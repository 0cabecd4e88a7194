//! A transaction as features see it: the rows, and what every change leaves behind.

use super::StoreError;
use super::entities::{audit, idempotency_keys, jobs, live_events};
use crate::auth::Scope;
use chrono::{DateTime, Utc};
use entente_model::events::LiveEvent;
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::Side;
use sea_orm::sea_query::{IntoIden, OnConflict};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, NotSet};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// An open transaction. Rows are read and written through [`Tx::db`]; audit entries, jobs and live events are queued and
/// written with the commit, so that many writes share one statement. They are not to be read back in the same transaction.
pub struct Tx {
    connection: DatabaseTransaction,
    scope: Scope,
    now: DateTime<Utc>,
    answers: Answers,
    queued: Mutex<Queued>,
}

/// When answers to repeated requests are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Answers {
    /// At once, so that it is known whether the key was free.
    AtOnce,
    /// With the commit and those of all others in it; a key that was not free undoes all.
    WithCommit,
}

/// What a transaction leaves behind besides its rows.
#[derive(Default)]
pub(super) struct Queued {
    pub answers: Vec<idempotency_keys::ActiveModel>,
    pub audit: Vec<audit::ActiveModel>,
    pub jobs: Vec<jobs::ActiveModel>,
    pub events: Vec<live_events::ActiveModel>,
}

/// One thing that was done, for timelines and auditors.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// Stable word such as `deal.submitted`.
    pub kind: &'static str,
    /// Kind of record, such as `deal`.
    pub subject_kind: &'static str,
    /// The record.
    pub subject_id: Uuid,
    /// The partner whose record it is.
    pub partner_id: Option<PartnerId>,
    /// For the vendor's eyes only.
    pub internal: bool,
    /// Facts for the sentence.
    pub params: BTreeMap<String, serde_json::Value>,
    /// Who did it, when it is not the transaction's own person: somebody who signs in, or the portal.
    pub actor: Option<Actor>,
}

/// Who did something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The person; absent for the portal itself.
    pub id: Option<UserId>,
    /// Their name then; empty for the portal itself.
    pub name: String,
    /// Whose person it is.
    pub side: Option<Side>,
}

impl AuditEntry {
    /// An entry without facts.
    pub fn new(kind: &'static str, subject_kind: &'static str, subject_id: Uuid) -> Self {
        AuditEntry {
            kind,
            subject_kind,
            subject_id,
            partner_id: None,
            internal: false,
            params: BTreeMap::new(),
            actor: None,
        }
    }

    /// The same for a partner's record.
    pub fn partner(mut self, partner_id: Option<PartnerId>) -> Self {
        self.partner_id = partner_id;
        self
    }

    /// The same for the vendor's eyes only.
    pub fn internal(mut self) -> Self {
        self.internal = true;
        self
    }

    /// The same with one fact more.
    pub fn param(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The same done by somebody else than the transaction's own person.
    pub fn by(mut self, actor: Actor) -> Self {
        self.actor = Some(actor);
        self
    }
}

/// Whose open pages learn of an event.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Audience {
    /// The partner whose record it is; nobody's in particular when absent.
    pub partner_id: Option<PartnerId>,
    /// Region of that partner, or of a record without one, by which channel managers see it.
    pub region: Option<String>,
    /// The vendor's people only.
    pub vendor_only: bool,
}

impl Audience {
    /// Everybody.
    pub fn everybody() -> Self {
        Audience::default()
    }
    /// A partner's people, and the vendor's who look after it.
    pub fn partner(partner_id: PartnerId, region: impl Into<String>) -> Self {
        Audience {
            partner_id: Some(partner_id),
            region: Some(region.into()),
            vendor_only: false,
        }
    }
    /// The vendor's people who look after a region, of a record that has no partner.
    pub fn region(region: impl Into<String>) -> Self {
        Audience {
            partner_id: None,
            region: Some(region.into()),
            vendor_only: true,
        }
    }
    /// All of the vendor's people, of a record that has neither partner nor region.
    pub fn whole_vendor() -> Self {
        Audience {
            vendor_only: true,
            ..Audience::default()
        }
    }
    /// The vendor's people who look after a partner.
    pub fn vendor(partner_id: PartnerId, region: impl Into<String>) -> Self {
        Audience {
            vendor_only: true,
            ..Audience::partner(partner_id, region)
        }
    }
}

/// A job to be done after the commit.
#[derive(Clone, Debug)]
pub struct NewJob {
    kind: &'static str,
    payload: String,
    run_at: Option<DateTime<Utc>>,
    subject_id: Option<Uuid>,
}

impl NewJob {
    /// A job for the handler of that kind, to run at once.
    pub fn new<P: Serialize>(kind: &'static str, payload: &P) -> Result<Self, StoreError> {
        Ok(NewJob {
            kind,
            payload: serde_json::to_string(payload)?,
            run_at: None,
            subject_id: None,
        })
    }
    /// The same, not before a time.
    pub fn at(mut self, time: DateTime<Utc>) -> Self {
        self.run_at = Some(time);
        self
    }
    /// The same about a record.
    pub fn about(mut self, subject_id: Uuid) -> Self {
        self.subject_id = Some(subject_id);
        self
    }
}

impl Tx {
    pub(super) fn new(connection: DatabaseTransaction, scope: Scope, now: DateTime<Utc>, answers: Answers) -> Self {
        Tx {
            connection,
            scope,
            now,
            answers,
            queued: Mutex::default(),
        }
    }

    /// The connection, for SeaORM's queries.
    pub fn db(&self) -> &DatabaseTransaction {
        &self.connection
    }

    /// Inserts a row unless one with its key is there; says whether it did. The columns are those of the key.
    pub async fn insert_if_absent<A, C>(&self, row: A, key: impl IntoIterator<Item = C>) -> Result<bool, StoreError>
    where
        A: ActiveModelTrait,
        C: IntoIden,
    {
        let conflict = OnConflict::columns(key).do_nothing().to_owned();
        let insert = <A::Entity as EntityTrait>::insert(row).on_conflict(conflict);
        match insert.exec_without_returning(&self.connection).await {
            Ok(count) => Ok(count > 0),
            Err(DbErr::RecordNotInserted) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps the answer to a request; `false` when its key is known to be taken.
    pub(super) async fn keep_answer(&self, row: idempotency_keys::ActiveModel) -> Result<bool, StoreError> {
        use idempotency_keys::Column;
        match self.answers {
            Answers::AtOnce => self.insert_if_absent(row, [Column::Owner, Column::Key]).await,
            Answers::WithCommit => {
                self.queued().answers.push(row);
                Ok(true)
            }
        }
    }

    /// The time of the transaction: one for all it writes.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// For whom it is done.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Keeps an audit entry with the commit.
    pub fn audit(&self, entry: AuditEntry) {
        let actor = entry.actor.unwrap_or_else(|| self.scope.actor());
        let params = serde_json::Value::Object(entry.params.into_iter().collect()).to_string();
        self.queued().audit.push(audit::ActiveModel {
            id: Set(Uuid::now_v7()),
            at: Set(self.now),
            actor_id: Set(actor.id.map(|id| id.0)),
            actor_name: Set(actor.name),
            side: Set(actor.side.map(|side| crate::auth::side_text(side).to_owned())),
            kind: Set(entry.kind.to_owned()),
            subject_kind: Set(entry.subject_kind.to_owned()),
            subject_id: Set(entry.subject_id),
            partner_id: Set(entry.partner_id.map(|id| id.0)),
            internal: Set(entry.internal),
            params: Set(params),
        });
    }

    /// Queues a job with the commit and answers with its id.
    pub fn enqueue(&self, job: NewJob) -> Uuid {
        let id = Uuid::now_v7();
        self.queued().jobs.push(jobs::ActiveModel {
            id: Set(id),
            kind: Set(job.kind.to_owned()),
            payload: Set(job.payload),
            run_at: Set(job.run_at.unwrap_or(self.now)),
            attempts: Set(0),
            state: Set("pending".to_owned()),
            last_error: Set(String::new()),
            locked_until: Set(None),
            subject_id: Set(job.subject_id),
            created_at: Set(self.now),
        });
        id
    }

    /// Tells open pages after the commit.
    pub fn publish(&self, event: &LiveEvent, audience: Audience) -> Result<(), StoreError> {
        let event = serde_json::to_string(event)?;
        self.queued().events.push(live_events::ActiveModel {
            id: NotSet,
            at: Set(self.now),
            event: Set(event),
            partner_id: Set(audience.partner_id.map(|id| id.0)),
            region: Set(audience.region),
            vendor_only: Set(audience.vendor_only),
        });
        Ok(())
    }

    fn queued(&self) -> MutexGuard<'_, Queued> {
        self.queued.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the transaction apart.
    pub(super) fn into_parts(self) -> (DatabaseTransaction, Queued) {
        (
            self.connection,
            self.queued.into_inner().unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// Most rows of one INSERT: far below SQLite's 32,766 and PostgreSQL's 65,535 parameters.
const ROWS_AT_ONCE: usize = 128;

impl Queued {
    /// Adds what another transaction left.
    pub fn append(&mut self, mut other: Queued) {
        self.answers.append(&mut other.answers);
        self.audit.append(&mut other.audit);
        self.jobs.append(&mut other.jobs);
        self.events.append(&mut other.events);
    }

    /// Writes all of it; answers with the live events as they now stand, and whether there are jobs.
    pub async fn write(self, connection: &DatabaseTransaction) -> Result<(Vec<live_events::Model>, bool), StoreError> {
        for rows in chunks(self.answers) {
            idempotency_keys::Entity::insert_many(rows)
                .exec_without_returning(connection)
                .await?;
        }
        for rows in chunks(self.audit) {
            audit::Entity::insert_many(rows)
                .exec_without_returning(connection)
                .await?;
        }
        let has_jobs = !self.jobs.is_empty();
        for rows in chunks(self.jobs) {
            jobs::Entity::insert_many(rows)
                .exec_without_returning(connection)
                .await?;
        }
        let mut events = Vec::new();
        for rows in chunks(self.events) {
            events.extend(
                live_events::Entity::insert_many(rows)
                    .exec_with_returning(connection)
                    .await?,
            );
        }
        Ok((events, has_jobs))
    }
}

/// Rows in groups whose sizes are powers of two: so there are few statements, and each stays prepared.
fn chunks<T>(rows: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let size = match rows.len() {
            0 => return None,
            left if left >= ROWS_AT_ONCE => ROWS_AT_ONCE,
            left => 1 << left.ilog2(),
        };
        Some(rows.by_ref().take(size).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::chunks;

    #[test]
    fn rows_are_grouped_by_powers_of_two_and_none_is_lost() {
        let sizes = |count: usize| chunks((0..count).collect()).map(|rows| rows.len()).collect::<Vec<_>>();
        assert_eq!(sizes(0), [0; 0]);
        assert_eq!(sizes(1), [1]);
        assert_eq!(sizes(300), [128, 128, 32, 8, 4]);
        let all: Vec<usize> = chunks((0..77).collect()).flatten().collect();
        assert_eq!(all, (0..77).collect::<Vec<_>>());
    }
}
