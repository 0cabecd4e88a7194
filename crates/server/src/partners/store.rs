//! Partners as rows.

use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::store::entities::partners::{Column, Entity, Model};
use crate::store::search::contains;
use crate::store::{Database, StoreError};
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use entente_model::people::{PartnerStatus, PartnerSummary, PartnerType, Tier};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// A page of the partners that the reader looks after, by name.
pub(super) async fn list(
    database: &Database,
    scope: &Scope,
    search: &str,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<PartnerSummary>, Refusal> {
    let binding = Binding::new("partners", &search)?;
    let mut query = Entity::find()
        .filter(scope.tenant(Column::Id, Column::Region))
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .limit(u64::from(limit) + 1);
    if !search.is_empty() {
        query = query.filter(contains(Column::Search, search));
    }
    if let Some((name, id)) = binding.decode_optional::<(String, Uuid)>(cursor)? {
        let later = Condition::all()
            .add(Column::NameKey.eq(name.as_str()))
            .add(Column::Id.gt(id));
        query = query.filter(Condition::any().add(Column::NameKey.gt(name)).add(later));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(
        rows,
        limit,
        |row| (row.name_key.clone(), row.id),
        |row| Ok::<_, StoreError>(summary(row)),
    )?)
}

/// A partner as lists and headers show it.
pub(crate) fn summary(row: Model) -> PartnerSummary {
    PartnerSummary {
        id: PartnerId(row.id),
        display_name: row.display_name,
        domain: row.domain,
        country: row.country,
        region: row.region,
        partner_type: PartnerType::parse(&row.partner_type).unwrap_or(PartnerType::Reseller),
        tier: Tier::parse(&row.tier).unwrap_or(Tier::Registered),
        status: PartnerStatus::parse(&row.status).unwrap_or(PartnerStatus::Suspended),
    }
}
