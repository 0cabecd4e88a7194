//! Journeys over HTTP: a partner's own, and all of them as the vendor's people follow them.

use super::query::{FunnelsQuery, JourneysQuery};
use super::{completion, following, funnel, list, nudge};
use crate::auth::{Permitted, can};
use crate::http::{AppState, IfMatch, Path, Posted, Query, Refusal, Reply, change_once, page_limit};
use crate::work::Work;
use axum::extract::State;
use entente_model::ids::PartnerId;
use entente_model::onboarding::{
    JourneyFunnel, JourneyNudge, JourneyResult, JourneySummary, PartnerJourney, TaskCompletion,
};
use entente_model::page::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(complete))
        .routes(routes!(list_journeys))
        .routes(routes!(list_funnels))
        .routes(routes!(nudge_partners))
        .merge(super::moves::router())
}

/// A partner's journey.
#[utoipa::path(get, path = "/partners/{id}/journey", operation_id = "read_journey", tag = "journeys",
    params(("id" = PartnerId, Path)), responses((status = 200, body = PartnerJourney)))]
async fn read(
    scope: Permitted<can::ReadCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let database = state.database.read();
    let journey = following::find(database, &scope, id).await?;
    let journey = following::whole(database, &journey, &settings, state.database.now()).await?;
    Ok(Reply::ok(&journey)?.version(journey.version))
}

/// Says that a task is done: the partner's admins of their own, the vendor's people of any, with a note.
#[utoipa::path(post, path = "/partners/{id}/journey/completions", operation_id = "complete_task", tag = "journeys",
    params(("id" = PartnerId, Path)), request_body = TaskCompletion, responses((status = 200, body = PartnerJourney)))]
async fn complete(
    scope: Permitted<can::Either<can::ManageCompany, can::GuideJourneys>>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    IfMatch(seen): IfMatch,
    request: Posted<TaskCompletion>,
) -> Result<Reply, Refusal> {
    change_once(&state, &scope, request, move |tx, settings, completion| {
        Box::pin(async move {
            let mut work = Work::new(tx, settings);
            let journey = completion::complete(&mut work, id, seen, completion).await?;
            work.leave(tx)?;
            let journey = following::whole(tx.db(), &journey, settings, tx.now()).await?;
            Ok(Reply::ok(&journey)?.version(journey.version))
        })
    })
    .await
}

/// The journeys that the reader looks after.
#[utoipa::path(get, path = "/journeys", operation_id = "list_journeys", tag = "journeys",
    params(JourneysQuery), responses((status = 200, body = Page<JourneySummary>)))]
async fn list_journeys(
    scope: Permitted<can::FollowJourneys>,
    State(state): State<AppState>,
    Query(query): Query<JourneysQuery>,
) -> Result<Reply, Refusal> {
    let (limit, filters) = (page_limit(query.limit)?, query.filters()?);
    let settings = state.settings.in_effect(&state.database).await?;
    let page = list::page(
        &state.database,
        &scope,
        &settings,
        &filters,
        limit,
        query.cursor.as_deref(),
    )
    .await?;
    Ok(Reply::ok(&page)?)
}

/// How many journeys reached each milestone, of the templates that have any.
#[utoipa::path(get, path = "/journeys/funnels", operation_id = "list_journey_funnels", tag = "journeys",
    params(FunnelsQuery), responses((status = 200, body = Vec<JourneyFunnel>)))]
async fn list_funnels(
    scope: Permitted<can::FollowJourneys>,
    State(state): State<AppState>,
    Query(query): Query<FunnelsQuery>,
) -> Result<Reply, Refusal> {
    let region = query.region()?;
    let settings = state.settings.in_effect(&state.database).await?;
    let funnels = funnel::funnels(&state.database, &scope, &settings, region.as_deref()).await?;
    Ok(Reply::ok(&funnels)?)
}

/// Asks partners to go on, by mail; each is asked or refused on its own.
#[utoipa::path(post, path = "/journeys/nudges", operation_id = "nudge_partners", tag = "journeys",
    request_body = JourneyNudge, responses((status = 200, body = Vec<JourneyResult>)))]
async fn nudge_partners(
    scope: Permitted<can::GuideJourneys>,
    State(state): State<AppState>,
    request: Posted<JourneyNudge>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(request.value.check())?;
    change_once(&state, &scope, request, |tx, settings, nudge| {
        Box::pin(async move { Ok(Reply::ok(&nudge::nudge_all(tx, settings, nudge).await?)?) })
    })
    .await
}
