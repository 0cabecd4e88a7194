//! How many journeys reached each milestone: two grouped statements for all templates.

use super::risk::push_paused;
use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use entente_model::onboarding::{FunnelMilestone, JourneyFunnel, JourneyTemplate, Milestone, Spread};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Journeys of a template that are at a milestone and have reached the same ones.
#[derive(FromQueryResult)]
struct At {
    template: String,
    /// Code of the milestone, which every version of the template means the same by.
    milestone: Option<String>,
    /// Codes of those reached, with a space between them.
    reached: String,
    journeys: i64,
    /// Those of them that do not rest.
    under_way: i64,
}

impl At {
    fn has_reached(&self, code: &str) -> bool {
        self.reached.split(' ').any(|reached| reached == code)
    }
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
    let groups = "j.template, j.milestone, j.reached";
    let mut select = Sql::new(database.backend(), "SELECT ");
    select.push(groups).push(", count(*) AS journeys, count(CASE WHEN ");
    push_paused(&mut select, false);
    select.push(" THEN 1 END) AS under_way FROM journeys j");
    let at = rows::<At>(database, scope, region, (select, groups)).await?;
    let groups = "j.template, j.milestone, j.days";
    let mut select = Sql::new(database.backend(), "SELECT ");
    select
        .push(groups)
        .push(", count(*) AS journeys FROM journey_milestones j");
    let reached = rows::<Reached>(database, scope, region, (select, groups)).await?;
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
    (mut sql, groups): (Sql, &str),
) -> Result<Vec<Row>, StoreError> {
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
    let journeys =
        |which: &dyn Fn(&At) -> bool| -> u32 { whole(at.iter().filter(|at| which(at)).map(|at| at.journeys).sum()) };
    let waiting = |which: &dyn Fn(&str) -> bool| -> u32 {
        let there = at.iter().filter(|at| at.milestone.as_deref().is_some_and(which));
        whole(there.map(|at| at.under_way).sum())
    };
    let started = journeys(&|_| true);
    if started == 0 {
        return None;
    }
    let milestone = |(place, milestone): (usize, &Milestone)| {
        let code = milestone.code.as_str();
        let before = place.checked_sub(1).and_then(|before| template.milestones.get(before));
        let has_before = |at: &At| before.is_none_or(|before| at.has_reached(&before.code));
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
            reached: journeys(&|at| at.has_reached(code)),
            reached_both: journeys(&|at| at.has_reached(code) && has_before(at)),
            waiting: waiting(&|here| here == code),
            median_days: spread.map(|spread| spread.median),
        }
    };
    Some(JourneyFunnel {
        template: template.code.clone(),
        template_name: template.name.clone(),
        started,
        elsewhere: waiting(&|here| template.milestones.iter().all(|milestone| milestone.code != here)),
        milestones: template.milestones.iter().enumerate().map(milestone).collect(),
    })
}

fn whole(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
