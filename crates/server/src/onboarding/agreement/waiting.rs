//! An agreement that waits for a signature: said on the home page, and by mail when another text takes effect than the one that was signed.

use crate::auth::Scope;
use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::mail::{self, Letter};
use crate::settings::{InEffect, replaced_by};
use crate::store::entities::agreement_signatures::{Column, Entity};
use crate::store::sql::Sql;
use crate::store::{Database, NewJob, StoreError, Tx};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entente_model::ids::{SettingsVersionId, UserId};
use entente_model::onboarding::AgreementText;
use entente_model::people::{PartnerStatus, Permission};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// Kind of the job.
const CHANGED: &str = "agreement_changed";
/// People who are told in one transaction.
const AT_ONCE: usize = 200;

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.on(CHANGED, Tell);
}

/// Whether the text in effect waits for the signature of somebody who may give it.
pub(crate) async fn waits<C: ConnectionTrait>(db: &C, scope: &Scope, settings: &InEffect) -> Result<bool, StoreError> {
    let Some(partner) = scope.partner() else {
        return Ok(false);
    };
    if !scope.may(Permission::SignAgreement) || !partner.summary.status.may_begin() {
        return Ok(false);
    }
    let signed = Entity::find()
        .filter(Column::PartnerId.eq(partner.summary.id.0))
        .filter(Column::Sha256.eq(settings.settings.onboarding.agreement.sha256()));
    Ok(signed.count(db).await? == 0)
}

#[derive(Serialize, Deserialize)]
struct Changed {
    /// Of the text.
    sha256: String,
    /// The version of the settings that holds it; jobs that wait from before this was kept have none.
    #[serde(default)]
    version: Option<SettingsVersionId>,
    /// Whoever stands behind this one is still to be told.
    after: Uuid,
}

impl Changed {
    /// Whether the version took effect with another text than the one that stood until then.
    async fn is_new(&self, database: &Database) -> Result<bool, StoreError> {
        let Some(version) = self.version else {
            return Ok(true);
        };
        let before = replaced_by(database, version).await?;
        Ok(before.is_some_and(|before| before.onboarding.agreement.sha256() != self.sha256))
    }
}

/// The job that looks, once a version of the settings is in effect, whether its text is another one, and then tells partners who have signed
/// an earlier one.
pub(crate) fn changed_job(
    version: SettingsVersionId,
    text: &AgreementText,
    effective_from: DateTime<Utc>,
) -> Result<NewJob, StoreError> {
    let changed = Changed {
        sha256: text.sha256(),
        version: Some(version),
        after: Uuid::nil(),
    };
    Ok(NewJob::new(CHANGED, &changed)?.at(effective_from))
}

struct Tell;

#[async_trait]
impl Handler for Tell {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let changed: Changed = job.payload()?;
        let state = &context.state;
        // What is at hand may be from before the moment.
        state.settings.forget();
        let settings = state.settings.in_effect(&state.database).await?;
        if settings.settings.onboarding.agreement.sha256() != changed.sha256 {
            // Yet another text took its place.
            return Ok(());
        }
        if !changed.is_new(&state.database).await? {
            return Ok(());
        }
        let input = (job.clone(), Arc::new(changed));
        state
            .database
            .write(&Scope::portal(), input, |tx, (job, changed)| {
                Box::pin(async move {
                    tell(tx, changed).await?;
                    job.complete(tx).await
                })
            })
            .await?;
        Ok(())
    }
}

/// Queues a mail to each of the next admins, and the job for those behind them.
async fn tell(tx: &Tx, changed: &Changed) -> Result<(), StoreError> {
    let statuses = PartnerStatus::ALL.iter().filter(|status| status.may_begin());
    let mut sql = Sql::new(
        tx.db().get_database_backend(),
        "SELECT u.id, p.display_name FROM users u JOIN partners p ON p.id = u.partner_id \
         WHERE u.disabled_at IS NULL AND u.role = 'partner_admin' AND p.signed_at IS NOT NULL AND p.status IN ",
    );
    sql.bind_list(statuses.map(|status| status.as_str()));
    sql.push(" AND NOT EXISTS (SELECT 1 FROM agreement_signatures s WHERE s.partner_id = p.id AND s.sha256 = ")
        .bind(changed.sha256.clone());
    sql.push(") AND u.id > ").bind(changed.after);
    sql.push(" ORDER BY u.id LIMIT ")
        .bind(i64::try_from(AT_ONCE).unwrap_or(i64::MAX));
    let rows = tx.db().query_all_raw(sql.statement()).await?;
    let mut last = None;
    for row in &rows {
        let id: Uuid = row.try_get("", "id")?;
        let company: String = row.try_get("", "display_name")?;
        let letter = Letter::to_user(UserId(id), "agreement_changed").link("/agreement");
        mail::queue(tx, &letter.param("partner", company))?;
        last = Some(id);
    }
    if let Some(after) = last.filter(|_| rows.len() == AT_ONCE) {
        let rest = Changed {
            sha256: changed.sha256.clone(),
            version: changed.version,
            after,
        };
        tx.enqueue(NewJob::new(CHANGED, &rest)?);
    }
    Ok(())
}
