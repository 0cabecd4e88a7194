//! Reports by group, with what of the funds was not spent, and the history of the program.

use super::measure::{self, Filters};
use super::query::{ReturnsQuery, first_currency};
use crate::auth::Scope;
use crate::funds::ledger::kind;
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::ledger::Balance;
use entente_model::funds::results::{
    ActivityHistory, FundReturn, FundReturns, ReturnGrouping, UnspentMoney, Yardstick, history,
};
use entente_model::money::Money;
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The report of what the reader looks after, in a currency.
pub(super) async fn report(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    query: &ReturnsQuery,
    currency: String,
) -> Result<FundReturns, StoreError> {
    let yardstick = Yardstick {
        currency: &currency,
        rates: &settings.settings.funds.rates,
    };
    let filters = Filters {
        fund: query.fund,
        activity: query.activity,
        // The same as the scope says, but found by an index.
        partner: scope.partner_id(),
        from: query.from,
        to: query.to,
        names: Some(query.by),
        ..Filters::default()
    };
    let found = measure::find(database.read(), scope, &filters).await?;
    let (measured, activities_left_out) = found.measured(&yardstick)?;
    let mut names: HashMap<String, &str> = HashMap::new();
    for row in &found.rows {
        let id = match query.by {
            ReturnGrouping::Partner => row.partner_id,
            ReturnGrouping::Fund => row.fund_id,
            _ => break,
        };
        names.entry(id.to_string()).or_insert(&row.name);
    }
    let report = FundReturn::of(&measured, query.by).named(|key| match query.by {
        ReturnGrouping::Region => settings
            .region(key)
            .map_or_else(|| key.to_owned(), |region| region.name.clone()),
        _ => names.get(key).map(|name| (*name).to_owned()).unwrap_or_default(),
    });
    let (unspent, funds_left_out) = unspent(database, scope, query, &yardstick).await?;
    Ok(FundReturns {
        report,
        unspent,
        activities_left_out,
        funds_left_out,
        currency,
    })
}

/// What partners have in the funds in question, by the rate of today; and how many funds have none.
async fn unspent(
    database: &Database,
    scope: &Scope,
    query: &ReturnsQuery,
    yardstick: &Yardstick<'_>,
) -> Result<(UnspentMoney, u32), StoreError> {
    let today = database.now().date_naive();
    let (mut sum, mut left_out) = (UnspentMoney::default(), 0);
    for (currency, balance) in balances(database, scope, query).await?.into_values() {
        let minor = |minor: i64| yardstick.minor(&Money::new(minor, currency.as_str()), today);
        match UnspentMoney::of(&balance).convert(minor) {
            Some(of_fund) => sum = sum.and(of_fund),
            None => left_out += 1,
        }
    }
    Ok((sum, left_out))
}

/// What partners have in each fund in question, with its currency: in the one that is asked for, or in those whose period has a day of the
/// report's.
async fn balances(
    database: &Database,
    scope: &Scope,
    query: &ReturnsQuery,
) -> Result<BTreeMap<Uuid, (String, Balance)>, StoreError> {
    // Along the index that covers the sums. SUM of 64-bit numbers is a NUMERIC in PostgreSQL; what funds hold fits into 64 bits.
    let mut sql = Sql::new(
        database.backend(),
        "SELECT a.fund_id, f.currency, a.kind, a.balance FROM (SELECT fund_id, kind, CAST(SUM(balance) AS BIGINT) AS balance \
         FROM fund_accounts WHERE kind <> 'budget' AND partner_id ",
    );
    if let Some(own) = scope.partner_id() {
        sql.push("= ").bind(own.0);
    } else {
        sql.push("<> ").bind(Uuid::nil());
    }
    // Who sees the partners of all regions needs none of them looked up.
    if scope.is_partner() || scope.regions().is_some() {
        sql.push(" AND partner_id IN (SELECT p.id FROM partners p WHERE p.id <> ")
            .bind(Uuid::nil());
        scope.push_tenant(&mut sql, "p.id", "p.region");
        sql.push(")");
    }
    if let Some(fund) = query.fund {
        sql.push(" AND fund_id = ").bind(fund.0);
    }
    let mut day = |condition: &str, day: Option<NaiveDate>| {
        if let Some(day) = day {
            sql.push(" AND fund_id IN (SELECT d.id FROM funds d WHERE ")
                .push(condition)
                .bind(day)
                .push(")");
        }
    };
    day("d.ends_on >= ", query.from);
    day("d.starts_on <= ", query.to);
    sql.push(" GROUP BY fund_id, kind) AS a JOIN funds f ON f.id = a.fund_id");
    let mut found: BTreeMap<Uuid, (String, Balance)> = BTreeMap::new();
    for row in database.read().query_all_raw(sql.statement()).await? {
        let currency: String = row.try_get("", "currency")?;
        let held = found
            .entry(row.try_get("", "fund_id")?)
            .or_insert_with(|| (currency, Balance::default()));
        held.1
            .add(kind(&row.try_get::<String>("", "kind")?)?, row.try_get("", "balance")?);
    }
    Ok(found)
}

/// What activities of each type, or of one, have brought back in the whole program, whoever asks: too few of a type are left out.
pub(super) async fn of_program(
    database: &Database,
    settings: &InEffect,
    least_partners: usize,
    activity: Option<ActivityType>,
) -> Result<Vec<ActivityHistory>, StoreError> {
    let currency = first_currency(settings);
    let yardstick = Yardstick {
        currency: &currency,
        rates: &settings.settings.funds.rates,
    };
    let filters = Filters {
        activity,
        spent: true,
        ..Filters::default()
    };
    let found = measure::find(database.read(), &Scope::portal(), &filters).await?;
    Ok(history(&found.measured(&yardstick)?.0, &currency, least_partners))
}
