//! What a change does to a claim: its row, its clock, its timeline, and who learns of it.

use super::{WholeClaim, clock, row};
use crate::store::{AuditEntry, StoreError};
use crate::work::Work;
use entente_model::events::LiveEvent;
use entente_model::funds::claim::ClaimFacts;

impl Work<'_> {
    /// Keeps an audit entry about a claim.
    pub fn audit_fund_claim(
        &mut self,
        kind: &'static str,
        claim: &WholeClaim,
        fill: impl FnOnce(AuditEntry) -> AuditEntry,
    ) {
        let entry = AuditEntry::new(kind, "fund_claim", claim.row.id).partner(Some(claim.partner_id()));
        self.keep(fill(entry));
    }

    /// Tells open pages that a claim changed.
    pub fn publish_fund_claim(&mut self, claim: &WholeClaim) {
        let event = LiveEvent::FundClaim {
            id: claim.id(),
            version: claim.row.version,
        };
        self.publish(event, claim.audience());
    }

    /// Writes where a claim stands now and winds its clock; answers with where it stood. The row is changed only if nobody else changed
    /// it since it was read.
    pub async fn save_fund_claim(
        &mut self,
        claim: &mut WholeClaim,
        after: ClaimFacts,
    ) -> Result<ClaimFacts, StoreError> {
        let before = std::mem::replace(&mut claim.facts, after);
        row::set_facts(&mut claim.row, &claim.facts)?;
        claim.row.updated_at = self.now;
        row::replace(self.db, &mut claim.row).await?;
        clock::wind(self, claim, &before)?;
        self.publish_fund_claim(claim);
        Ok(before)
    }
}
