//! What files hang on.

use crate::store::{Audience, AuditEntry, StoreError, Tx};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use uuid::Uuid;

/// A record as files hang on it: whose it is, how its timeline tells of them, and who learns of it.
#[derive(Clone, Debug)]
pub struct Host {
    /// The record.
    pub id: Uuid,
    /// Whose it is.
    pub partner_id: PartnerId,
    /// How audit entries name it, such as `deal`.
    pub kind: &'static str,
    /// Kind of the entry about a file that was attached.
    pub added: &'static str,
    /// Kind of the entry about one that was taken away.
    pub removed: &'static str,
    /// What tells open pages that it changed.
    pub event: LiveEvent,
    /// Whom.
    pub audience: Audience,
}

impl Host {
    /// Keeps an entry about a file, and tells open pages.
    pub(super) fn record(
        &self,
        tx: &Tx,
        kind: &'static str,
        fill: impl FnOnce(AuditEntry) -> AuditEntry,
    ) -> Result<(), StoreError> {
        tx.audit(fill(
            AuditEntry::new(kind, self.kind, self.id).partner(Some(self.partner_id)),
        ));
        tx.publish(&self.event, self.audience.clone())
    }
}
