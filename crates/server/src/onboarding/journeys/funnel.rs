//! How many journeys reached each milestone: two grouped statements for all templates.

use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use entente_model::onboarding::{FunnelMilestone, JourneyFunnel, JourneyTemplate, Milestone, Spread};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Journeys of a template that are at a milestone.
#[derive(FromQueryResult)]
struct At {
    template: String,
    stage: Option<i32>,
    journeys: i64,
}

/// Journeys that reached a milestone within so many days.
#[derive(FromQueryResult)]
struct Reached {
    template: String,
    milestone: String,
    days: i32,
    journeys: i64,
}

/// The funnels of the templates of the settings that have journeys, as far as the reader looks after them; of one region when it is given.
pub(super) async fn funnels(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    region: Option<&str>,
) -> Result<Vec<JourneyFunnel>, StoreError> {
    let at = rows::<At>(
        database,
        scope,
        region,
        (
            "SELECT j.template, j.stage, count(*) AS journeys FROM journeys j",
            "j.template, j.stage",
        ),
    )
    .await?;
    let reached = rows::<Reached>(
        database,
        scope,
        region,
        (
            "SELECT j.template, j.milestone, j.days, count(*) AS journeys FROM journey_milestones j",
            "j.template, j.milestone, j.days",
        ),
    )
    .await?;
    let templates = settings.settings.onboarding.journeys.iter();
    Ok(templates
        .filter_map(|template| funnel(template, &at, &reached))
        .collect())
}

/// What a statement counts, by what it is grouped by.
async fn rows<Row: FromQueryResult>(
    database: &Database,
    scope: &Scope,
    region: Option<&str>,
    (select, groups): (&str, &str),
) -> Result<Vec<Row>, StoreError> {
    let mut sql = Sql::new(database.backend(), select);
    sql.push(" WHERE 1 = 1");
    scope.push_tenant(&mut sql, "j.partner_id", "j.region");
    if let Some(region) = region {
        sql.push(" AND ").unindexed("j.region").push(" = ").bind(region);
    }
    sql.push(" GROUP BY ").push(groups).push(" ORDER BY ").push(groups);
    let rows = database.read().query_all_raw(sql.statement()).await?;
    Ok(rows
        .iter()
        .map(|row| Row::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// The funnel of a template; `None` when nobody follows it.
fn funnel(template: &JourneyTemplate, at: &[At], reached: &[Reached]) -> Option<JourneyFunnel> {
    let at: Vec<&At> = at.iter().filter(|at| at.template == template.code).collect();
    let started: i64 = at.iter().map(|at| at.journeys).sum();
    if started == 0 {
        return None;
    }
    let milestone = |(place, milestone): (usize, &Milestone)| {
        let place = i32::try_from(place).ok();
        let waiting: i64 = at
            .iter()
            .filter(|at| at.stage.is_some() && at.stage == place)
            .map(|at| at.journeys)
            .sum();
        let own = reached
            .iter()
            .filter(|row| row.template == template.code && row.milestone == milestone.code);
        let days: Vec<(u32, u32)> = own
            .map(|row| (u32::try_from(row.days).unwrap_or(0), whole(row.journeys)))
            .collect();
        let spread = Spread::of_counted(&days);
        FunnelMilestone {
            code: milestone.code.clone(),
            name: milestone.name.clone(),
            due_days: milestone.due_days,
            reached: spread.map_or(0, |spread| spread.count),
            waiting: whole(waiting),
            median_days: spread.map(|spread| spread.median),
        }
    };
    Some(JourneyFunnel {
        template: template.code.clone(),
        template_name: template.name.clone(),
        started: whole(started),
        milestones: template.milestones.iter().enumerate().map(milestone).collect(),
    })
}

fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
