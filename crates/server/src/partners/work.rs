//! What a change does to a partner: its row, its timeline, its journey, and who learns of it.

use crate::onboarding::journeys::{WholeJourney, one_more};
use crate::store::entities::{journeys, partners};
use crate::store::{Audience, AuditEntry, StoreError};
use crate::work::{Work, moved_on_unless};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::onboarding::TaskKind;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

impl Work<'_> {
    /// Keeps an audit entry about a partner.
    pub fn audit_partner(
        &mut self,
        kind: &'static str,
        partner: &partners::Model,
        fill: impl FnOnce(AuditEntry) -> AuditEntry,
    ) {
        let entry = AuditEntry::new(kind, "partner", partner.id).partner(Some(PartnerId(partner.id)));
        self.keep(fill(entry));
    }

    /// Changes columns of a partner, counts its version on, and tells open pages. The row is changed only if nobody else changed it since
    /// it was read; other columns than those given stay as they are.
    pub async fn change_partner(
        &mut self,
        partner: &mut partners::Model,
        set: impl FnOnce(UpdateMany<partners::Entity>) -> UpdateMany<partners::Entity>,
    ) -> Result<(), StoreError> {
        use partners::Column::{Id, Version};
        let update = set(partners::Entity::update_many())
            .col_expr(Version, Expr::col(Version).add(1))
            .filter(Id.eq(partner.id))
            .filter(Version.eq(partner.version));
        moved_on_unless(update.exec(self.db).await?.rows_affected)?;
        partner.version += 1;
        let id = PartnerId(partner.id);
        let event = LiveEvent::Partner {
            id,
            version: partner.version,
        };
        self.publish(event, Audience::partner(id, partner.region.clone()));
        Ok(())
    }

    /// Tells a partner's journey of what counts once, however often it is done.
    pub async fn achieved_once(&mut self, partner: PartnerId, kind: TaskKind) -> Result<(), StoreError> {
        let Some(row) = journeys::Entity::find_by_id(partner.0).one(self.db).await? else {
            return Ok(());
        };
        if WholeJourney::of(row)?.journey.achieved.contains_key(&kind) {
            return Ok(());
        }
        one_more(self, partner, kind).await
    }
}
