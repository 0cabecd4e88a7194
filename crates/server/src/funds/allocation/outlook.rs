//! What a partner could earn in the next period: what it has reached so far, and the rule that it will be reckoned by.

use super::preview::period_of;
use super::reached::{Reached, Span};
use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::entities::funds::{Column, Entity, Model};
use crate::store::entities::{fund_accounts, partners};
use chrono::{DateTime, Utc};
use entente_model::funds::fund::FundState;
use entente_model::funds::ledger::AccountKind;
use entente_model::funds::outlook::{FundOutlook, PeriodOutlook};
use entente_model::ids::{FundId, PartnerId};
use entente_model::people::Tier;
use entente_model::problem::Code;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// One for each open fund that the partner was given something in and whose period holds the day, the one that ends first first.
pub(super) async fn outlook<C: ConnectionTrait>(
    db: &C,
    settings: &InEffect,
    id: PartnerId,
    now: DateTime<Utc>,
) -> Result<FundOutlook, StoreError> {
    let partner = partners::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .ok_or(Code::NotFound)?;
    let (given, available) = accounts(db, id).await?;
    let today = settings.day_in(&partner.region, now);
    let funds = Entity::find()
        .filter(Column::Id.is_in(given))
        .filter(Column::State.eq(FundState::Open.as_str()))
        .filter(Column::StartsOn.lte(today))
        .filter(Column::EndsOn.gte(today))
        .order_by_asc(Column::EndsOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let tier = Tier::parse(&partner.tier).unwrap_or(Tier::Registered);
    let mut items = Vec::with_capacity(funds.len());
    for fund in funds {
        let period = period_of(&fund);
        let span = Span {
            period: &period,
            currency: &fund.currency,
            partner: Some(id),
        };
        let reached = Reached::read(db, settings, &span).await?;
        let next = next(db, &fund).await?;
        let rule = next.as_ref().map_or(&fund.rule, |next| &next.rule);
        items.push(PeriodOutlook {
            fund_id: FundId(fund.id),
            rule: serde_json::from_str(rule)?,
            next_starts_on: next.map(|next| next.starts_on),
            available: available.get(&fund.id).copied().unwrap_or(0),
            performance: reached.performance(id.0, tier, 0),
            without_rate: reached.without_rate.into_iter().collect(),
            fund_name: fund.name,
            currency: fund.currency,
            starts_on: fund.starts_on,
            ends_on: fund.ends_on,
            as_of: today,
        });
    }
    Ok(FundOutlook { items })
}

/// The funds that a partner was given something in, and what is available of it there.
async fn accounts<C: ConnectionTrait>(
    db: &C,
    partner: PartnerId,
) -> Result<(BTreeSet<Uuid>, BTreeMap<Uuid, i64>), StoreError> {
    let rows = fund_accounts::Entity::find()
        .filter(fund_accounts::Column::PartnerId.eq(partner.0))
        .all(db)
        .await?;
    let given = rows.iter().map(|row| row.fund_id).collect();
    let available = rows
        .into_iter()
        .filter(|row| row.kind == AccountKind::Available.as_str())
        .map(|row| (row.fund_id, row.balance));
    Ok((given, available.collect()))
}

/// The fund of the currency that begins next after a fund's period.
async fn next<C: ConnectionTrait>(db: &C, fund: &Model) -> Result<Option<Model>, StoreError> {
    let next = Entity::find()
        .filter(Column::Currency.eq(fund.currency.as_str()))
        .filter(Column::State.eq(FundState::Open.as_str()))
        .filter(Column::StartsOn.gt(fund.ends_on))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id)
        .one(db)
        .await?;
    Ok(next)
}
