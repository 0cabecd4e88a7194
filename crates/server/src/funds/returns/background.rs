//! What a manager sees beside a request: what its partner asked for before, and what like activities brought back.

use super::measure::{self, Filters, Found};
use super::query::first_currency;
use super::report;
use crate::auth::Scope;
use crate::funds::requests::{WholeRequest, row};
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::{
    ActivityHistory, LikeActivities, MeasuredActivity, PastActivity, RequestBackground, ReturnRow, Yardstick,
};
use entente_model::ids::FundRequestId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// How many activities of before are shown.
const RECENT: u64 = 5;

/// The background of a request that the reader may see.
pub(super) async fn of_request(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    id: FundRequestId,
) -> Result<RequestBackground, StoreError> {
    let request = WholeRequest::find(database.read(), scope, id).await?;
    let currency = first_currency(settings);
    let yardstick = Yardstick {
        currency: &currency,
        rates: &settings.settings.funds.rates,
    };
    let filters = Filters {
        partner: Some(request.partner_id()),
        besides: Some(request.row.id),
        ..Filters::default()
    };
    // All that the partner has asked for is the business of who decides for it.
    let found = measure::find(database.read(), &Scope::portal(), &filters).await?;
    let mut measured = HashMap::new();
    for row in &found.rows {
        if let Some(activity) = found.measure(row, &yardstick)? {
            measured.insert(row.id, activity);
        }
    }
    let spent: Vec<&MeasuredActivity> = measured
        .values()
        .filter(|activity| activity.results.spent > 0)
        .collect();
    let all = ReturnRow::of(String::new(), &spent);
    Ok(RequestBackground {
        asked: count(found.rows.len()),
        approved: count(found.rows.iter().filter(|row| row.approved_on.is_some()).count()),
        results: all.results,
        pipeline_return: all.pipeline_return,
        won_return: all.won_return,
        recent: recent(database, &request, &found, &measured).await?,
        like: match ActivityType::parse(&request.row.activity) {
            Some(activity) => Some(like(database, settings, activity, &spent, &currency).await?),
            None => None,
        },
        currency,
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What activities of a type brought back: the partner's own, and the program's.
async fn like(
    database: &Database,
    settings: &InEffect,
    activity: ActivityType,
    spent: &[&MeasuredActivity],
    currency: &str,
) -> Result<LikeActivities, StoreError> {
    let own: Vec<&MeasuredActivity> = spent.iter().copied().filter(|own| own.activity == activity).collect();
    let program = report::of_program(database, settings, 1, Some(activity)).await?;
    Ok(LikeActivities {
        activity,
        own: (!own.is_empty()).then(|| ActivityHistory::of(activity, &ReturnRow::of(String::new(), &own), currency)),
        program: program.into_iter().find(|known| known.activity == activity),
    })
}

/// What is shown of an activity of before; the fields are the columns.
#[derive(FromQueryResult)]
struct Past {
    id: Uuid,
    reference: String,
    title: String,
    activity: String,
    starts_on: NaiveDate,
    state: String,
}

/// The partner's last activities by their first day, the latest first.
async fn recent(
    database: &Database,
    request: &WholeRequest,
    found: &Found,
    measured: &HashMap<Uuid, MeasuredActivity>,
) -> Result<Vec<PastActivity>, StoreError> {
    if found.rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        database.backend(),
        "SELECT id, reference, title, activity, starts_on, state FROM fund_requests WHERE partner_id = ",
    );
    sql.bind(request.row.partner_id)
        .push(" AND id <> ")
        .bind(request.row.id);
    sql.push(&format!(
        " AND state <> 'draft' ORDER BY starts_on DESC, id DESC LIMIT {RECENT}"
    ));
    let rows = database.read().query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| {
            let past = Past::from_query_result(row, "")?;
            let results = measured.get(&past.id).map(|activity| activity.results);
            Ok(PastActivity {
                id: FundRequestId(past.id),
                reference: past.reference,
                title: past.title,
                activity: ActivityType::parse(&past.activity),
                starts_on: row::day(past.starts_on),
                state: row::state(&past.state)?,
                spent: results.map(|results| results.spent),
                pipeline_return: results.and_then(|results| results.pipeline_return()),
            })
        })
        .collect()
}
