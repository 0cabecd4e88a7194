//! What partners have reached in a span of days: revenue won, and what the activities that were paid from its funds cost and brought.

use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::sql::Sql;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use entente_model::funds::allocation::PartnerPerformance;
use entente_model::funds::allocation_preview::ReferencePeriod;
use entente_model::funds::claim::ClaimDraft;
use entente_model::funds::rate::convert_on;
use entente_model::ids::PartnerId;
use entente_model::money::Money;
use entente_model::people::Tier;
use sea_orm::{ConnectionTrait, QueryResult};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What partners have reached, in minor units of one currency.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    by_partner: BTreeMap<Uuid, Sums>,
    /// Currencies that no rate of the day was known for; what was in them is not counted.
    pub without_rate: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    revenue: i64,
    spent: i64,
    pipeline: i64,
}

/// Of which span, in which currency, and of whom.
pub(super) struct Span<'a> {
    /// The days.
    pub period: &'a ReferencePeriod,
    /// ISO 4217 code of what everything is brought to.
    pub currency: &'a str,
    /// One partner; all without one.
    pub partner: Option<PartnerId>,
}

/// What of a deal's progress says what it brought.
#[derive(Deserialize)]
struct Won {
    #[serde(default)]
    won_value: Option<Money>,
    #[serde(default)]
    closed_on: Option<NaiveDate>,
}

impl Reached {
    /// Reads it.
    pub async fn read<C: ConnectionTrait>(db: &C, settings: &InEffect, span: &Span<'_>) -> Result<Self, StoreError> {
        let mut reached = Reached::default();
        for row in db.query_all_raw(won_deals(db, span).statement()).await? {
            let won: Won = serde_json::from_str(&row.try_get::<String>("", "progress")?)?;
            let (Some(value), Some(day)) = (won.won_value, won.closed_on) else {
                continue;
            };
            if span.period.holds(day)
                && let Some(minor) = reached.converted(settings, &value, span.currency, day)
            {
                let sums = reached.by_partner.entry(row.try_get("", "partner_id")?).or_default();
                sums.revenue = sums.revenue.saturating_add(minor);
            }
        }
        let funds = funds_within(db, span).await?;
        if funds.is_empty() {
            return Ok(reached);
        }
        for row in db.query_all_raw(paid_claims(db, span, funds).statement()).await? {
            reached.count_claim(settings, span, &row)?;
        }
        Ok(reached)
    }

    fn count_claim(&mut self, settings: &InEffect, span: &Span<'_>, row: &QueryResult) -> Result<(), StoreError> {
        let fields: ClaimDraft = serde_json::from_str(&row.try_get::<String>("", "fields")?)?;
        let told_at: DateTime<Utc> = row.try_get("", "submitted_at")?;
        let day = settings.day_in(&row.try_get::<String>("", "region")?, told_at);
        let pipeline = fields
            .pipeline
            .and_then(|pipeline| self.converted(settings, &pipeline, span.currency, day));
        let sums = self.by_partner.entry(row.try_get("", "partner_id")?).or_default();
        sums.spent = sums.spent.saturating_add(row.try_get("", "paid_minor")?);
        sums.pipeline = sums.pipeline.saturating_add(pipeline.unwrap_or(0));
        Ok(())
    }

    /// An amount by the rate of a day; without such a rate it is not counted, and that is told.
    fn converted(&mut self, settings: &InEffect, money: &Money, to: &str, day: NaiveDate) -> Option<i64> {
        let converted = convert_on(money, to, &settings.settings.funds.rates, day);
        if converted.is_none() {
            self.without_rate.insert(money.currency.clone());
        }
        converted.map(|converted| converted.minor)
    }

    /// A partner's figures.
    pub fn performance(&self, partner: Uuid, tier: Tier, already: i64) -> PartnerPerformance {
        let sums = self.by_partner.get(&partner).copied().unwrap_or_default();
        PartnerPerformance {
            partner_id: PartnerId(partner),
            tier,
            revenue: sums.revenue,
            spent: sums.spent,
            pipeline: sums.pipeline,
            already,
        }
    }
}

/// Deals that were won, of which a few may have been closed before the span: nothing is changed of one before the day it is closed on, so all
/// that were changed since then hold those of the span.
fn won_deals<C: ConnectionTrait>(db: &C, span: &Span<'_>) -> Sql {
    let first = span.period.starts_on.checked_sub_days(Days::new(1));
    let since = first
        .unwrap_or(span.period.starts_on)
        .and_time(NaiveTime::MIN)
        .and_utc();
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT partner_id, progress FROM deals WHERE state = 'won' AND updated_at >= ",
    );
    sql.bind(since);
    if let Some(partner) = span.partner {
        sql.push(" AND partner_id = ").bind(partner.0);
    }
    sql
}

/// The funds of the currency whose periods lie within the span.
async fn funds_within<C: ConnectionTrait>(db: &C, span: &Span<'_>) -> Result<Vec<Uuid>, StoreError> {
    let mut sql = Sql::new(db.get_database_backend(), "SELECT id FROM funds WHERE currency = ");
    sql.bind(span.currency)
        .push(" AND starts_on >= ")
        .bind(span.period.starts_on);
    sql.push(" AND ends_on <= ").bind(span.period.ends_on);
    let rows = db.query_all_raw(sql.statement()).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// Activities that were paid from funds, with what was claimed for them.
fn paid_claims<C: ConnectionTrait>(db: &C, span: &Span<'_>, funds: Vec<Uuid>) -> Sql {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT r.partner_id, r.region, r.paid_minor, c.fields, c.submitted_at FROM fund_requests r \
         JOIN fund_claims c ON c.request_id = r.id AND c.state = 'paid' WHERE r.state = 'closed' AND r.fund_id IN ",
    );
    sql.bind_list(funds);
    if let Some(partner) = span.partner {
        sql.push(" AND r.partner_id = ").bind(partner.0);
    }
    sql
}
