//! Requests as reports measure them: one statement over columns made for that, one over the deals that are linked, and no documents read.

use crate::auth::Scope;
use crate::funds::requests::row;
use crate::funds::results::{LINKED_COLUMNS, Linked};
use crate::store::StoreError;
use crate::store::sql::Sql;
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::{
    ActivityResults, CountedResults, LinkedDeal, MeasuredActivity, ReportedResults, ReturnGrouping, Yardstick, counted,
};
use entente_model::ids::{FundId, PartnerId};
use entente_model::money::Money;
use entente_model::people::Tier;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Which requests are measured. Drafts never are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filters {
    /// Of a fund.
    pub fund: Option<FundId>,
    /// Of a type of activity.
    pub activity: Option<ActivityType>,
    /// Of a partner.
    pub partner: Option<PartnerId>,
    /// All but one.
    pub besides: Option<Uuid>,
    /// That begin on that day or later.
    pub from: Option<NaiveDate>,
    /// That begin on that day or earlier.
    pub to: Option<NaiveDate>,
    /// Those alone for which something was paid or is owed.
    pub spent: bool,
    /// What the names are of that come with them; none without it.
    pub names: Option<ReturnGrouping>,
}

/// What is measured of a request; the fields are the columns.
#[derive(FromQueryResult)]
pub(super) struct Row {
    /// Id.
    pub id: Uuid,
    /// What [`Filters::names`] asks for.
    pub name: String,
    /// The day of its approval.
    pub approved_on: Option<NaiveDate>,
    /// Its fund.
    pub fund_id: Uuid,
    /// Its partner.
    pub partner_id: Uuid,
    activity: String,
    tier: String,
    region: String,
    fund_currency: String,
    fund_starts_on: NaiveDate,
    fund_ends_on: NaiveDate,
    state: String,
    reserved_minor: i64,
    payable_minor: i64,
    paid_minor: i64,
    decision_days: Option<i32>,
    payment_days: Option<i32>,
    leads: i64,
    pipeline_currency: String,
    pipeline_minor: i64,
    won_currency: String,
    won_minor: i64,
}

/// The requests that were found, with the deals that are linked with them.
pub(super) struct Found {
    /// The requests.
    pub rows: Vec<Row>,
    deals: HashMap<Uuid, Vec<LinkedDeal>>,
}

/// Requests that the reader may see.
pub(super) async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, filters: &Filters) -> Result<Found, StoreError> {
    let name = match filters.names {
        Some(ReturnGrouping::Partner) => "(SELECT p.display_name FROM partners p WHERE p.id = r.partner_id)",
        Some(ReturnGrouping::Fund) => "f.name",
        _ => "''",
    };
    let mut sql = Sql::new(db.get_database_backend(), "SELECT ");
    sql.push(name).push(
        " AS name, r.id, r.approved_on, r.fund_id, r.partner_id, r.activity, r.tier, r.region, f.currency AS fund_currency, f.starts_on AS fund_starts_on, \
         f.ends_on AS fund_ends_on, r.state, \
         r.reserved_minor, r.payable_minor, r.paid_minor, r.decision_days, r.payment_days, r.leads, r.pipeline_currency, r.pipeline_minor, \
         r.won_currency, r.won_minor FROM fund_requests r JOIN funds f ON f.id = r.fund_id WHERE ",
    );
    push_filters(&mut sql, scope, filters);
    let rows = db.query_all_raw(sql.statement()).await?;
    let rows = rows
        .iter()
        .map(|row| Row::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Found {
        rows,
        deals: linked(db, scope, filters).await?,
    })
}

async fn linked<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    filters: &Filters,
) -> Result<HashMap<Uuid, Vec<LinkedDeal>>, StoreError> {
    let mut sql = Sql::new(db.get_database_backend(), "SELECT ");
    sql.push(LINKED_COLUMNS).push(
        " FROM fund_request_deals l JOIN fund_requests r ON r.id = l.request_id JOIN deals d ON d.id = l.deal_id WHERE ",
    );
    push_filters(&mut sql, scope, filters);
    let mut found: HashMap<Uuid, Vec<LinkedDeal>> = HashMap::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let row = Linked::from_query_result(&row, "")?;
        found.entry(row.request_id).or_default().push(row.deal()?);
    }
    Ok(found)
}

