//! What a change does to a request: its row, its clock, its timeline, and who learns of it.

use super::{WholeRequest, clock, row};
use crate::store::{AuditEntry, StoreError};
use crate::work::Work;
use entente_model::events::LiveEvent;
use entente_model::funds::request::FundRequestFacts;

impl Work<'_> {
    /// Keeps an audit entry about a request.
    pub fn audit_fund_request(
        &mut self,
        kind: &'static str,
        request: &WholeRequest,
        fill: impl FnOnce(AuditEntry) -> AuditEntry,
    ) {
        let entry = AuditEntry::new(kind, "fund_request", request.row.id).partner(Some(request.partner_id()));
        self.keep(fill(entry));
    }

    /// Tells open pages that a request changed.
    pub fn publish_fund_request(&mut self, request: &WholeRequest) {
        let event = LiveEvent::FundRequest {
            id: request.id(),
            version: request.row.version,
        };
        self.publish(event, request.audience());
    }

    /// Writes where a request stands now, with what is held for it, and winds its clock; answers with where it stood. The row is changed
    /// only if nobody else changed it since it was read.
    pub async fn save_fund_request(
        &mut self,
        request: &mut WholeRequest,
        after: FundRequestFacts,
    ) -> Result<FundRequestFacts, StoreError> {
        let before = std::mem::replace(&mut request.facts, after);
        row::set_facts(&mut request.row, &request.facts)?;
        request.row.updated_at = self.now;
        row::replace(self.db, &mut request.row).await?;
        clock::wind(self, request, &before)?;
        self.publish_fund_request(request);
        Ok(before)
    }
}
