//! What is reserved for activities that are nearly too late to claim for.

use crate::auth::Scope;
use crate::store::StoreError;
use crate::store::sql::Sql;
use chrono::{DateTime, Days, Utc};
use entente_model::funds::fund::{EXPIRING_WITHIN_DAYS, Expiring};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;
use uuid::Uuid;

/// By fund, what is reserved and expires soon, seen from `now`: of the partners that the reader may see. Funds without are left out.
pub(super) async fn of_funds<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    funds: &[Uuid],
    now: DateTime<Utc>,
) -> Result<BTreeMap<Uuid, Expiring>, StoreError> {
    let until = now.date_naive() + Days::new(EXPIRING_WITHIN_DAYS);
    // A claim that was submitted moves its request on to another state, and one that was rejected moves it back.
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT r.fund_id, CAST(SUM(r.reserved_minor) AS BIGINT) AS minor, COUNT(*) AS activities, MIN(r.claim_deadline) AS first_on \
         FROM fund_requests r WHERE r.state IN ('approved', 'executing') AND r.reserved_minor > 0 AND r.claim_deadline <= ",
    );
    sql.bind(until)
        .push(" AND r.fund_id IN ")
        .bind_list(funds.iter().copied());
    scope.push_tenant(&mut sql, "r.partner_id", "r.region");
    sql.push(" GROUP BY r.fund_id");
    let mut found = BTreeMap::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let activities: i64 = row.try_get("", "activities")?;
        let expiring = Expiring {
            minor: row.try_get("", "minor")?,
            activities: u32::try_from(activities).unwrap_or(u32::MAX),
            first_on: row.try_get("", "first_on")?,
        };
        found.insert(row.try_get("", "fund_id")?, expiring);
    }
    Ok(found)
}