fn push_filters(sql: &mut Sql, scope: &Scope, filters: &Filters) {
    sql.unindexed("r.state").push(" <> 'draft'");
    scope.push_tenant(sql, "r.partner_id", "r.region");
    if let Some(fund) = filters.fund {
        sql.push(" AND r.fund_id = ").bind(fund.0);
    }
    if let Some(activity) = filters.activity {
        sql.push(" AND r.activity = ").bind(activity.as_str());
    }
    if let Some(partner) = filters.partner {
        sql.push(" AND r.partner_id = ").bind(partner.0);
    }
    if let Some(besides) = filters.besides {
        sql.push(" AND r.id <> ").bind(besides);
    }
    if let Some(from) = filters.from {
        sql.push(" AND r.starts_on >= ").bind(from);
    }
    if let Some(to) = filters.to {
        sql.push(" AND r.starts_on <= ").bind(to);
    }
    if filters.spent {
        sql.push(" AND (r.payable_minor > 0 OR r.paid_minor > 0)");
    }
}

impl Row {
    /// What kind of activity it is.
    pub fn activity(&self) -> Option<ActivityType> {
        ActivityType::parse(&self.activity)
    }

    /// What was paid or is owed for it.
    fn spent(&self) -> Money {
        Money::new(
            self.payable_minor.saturating_add(self.paid_minor),
            self.fund_currency.as_str(),
        )
    }

    fn counted(&self, deals: &[LinkedDeal]) -> CountedResults {
        let money = |minor: i64, currency: &str| (!currency.is_empty()).then(|| Money::new(minor, currency));
        let reported = ReportedResults {
            leads: u32::try_from(self.leads).ok(),
            pipeline: money(self.pipeline_minor, &self.pipeline_currency),
            won: money(self.won_minor, &self.won_currency),
        };
        counted(&reported, deals)
    }
}

impl Found {
    /// A request as it is measured; `None` when there is no rate for one of its amounts.
    pub fn measure(&self, row: &Row, yardstick: &Yardstick<'_>) -> Result<Option<MeasuredActivity>, StoreError> {
        let is_counted = row::state(&row.state)?.is_carried_out();
        let Some((results, reserved)) = self.amounts(row, is_counted, yardstick) else {
            return Ok(None);
        };
        let days = |column: Option<i32>| column.and_then(|days| u32::try_from(days).ok());
        Ok(Some(MeasuredActivity {
            activity: row.activity().unwrap_or(ActivityType::Other),
            partner_id: PartnerId(row.partner_id),
            tier: Tier::parse(&row.tier).unwrap_or(Tier::Registered),
            region: row.region.clone(),
            fund_id: FundId(row.fund_id),
            period: (row.fund_starts_on, row.fund_ends_on),
            is_counted,
            results,
            reserved,
            days_to_decision: days(row.decision_days),
            days_to_payment: days(row.payment_days),
        }))
    }

    /// What it cost, what came of it, and what is promised to it still.
    fn amounts(&self, row: &Row, is_counted: bool, yardstick: &Yardstick<'_>) -> Option<(ActivityResults, i64)> {
        let Some(day) = row.approved_on.filter(|_| is_counted) else {
            return Some((ActivityResults::default(), 0));
        };
        let deals = self.deals.get(&row.id).map_or(&[][..], Vec::as_slice);
        let reserved = match row.reserved_minor {
            0 => 0,
            minor => yardstick.minor(&Money::new(minor, row.fund_currency.as_str()), day)?,
        };
        Some((yardstick.results(&row.spent(), &row.counted(deals), day)?, reserved))
    }

    /// All that can be measured, and how many can't.
    pub fn measured(&self, yardstick: &Yardstick<'_>) -> Result<(Vec<MeasuredActivity>, u32), StoreError> {
        let mut measured = Vec::with_capacity(self.rows.len());
        let mut left_out = 0;
        for row in &self.rows {
            match self.measure(row, yardstick)? {
                // Of what was not decided yet there is nothing to tell.
                Some(activity) if !activity.is_counted && activity.days_to_decision.is_none() => {}
                Some(activity) => measured.push(activity),
                None => left_out += 1,
            }
        }
        Ok((measured, left_out))
    }
}
