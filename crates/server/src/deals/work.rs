//! A change of deals in progress: where it is written, by what settings, and what it leaves behind once it is done.

use super::whole::Whole;
use super::{clock, record, succession};
use crate::auth::Scope;
use crate::conflict::holds::{self, Held};
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{Audience, AuditEntry, NewJob, StoreError, Tx};
use chrono::{DateTime, Utc};
use entente_model::approvals::undo::DecisionRef;
use entente_model::deals::{DealFacts, DealState};
use entente_model::events::LiveEvent;
use entente_model::ids::{DealId, PartnerId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

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

    /// Keeps an audit entry about a deal.
    pub fn audit(&mut self, kind: &'static str, deal: &Whole, fill: impl FnOnce(AuditEntry) -> AuditEntry) {
        let entry = AuditEntry::new(kind, "deal", deal.row.id).partner(Some(PartnerId(deal.row.partner_id)));
        self.left.push(Left::Audit(fill(entry)));
    }

    /// Queues a job.
    pub fn enqueue(&mut self, job: NewJob) {
        self.left.push(Left::Job(job));
    }

    /// Tells open pages.
    pub fn publish(&mut self, event: LiveEvent, audience: Audience) {
        self.left.push(Left::Event(event, audience));
    }

    /// Tells open pages that a deal changed.
    pub fn publish_deal(&mut self, deal: &Whole) {
        let audience = deal.audience();
        self.publish(
            LiveEvent::Deal {
                id: DealId(deal.row.id),
                version: deal.row.version,
            },
            audience,
        );
    }

    /// What is left, to be given to the transaction when nothing can be refused any more.
    pub fn done(self) -> Leavings {
        Leavings(self.left)
    }

    /// Leaves it all to the transaction.
    pub fn leave(self, tx: &Tx) -> Result<(), StoreError> {
        self.done().leave(tx)
    }

    /// Writes where a deal stands now: its columns, its clock, and, when it lets go of its account, who holds it next.
    /// The row is changed only if nobody else changed it since it was read.
    pub async fn save(&mut self, deal: &mut Whole, after: DealFacts) -> Result<(), StoreError> {
        let (_, freed) = self.write(deal, after).await?;
        succession::pass_on(self, &freed, None).await
    }

    /// The same for a decision, or without one for taking it back: who holds the account next waits until it stands for good.
    /// Answers with where the deal stood.
    pub async fn save_decided(
        &mut self,
        deal: &mut Whole,
        after: DealFacts,
        decision: Option<DecisionRef>,
    ) -> Result<DealFacts, StoreError> {
        let (before, freed) = self.write(deal, after).await?;
        succession::pass_on_later(self, freed, decision)?;
        Ok(before)
    }

    /// Writes it, and answers with where the deal stood and what of its account it let go of.
    async fn write(&mut self, deal: &mut Whole, after: DealFacts) -> Result<(DealFacts, Vec<Held>), StoreError> {
        let before = std::mem::replace(&mut deal.facts, after);
        let facts = &deal.facts;
        let row = &mut deal.row;
        row.state = facts.state.as_str().to_owned();
        row.stage = facts.progress.stage.map(|stage| stage.as_str().to_owned());
        row.submitted_at = facts.progress.submitted_at.unwrap_or(row.created_at);
        row.updated_at = self.now;
        row.due_at = record::due_at(facts);
        row.protected_until = record::protected_until(facts);
        row.activity_due = facts.progress.activity_due;
        row.holds_account = facts.progress.holds_account;
        row.progress = serde_json::to_string(&facts.progress)?;
        let mut sql = Sql::new(self.db.get_database_backend(), "UPDATE deals SET state = ");
        sql.bind(row.state.clone()).push(", stage = ").bind(row.stage.clone());
        sql.push(", submitted_at = ")
            .bind(row.submitted_at)
            .push(", updated_at = ")
            .bind(row.updated_at);
        sql.push(", due_at = ")
            .bind(row.due_at)
            .push(", protected_until = ")
            .bind(row.protected_until);
        sql.push(", activity_due = ")
            .bind(row.activity_due)
            .push(", holds_account = ")
            .bind(row.holds_account);
        sql.push(", progress = ").bind(row.progress.clone());
        sql.push(", version = version + 1 WHERE id = ")
            .bind(row.id)
            .push(" AND version = ")
            .bind(row.version);
        moved_on_unless(self.db.execute_raw(sql.statement()).await?.rows_affected())?;
        row.version += 1;
        let freed = if before.progress.holds_account && !deal.facts.progress.holds_account {
            holds::release(self.db, deal.row.id).await?
        } else {
            Vec::new()
        };
        clock::wind(self, deal, &before)?;
        self.publish_deal(deal);
        Ok((before, freed))
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

impl Whole {
    /// Who may know that the deal changed: of a draft its partner's people alone.
    pub fn audience(&self) -> Audience {
        let partner = PartnerId(self.row.partner_id);
        if self.facts.state == DealState::Draft {
            Audience::partner_alone(partner)
        } else {
            Audience::partner(partner, self.row.region.clone())
        }
    }
}
