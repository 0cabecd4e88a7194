//! What a fund's rule gives to whom, before it is booked.

use super::reached::{Reached, Span};
use crate::funds::store::state;
use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::entities::funds::{Column, Entity, Model};
use crate::store::entities::{fund_accounts, partners};
use crate::store::sql::Sql;
use entente_model::funds::allocation::{AllocationRule, PartnerPerformance};
use entente_model::funds::allocation_preview::{
    AllocationPreview, NamedLine, Reckoned, ReferenceFund, ReferencePeriod,
};
use entente_model::funds::fund::{FundFields, FundState};
use entente_model::funds::ledger::{AccountKind, AllocationBasis, Posting};
use entente_model::ids::FundId;
use entente_model::people::{PartnerStatus, Tier};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Every active partner's line by the rule of a fund, by name.
pub(super) async fn preview<C: ConnectionTrait>(
    db: &C,
    settings: &InEffect,
    fund: &Model,
) -> Result<AllocationPreview, StoreError> {
    let rule: AllocationRule = serde_json::from_str(&fund.rule)?;
    let reference = reference(db, fund).await?;
    let unallocated = unallocated(db, fund.id).await?;
    let span = Span {
        period: &reference,
        currency: &fund.currency,
        partner: None,
    };
    let reached = Reached::read(db, settings, &span).await?;
    let already = already(db, fund.id).await?;
    let (names, performances): (Vec<String>, Vec<PartnerPerformance>) = active(db)
        .await?
        .into_iter()
        .map(|(id, name, tier)| {
            let tier = Tier::parse(&tier).unwrap_or(Tier::Registered);
            let given = already.get(&id).copied().unwrap_or(0);
            (name, reached.performance(id, tier, given))
        })
        .unzip();
    let reckoned = Reckoned::of(&rule, unallocated, &performances);
    let named = names.into_iter().zip(reckoned.lines);
    Ok(AllocationPreview {
        version: fund.version,
        is_open: state(&fund.state)? == FundState::Open,
        basis: basis(&rule, &reference, unallocated, performances)?,
        fund: FundFields {
            name: fund.name.clone(),
            currency: fund.currency.clone(),
            starts_on: fund.starts_on,
            ends_on: fund.ends_on,
            rule,
        },
        reference,
        unallocated,
        shortfall: reckoned.shortfall,
        without_rate: reached.without_rate.into_iter().collect(),
        totals: reckoned.totals,
        lines: named
            .map(|(partner_name, line)| NamedLine { partner_name, line })
            .collect(),
    })
}

/// The days that count: those of the fund of the currency that ended last before this one begins, or as many before its first day.
async fn reference<C: ConnectionTrait>(db: &C, fund: &Model) -> Result<ReferencePeriod, StoreError> {
    let before = Entity::find()
        .filter(Column::Currency.eq(fund.currency.as_str()))
        .filter(Column::EndsOn.lt(fund.starts_on))
        .order_by_desc(Column::EndsOn)
        .order_by_desc(Column::Id)
        .one(db)
        .await?;
    Ok(match before {
        Some(before) => period_of(&before),
        None => ReferencePeriod::before(fund.starts_on, fund.ends_on),
    })
}

/// The days of a fund.
pub(super) fn period_of(fund: &Model) -> ReferencePeriod {
    ReferencePeriod {
        starts_on: fund.starts_on,
        ends_on: fund.ends_on,
        fund: Some(ReferenceFund {
            id: FundId(fund.id),
            name: fund.name.clone(),
        }),
    }
}

async fn unallocated<C: ConnectionTrait>(db: &C, fund: Uuid) -> Result<i64, StoreError> {
    let key = (fund, Uuid::nil(), AccountKind::Unallocated.as_str().to_owned());
    let row = fund_accounts::Entity::find_by_id(key).one(db).await?;
    Ok(row.map_or(0, |row| row.balance))
}

/// Partners that take part, by name: id, name and tier.
async fn active<C: ConnectionTrait>(db: &C) -> Result<Vec<(Uuid, String, String)>, StoreError> {
    use partners::{Column, Entity};
    let rows = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::DisplayName)
        .column(Column::Tier)
        .filter(Column::Status.eq(PartnerStatus::Active.as_str()))
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .into_tuple::<(Uuid, String, String)>()
        .all(db)
        .await?;
    Ok(rows)
}

/// What each partner was given by rule in a fund so far: the entries of the fund's own account, of which there are few.
async fn already<C: ConnectionTrait>(db: &C, fund: Uuid) -> Result<BTreeMap<Uuid, i64>, StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT t.posting, t.minor FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id \
         WHERE e.account = 'unallocated' AND e.counterpart = 'available' AND e.fund_id = ",
    );
    sql.bind(fund);
    let mut given: BTreeMap<Uuid, i64> = BTreeMap::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let posting: Posting = serde_json::from_str(&row.try_get::<String>("", "posting")?)?;
        if let Posting::Allocate {
            partner_id,
            basis: AllocationBasis::Earned | AllocationBasis::Tier,
        } = posting
        {
            *given.entry(partner_id.0).or_default() += row.try_get::<i64>("", "minor")?;
        }
    }
    Ok(given)
}

/// A name for the figures: the SHA-256 of all that lines are reckoned from, whatever partners are called.
fn basis(
    rule: &AllocationRule,
    reference: &ReferencePeriod,
    unallocated: i64,
    mut performances: Vec<PartnerPerformance>,
) -> Result<String, StoreError> {
    performances.sort_by_key(|performance| performance.partner_id);
    let days = (reference.starts_on, reference.ends_on);
    let figures = serde_json::to_vec(&(rule, days, unallocated, performances))?;
    let digest = Sha256::digest(&figures);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
