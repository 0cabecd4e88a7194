//! What a change does to an application: its row, its timeline, and who learns of it.

use super::WholeApplication;
use crate::store::sql::Sql;
use crate::store::{AuditEntry, StoreError};
use crate::work::{Work, moved_on_unless};
use entente_model::events::LiveEvent;
use entente_model::ids::ApplicationId;
use entente_model::onboarding::ApplicationFacts;
use sea_orm::ConnectionTrait;

impl Work<'_> {
    /// Keeps an audit entry about an application.
    pub fn audit_application(
        &mut self,
        kind: &'static str,
        application: &WholeApplication,
        fill: impl FnOnce(AuditEntry) -> AuditEntry,
    ) {
        self.keep(fill(AuditEntry::new(kind, "application", application.row.id)));
    }

    /// Writes where an application stands now, and answers with where it stood. The row is changed only if nobody else changed it
    /// since it was read.
    pub async fn save_application(
        &mut self,
        application: &mut WholeApplication,
        after: ApplicationFacts,
    ) -> Result<ApplicationFacts, StoreError> {
        let before = std::mem::replace(&mut application.facts, after);
        let (facts, row) = (&application.facts, &mut application.row);
        row.state = facts.state.as_str().to_owned();
        row.progress = serde_json::to_string(&facts.progress)?;
        row.submitted_at = facts.progress.submitted_at;
        row.updated_at = self.now;
        let mut sql = Sql::new(self.db.get_database_backend(), "UPDATE applications SET state = ");
        sql.bind(row.state.clone())
            .push(", progress = ")
            .bind(row.progress.clone());
        sql.push(", submitted_at = ")
            .bind(row.submitted_at)
            .push(", updated_at = ")
            .bind(row.updated_at);
        sql.push(", version = version + 1 WHERE id = ")
            .bind(row.id)
            .push(" AND version = ")
            .bind(row.version);
        moved_on_unless(self.db.execute_raw(sql.statement()).await?.rows_affected())?;
        row.version += 1;
        let event = LiveEvent::Application {
            id: ApplicationId(application.row.id),
            version: application.row.version,
        };
        self.publish(event, application.audience());
        Ok(before)
    }
}
