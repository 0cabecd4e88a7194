//! What is owed: claims that are approved for good and in no payment.

use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, Utc};
use entente_model::approvals::undo::final_from;
use entente_model::funds::payment::{MOST_PAYMENTS, Owed, OwedClaim, OwedSum};
use entente_model::ids::{ClaimId, FundId, FundRequestId, PartnerId};
use entente_model::money::Money;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

const FROM: &str = " FROM fund_claims c JOIN fund_requests r ON r.id = c.request_id JOIN partners p ON p.id = c.partner_id \
     JOIN funds f ON f.id = c.fund_id LEFT JOIN partner_bank_accounts b ON b.partner_id = c.partner_id AND b.masked <> '' \
     WHERE c.state = 'approved' AND c.updated_at <= ";

const NOT_IN_PAYMENT: &str =
    " AND NOT EXISTS (SELECT 1 FROM fund_payments x WHERE x.claim_id = c.id AND x.state IN ('waiting', 'paid'))";

#[derive(FromQueryResult)]
struct ClaimRow {
    id: Uuid,
    reference: String,
    updated_at: DateTime<Utc>,
    request_id: Uuid,
    title: String,
    payable_minor: i64,
    partner_id: Uuid,
    partner_name: String,
    fund_id: Uuid,
    currency: String,
    masked: Option<String>,
    has_bounced: i32,
}

#[derive(FromQueryResult)]
struct SumRow {
    currency: String,
    minor: i64,
    claims: i64,
    with_account: i64,
}

/// What is owed, by currency, with the claims of one currency; of the first one without it.
pub(super) async fn read(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    currency: Option<&str>,
) -> Result<Owed, StoreError> {
    let sums = sums(database, scope, settings).await?;
    let first = sums.first().map(|sum| sum.amount.currency.as_str());
    let claims = match currency.or(first) {
        Some(currency) => claims(database, scope, currency).await?,
        None => Vec::new(),
    };
    Ok(Owed { sums, claims })
}

/// What stands for good by now: an approval that can still be taken back is not paid.
fn push_owed(sql: &mut Sql, scope: &Scope, now: DateTime<Utc>) {
    let undo = final_from(now) - now;
    sql.push(FROM).bind(now - undo).push(NOT_IN_PAYMENT);
    scope.push_tenant(sql, "c.partner_id", "c.region");
}

async fn sums(database: &Database, scope: &Scope, settings: &InEffect) -> Result<Vec<OwedSum>, StoreError> {
    let mut sql = Sql::new(
        database.backend(),
        "SELECT f.currency, CAST(SUM(r.payable_minor) AS BIGINT) AS minor, COUNT(*) AS claims, COUNT(b.partner_id) AS with_account",
    );
    push_owed(&mut sql, scope, database.now());
    sql.push(" GROUP BY f.currency ORDER BY f.currency");
    let rows = database.read().query_all_raw(sql.statement()).await?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let sum = |row: SumRow| OwedSum {
        has_payer: settings.settings.funds.payer_of(&row.currency).is_some(),
        amount: Money::new(row.minor, row.currency),
        claims: number(row.claims),
        without_account: number(row.claims - row.with_account),
    };
    rows.iter()
        .map(|row| Ok(sum(SumRow::from_query_result(row, "")?)))
        .collect()
}

async fn claims(database: &Database, scope: &Scope, currency: &str) -> Result<Vec<OwedClaim>, StoreError> {
    let mut sql = Sql::new(
        database.backend(),
        "SELECT c.id, c.reference, c.updated_at, r.id AS request_id, r.title, r.payable_minor, c.partner_id, \
         p.display_name AS partner_name, c.fund_id, f.currency, b.masked, \
         CASE WHEN EXISTS (SELECT 1 FROM fund_payments y WHERE y.claim_id = c.id AND y.state = 'bounced') THEN 1 ELSE 0 END AS has_bounced",
    );
    push_owed(&mut sql, scope, database.now());
    sql.push(" AND f.currency = ").bind(currency.to_owned());
    sql.push(" ORDER BY c.updated_at, c.id LIMIT ")
        .bind(i64::try_from(MOST_PAYMENTS).unwrap_or(i64::MAX));
    let rows = database.read().query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| Ok(claim(ClaimRow::from_query_result(row, "")?)))
        .collect()
}

fn claim(row: ClaimRow) -> OwedClaim {
    OwedClaim {
        claim_id: ClaimId(row.id),
        reference: row.reference,
        request_id: FundRequestId(row.request_id),
        title: row.title,
        partner_id: PartnerId(row.partner_id),
        partner_name: row.partner_name,
        fund_id: FundId(row.fund_id),
        amount: Money::new(row.payable_minor, row.currency),
        since: row.updated_at,
        account: row.masked,
        has_bounced: row.has_bounced != 0,
    }
}
