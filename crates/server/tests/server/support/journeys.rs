//! Journeys as tests make them: rows by a short template whose tasks people say are done.

use super::{Client, TestApp, TestResult};
use chrono::{DateTime, Utc};
use entente_model::ids::PartnerId;
use entente_model::onboarding::{
    Journey, JourneyActor, JourneyOccurrence, JourneyTemplate, Milestone, PartnerJourney, TaskCompletion, TaskKind,
    TaskTemplate,
};
use entente_model::people::{PartnerStatus, Side};
use entente_server::auth::Scope;
use entente_server::onboarding::journeys::{begun, put};
use entente_server::store::entities::{journey_milestones, journeys, partners};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// A journey of three milestones: a call, then a plan and training, then a deal.
pub fn short() -> JourneyTemplate {
    let task = |code: &str, kind: TaskKind, name: &str, due_days: u32, blocked_by: &[&str]| TaskTemplate {
        code: code.to_owned(),
        kind,
        name: name.to_owned(),
        help: String::new(),
        count: 1,
        owner: Side::Partner,
        due_days,
        weight: 1,
        blocked_by: blocked_by.iter().map(|code| (*code).to_owned()).collect(),
    };
    let milestone = |code: &str, name: &str, due_days: u32, tasks: Vec<TaskTemplate>| Milestone {
        code: code.to_owned(),
        name: name.to_owned(),
        due_days,
        tasks,
    };
    JourneyTemplate {
        code: "selling".to_owned(),
        name: "Partners that sell".to_owned(),
        partner_types: Vec::new(),
        tiers: Vec::new(),
        regions: Vec::new(),
        milestones: vec![
            milestone(
                "welcome",
                "Welcome aboard",
                7,
                vec![task("call", TaskKind::Other, "Kick-off call", 7, &[])],
            ),
            milestone(
                "set-up",
                "Set up",
                14,
                vec![
                    task("plan", TaskKind::Other, "Plan the year", 14, &["call"]),
                    task("training", TaskKind::FinishTraining, "", 40, &[]),
                ],
            ),
            milestone(
                "first-deal",
                "First deal registered",
                60,
                vec![task("deal", TaskKind::RegisterDeal, "", 60, &[])],
            ),
        ],
    }
}

/// What happens to a journey, and when.
pub type Steps<'a> = &'a [(&'a str, DateTime<Utc>)];

/// Puts a partner on the short journey, in place of the one that it is on, with the tasks done that are named; `deal` is one handed in.
pub async fn set_out(app: &TestApp, partner: PartnerId, started_at: DateTime<Utc>, steps: Steps<'_>) -> TestResult {
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let company = partners::Entity::find_by_id(partner.0)
        .one(app.state.database.read())
        .await?;
    let region = company.ok_or("no partner")?.region;
    let mut journey = Journey::begin(&short(), 1, settings.day_in(&region, started_at));
    let mut row = begun(partner.0, &region, &journey, &settings, started_at)?;
    for (task, at) in steps {
        let occurrence = match *task {
            "deal" => JourneyOccurrence::Achieved {
                kind: TaskKind::RegisterDeal,
                total: 1,
            },
            task => JourneyOccurrence::Complete {
                task: task.to_owned(),
                note: String::new(),
            },
        };
        let after = journey.apply(&occurrence, &JourneyActor::portal(), *at);
        journey = after.map_err(|refusal| format!("{refusal:?}"))?;
        put(&mut row, &journey, &settings, *at)?;
    }
    let reached = journey.milestones.iter().filter_map(|milestone| {
        let reached_at = milestone.reached_at?;
        Some(journey_milestones::Model {
            partner_id: partner.0,
            milestone: milestone.code.clone(),
            region: region.clone(),
            template: journey.template.clone(),
            days: i32::try_from((reached_at - started_at).num_days()).unwrap_or_default(),
            reached_at,
        })
    });
    let reached: Vec<_> = reached.collect();
    let scope = Scope::for_tests();
    app.state
        .database
        .write(&scope, (row, reached), |tx, (row, reached)| {
            Box::pin(async move {
                journey_milestones::Entity::delete_many()
                    .filter(journey_milestones::Column::PartnerId.eq(row.partner_id))
                    .exec(tx.db())
                    .await?;
                journeys::Entity::delete_by_id(row.partner_id).exec(tx.db()).await?;
                journeys::Entity::insert(row.clone().into_active_model().reset_all())
                    .exec_without_returning(tx.db())
                    .await?;
                for milestone in reached {
                    journey_milestones::Entity::insert(milestone.clone().into_active_model().reset_all())
                        .exec_without_returning(tx.db())
                        .await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// Makes a task of a partner's journey the vendor's.
pub async fn give_to_vendor(app: &TestApp, partner: PartnerId, task: &str) -> TestResult {
    let database = &app.state.database;
    let settings = app.state.settings.in_effect(database).await?;
    let found = journeys::Entity::find_by_id(partner.0).one(database.read()).await?;
    let mut row = found.ok_or("no journey")?;
    let mut journey: Journey = serde_json::from_str(&row.journey)?;
    let tasks = journey.milestones.iter_mut().flat_map(|milestone| &mut milestone.tasks);
    for own in tasks.filter(|own| own.code == task) {
        own.owner = Side::Vendor;
    }
    put(&mut row, &journey, &settings, database.now())?;
    let scope = Scope::for_tests();
    database
        .write(&scope, row, |tx, row| {
            Box::pin(async move {
                let row = row.clone().into_active_model().reset_all();
                journeys::Entity::update(row).exec(tx.db()).await?;
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// Puts a partner on the short journey a moment ago.
pub async fn begin_now(app: &TestApp, partner: PartnerId) -> TestResult {
    set_out(app, partner, app.state.database.now(), &[]).await
}

/// Gives a partner a status.
pub async fn set_status(app: &TestApp, partner: PartnerId, status: PartnerStatus) -> TestResult {
    let scope = Scope::for_tests();
    app.state
        .database
        .write(&scope, (partner, status), |tx, (partner, status)| {
            Box::pin(async move {
                partners::Entity::update_many()
                    .col_expr(partners::Column::Status, Expr::value(status.as_str()))
                    .filter(partners::Column::Id.eq(partner.0))
                    .exec(tx.db())
                    .await?;
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// A partner's journey as a reader gets it.
pub async fn read_journey(client: &Client, partner: PartnerId) -> TestResult<PartnerJourney> {
    client.get(&format!("/partners/{partner}/journey")).await?.expect(200)
}

/// Says that a task is done.
pub fn completion(task: &str, note: &str) -> TaskCompletion {
    TaskCompletion {
        task: task.to_owned(),
        note: note.to_owned(),
    }
}
