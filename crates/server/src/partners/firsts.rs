//! When a partner first handed a deal in and first won one: what time to value is measured to. Each is set once and stays.

use crate::store::StoreError;
use crate::store::entities::partners::{Column, Entity};
use crate::work::Work;
use entente_model::ids::PartnerId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// A partner hands a deal in.
pub(crate) async fn registered(work: &Work<'_>, partner: PartnerId) -> Result<(), StoreError> {
    keep(work, partner, Column::FirstRegisteredAt).await
}

/// A partner wins a deal.
pub(crate) async fn won(work: &Work<'_>, partner: PartnerId) -> Result<(), StoreError> {
    keep(work, partner, Column::FirstWonAt).await
}

async fn keep(work: &Work<'_>, partner: PartnerId, first: Column) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(first, Expr::value(work.now))
        .filter(Column::Id.eq(partner.0))
        .filter(first.is_null())
        .exec(work.db)
        .await?;
    Ok(())
}
