//! What audit entries say of a decision, whatever the record.

use crate::store::AuditEntry;
use entente_model::approvals::Decision;
use entente_model::approvals::undo::DecisionRef;

impl AuditEntry {
    /// The same about a decision that is made, with its reasons and its message.
    pub fn decision(self, decision: &Decision, decided: DecisionRef) -> Self {
        let (reasons, message) = (decision.reason_words(), decision.message().trim());
        let mut entry = self.of_decision(decided);
        if !reasons.is_empty() {
            entry = entry.param("reasons", reasons);
        }
        if !message.is_empty() {
            entry = entry.param("message", message);
        }
        entry
    }

    /// The same about a decision that was made before: the item, at the version that the decision left.
    pub fn of_decision(self, decided: DecisionRef) -> Self {
        self.param("approval_id", decided.approval.to_string())
            .param("approval_version", decided.version)
    }
}
