//! What a person should look at, as queries that stay small however many deals there are.

use crate::approvals;
use crate::auth::Scope;
use crate::deals::record::{SUMMARY_COLUMNS, SummaryRow};
use crate::funds::{claims, requests};
use crate::http::Refusal;
use crate::onboarding::{agreement, journeys};
use crate::settings::InEffect;
use crate::store::entities::deals;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::Duration;
use entente_model::deals::{DealState, DealSummary};
use entente_model::home::{Home, HomeJourney, StateCount};
use entente_model::people::{Permission, Side};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Days ahead in which the end of protection, or of the time to claim, is worth a look: the first of the default reminders.
const ENDING_DAYS: i64 = 14;

/// Tasks that a journey's part of the page shows.
const NEXT_TASKS: usize = 3;

/// Waiting items are counted so far and no further.
const MOST_COUNTED: u32 = 1_000;

/// The home page of a person.
pub(super) async fn home(database: &Database, scope: &Scope, settings: &InEffect) -> Result<Home, Refusal> {
    let mut home = Home::default();
    if scope.is_partner() {
        home.returned = deals(database, scope, 10, |sql| {
            sql.push("d.state = 'action_required' ORDER BY d.due_at, d.id");
        })
        .await?;
        home.drafts = deals(database, scope, 5, |sql| {
            sql.push("d.state = 'draft' AND d.owner_id = ")
                .bind(scope.user_id().map_or(Uuid::nil(), |id| id.0));
            sql.push(" ORDER BY d.updated_at DESC, d.id DESC");
        })
        .await?;
        home.ending = deals(database, scope, 10, |sql| {
            let now = database.now();
            sql.push("d.state = 'approved' AND (d.protected_until <= ")
                .bind(now + Duration::days(ENDING_DAYS));
            sql.push(" OR d.activity_due <= ")
                .bind(now)
                .push(") ORDER BY d.protected_until, d.id");
        })
        .await?;
        home.counts = counts(database, scope).await?;
        funds(database, scope, settings, &mut home).await?;
        home.journey = journey(database, scope, settings).await?;
        home.agreement_waits = agreement::waits(database.read(), scope, settings).await?;
    } else if scope.may(Permission::FollowJourneys) {
        home.at_risk_count = journeys::at_risk(database, scope, settings).await?;
    }
    if scope.may(Permission::ReadApprovals) {
        home.waiting = approvals::page(database, scope, &approvals::Filters::default(), 10, None)
            .await?
            .items;
        (home.waiting_count, home.overdue_count) = approvals::waiting(database, scope, MOST_COUNTED).await?;
    }
    Ok(home)
}

/// What of the partner's requests and claims waits for its people.
async fn funds(database: &Database, scope: &Scope, settings: &InEffect, home: &mut Home) -> Result<(), StoreError> {
    let Some(partner) = scope.partner() else { return Ok(()) };
    let today = settings.day_in(&partner.summary.region, database.now());
    let soon = (today, today + Duration::days(ENDING_DAYS));
    home.returned_requests = requests::returned(database, scope, 10).await?;
    home.claims_wanted = requests::claims_wanted(database, scope, soon, 10).await?;
    home.returned_claims = claims::returned(database.read(), partner.summary.id, 10).await?;
    Ok(())
}

/// The partner's journey, while it is on its way.
async fn journey(database: &Database, scope: &Scope, settings: &InEffect) -> Result<Option<HomeJourney>, StoreError> {
    let Some(partner) = scope.partner_id() else {
        return Ok(None);
    };
    let found = journeys::of_partner(database.read(), scope, partner).await?;
    let Some(running) = found.filter(|found| found.row.completed_at.is_none()) else {
        return Ok(None);
    };
    let status = journeys::status_of(database.read(), partner.0).await?;
    let standing = running.standing(settings, database.now());
    let next = running.journey.next_of(Side::Partner).into_iter().take(NEXT_TASKS);
    Ok(Some(HomeJourney {
        progress_per_mille: standing.progress_per_mille,
        risk: standing.risk.of_partner(status),
        today: standing.today,
        next: next.cloned().collect(),
    }))
}

/// The partner's deals that the rest of the statement picks and orders.
async fn deals(
    database: &Database,
    scope: &Scope,
    limit: i64,
    pick: impl FnOnce(&mut Sql),
) -> Result<Vec<DealSummary>, StoreError> {
    let mut sql = Sql::new(database.backend(), "SELECT ");
    sql.push(SUMMARY_COLUMNS).push(" FROM deals d WHERE d.partner_id = ");
    sql.bind(scope.partner_id().map_or(Uuid::nil(), |id| id.0))
        .push(" AND ");
    pick(&mut sql);
    sql.push(" LIMIT ").bind(limit);
    let rows = database.read().query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| SummaryRow::from_query_result(row, "")?.summary())
        .collect()
}

/// How many deals the partner has in each state, in the order of the states.
async fn counts(database: &Database, scope: &Scope) -> Result<Vec<StateCount>, StoreError> {
    let rows = deals::Entity::find()
        .select_only()
        .column(deals::Column::State)
        .column_as(deals::Column::Id.count(), "count")
        .filter(scope.tenant(deals::Column::PartnerId, deals::Column::Region))
        .group_by(deals::Column::State)
        .into_tuple::<(String, i64)>()
        .all(database.read())
        .await?;
    let count = |state: &DealState| {
        let found = rows.iter().find(|(word, _)| word == state.as_str());
        let count = found.and_then(|(_, count)| u64::try_from(*count).ok())?;
        Some(StateCount { state: *state, count })
    };
    Ok(DealState::ALL.iter().filter_map(count).collect())
}
