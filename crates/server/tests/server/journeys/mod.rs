//! Journeys of partners on the server: moved on, followed, asked about, and looked after.

mod completing;
mod followed;
mod late;
mod nudged;

use crate::support::{TestApp, TestResult};
use chrono::Duration;
use entente_model::ids::PartnerId;
use entente_server::store::entities::{audit, jobs, journeys};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// The row of a partner's journey.
async fn row(app: &TestApp, partner: PartnerId) -> TestResult<journeys::Model> {
    let found = journeys::Entity::find_by_id(partner.0);
    Ok(found.one(app.state.database.read()).await?.ok_or("no journey")?)
}

/// What the timeline of a partner says, oldest first: the kind, and whether it is for the vendor alone.
async fn told(app: &TestApp, partner: PartnerId) -> TestResult<Vec<(String, bool)>> {
    let entries = audit::Entity::find()
        .filter(audit::Column::SubjectKind.eq("partner"))
        .filter(audit::Column::SubjectId.eq(partner.0))
        .order_by_asc(audit::Column::Id)
        .all(app.state.database.read())
        .await?;
    Ok(entries.into_iter().map(|entry| (entry.kind, entry.internal)).collect())
}

/// Waits until no mail about journeys is on its way, and counts those sent that say something.
async fn mailed(app: &TestApp, text: &str) -> TestResult<usize> {
    app.eventually(async || {
        let waiting = jobs::Entity::find()
            .filter(jobs::Column::State.ne("done"))
            .filter(jobs::Column::Kind.is_in(["journey_notice", "mail"]))
            .count(app.state.database.read())
            .await?;
        Ok((waiting == 0).then_some(()))
    })
    .await?;
    Ok(app.mails()?.iter().filter(|mail| mail.contains(text)).count())
}

/// Lets time pass, and waits until the portal has looked after late journeys.
async fn later(app: &TestApp, by: Duration) -> TestResult {
    app.clock.advance(by);
    app.state.database.job_added().notify_one();
    app.eventually(async || {
        let clock = jobs::Entity::find()
            .filter(jobs::Column::Kind.eq("journeys_clock"))
            .one(app.state.database.read())
            .await?;
        Ok(clock
            .filter(|clock| clock.run_at > app.state.database.now())
            .map(|_| ()))
    })
    .await
}
