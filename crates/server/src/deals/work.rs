//! What a change does to a deal: its row, its clock, who holds its account, and who learns of it.

use super::whole::Whole;
use super::{clock, record, succession};
use crate::conflict::holds::{self, Held};
use crate::store::sql::Sql;
use crate::store::{Audience, AuditEntry, StoreError};
use crate::work::{Work, moved_on_unless};
use entente_model::approvals::undo::DecisionRef;
use entente_model::deals::{DealFacts, DealState};
use entente_model::events::LiveEvent;
use entente_model::ids::{DealId, PartnerId};
use sea_orm::ConnectionTrait;

impl Work<'_> {
    /// Keeps an audit entry about a deal.
    pub fn audit(&mut self, kind: &'static str, deal: &Whole, fill: impl FnOnce(AuditEntry) -> AuditEntry) {
        let entry = AuditEntry::new(kind, "deal", deal.row.id).partner(Some(PartnerId(deal.row.partner_id)));
        self.keep(fill(entry));
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
