//! Moving running journeys to their template as it was changed: what that would change, and doing it.
//!
//! A job does it, some journeys a transaction. It notes how far it has come in the same transaction, by queueing what is left, so it goes
//! on after a crash where it was; and a journey that is by the template already is passed over, so doing it twice does nothing. It takes
//! the template along as it was previewed: what is published meanwhile moves nobody.

use super::row::WholeJourney;
use super::store::save;
use crate::auth::{Permitted, Scope, can};
use crate::http::{AppState, Body, Posted, Refusal, Reply, idempotent, stale, unavailable};
use crate::jobs::{Change, Registry};
use crate::partners::summary;
use crate::settings::{self, InEffect};
use crate::store::entities::journeys::{Column, Entity, Model};
use crate::store::entities::partners;
use crate::store::{Actor, AuditEntry, NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use axum::extract::State;
use axum::http::StatusCode;
use entente_model::ids::{PartnerId, UserId};
use entente_model::onboarding::{
    JourneyMove, JourneyMoveBegun, JourneyMoveOutcome, JourneyMovePreview, JourneyTemplate, MoveTally,
};
use entente_model::people::{PartnerSummary, Side};
use entente_model::problem::{FieldCode, FieldError, Problem};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Journeys that are looked at together.
const LOOKED_AT: u64 = 500;
/// Journeys that are moved in one transaction: so few that others who write hardly wait.
const MOVED: u64 = 50;
/// Kind of the job.
const MOVE: &str = "move_journeys";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(preview)).routes(routes!(begin))
}

/// Registers the job.
pub(super) fn register(registry: &mut Registry) {
    registry.change::<Moving>(MOVE);
}

/// What moving all running journeys to a template would change. Changes nothing.
#[utoipa::path(post, path = "/journeys/move_previews", operation_id = "preview_journey_move", tag = "journeys",
    request_body = JourneyMovePreview, responses((status = 200, body = JourneyMoveOutcome)))]
async fn preview(
    scope: Permitted<can::ManageSettings>,
    State(state): State<AppState>,
    Body(edited): Body<JourneyMovePreview>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    Refusal::unless_empty(edited.check(&settings.settings))?;
    let code = edited.template.code.clone();
    let mut tally = MoveTally::new(edited.template, settings.number, state.database.now());
    let mut after = None;
    loop {
        let rows = running(&scope, &code, after)
            .limit(LOOKED_AT)
            .all(state.database.read())
            .await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.partner_id);
        let partners = partners_of(&rows, state.database.read()).await?;
        // Each is moved to see what would change, which other requests are not to wait for.
        let look = move || {
            for row in rows {
                if let Some(partner) = partners.get(&row.partner_id) {
                    tally.look(&WholeJourney::of(row)?.journey, partner);
                }
            }
            Ok::<_, StoreError>(tally)
        };
        tally = tokio::task::spawn_blocking(look).await.map_err(unavailable)??;
    }
    Ok(Reply::ok(&tally.outcome())?)
}

async fn partners_of<C: ConnectionTrait>(
    journeys: &[Model],
    connection: &C,
) -> Result<HashMap<Uuid, PartnerSummary>, StoreError> {
    let ids = journeys.iter().map(|row| row.partner_id);
    let found = partners::Entity::find().filter(partners::Column::Id.is_in(ids));
    let rows = found.all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.id, summary(row))).collect())
}

/// Begins to move all running journeys of a template to the template as it is in effect; a job goes on with it. Refused as stale when it
/// was previewed with other settings than are in effect.
#[utoipa::path(post, path = "/journeys/moves", operation_id = "move_journeys", tag = "journeys",
    request_body = JourneyMove, responses((status = 202, body = JourneyMoveBegun)))]
async fn begin(
    scope: Permitted<can::ManageSettings>,
    State(state): State<AppState>,
    request: Posted<JourneyMove>,
) -> Result<Reply, Refusal> {
    let in_effect = state.settings.in_effect(&state.database).await?;
    let Some(template) = template(&in_effect, &request.value.template).cloned() else {
        let unknown = FieldError::new("/template", FieldCode::UnknownValue);
        return Err(Problem::fields(vec![unknown]).into());
    };
    let refusal = if request.value.settings_version == in_effect.number {
        None
    } else {
        let current = settings::version(&state.database, in_effect.id.0, in_effect.id.0).await?;
        Some(stale(&current))
    };
    let input = (template, in_effect, refusal);
    idempotent(
        &state.database,
        &scope,
        request.key,
        input,
        |tx, (template, in_effect, refusal)| {
            Box::pin(async move {
                if let Some(problem) = refusal {
                    return Err(problem.clone().into());
                }
                let begun = queue_all(tx, template, in_effect).await?;
                Ok(Reply::json(StatusCode::ACCEPTED, &begun)?)
            })
        },
    )
    .await
}

fn template<'a>(settings: &'a InEffect, code: &str) -> Option<&'a JourneyTemplate> {
    let templates = &settings.settings.onboarding.journeys;
    templates.iter().find(|template| template.code == code)
}

/// Running journeys of a template behind the one of a partner, in their order.
fn running(scope: &Scope, template: &str, after: Option<Uuid>) -> Select<Entity> {
    let journeys = Entity::find()
        .filter(scope.tenant(Column::PartnerId, Column::Region))
        .filter(Column::Template.eq(template))
        .filter(Column::CompletedAt.is_null())
        .order_by_asc(Column::PartnerId);
    match after {
        Some(partner) => journeys.filter(Column::PartnerId.gt(partner)),
        None => journeys,
    }
}

/// What is left of a move.
#[derive(Clone, Serialize, Deserialize)]
struct Moving {
    /// The template as it was previewed.
    template: JourneyTemplate,
    /// Number of the settings version that it is of.
    settings_version: i64,
    /// Who asked for it.
    by: By,
    /// The partner whose journey was looked at last.
    after: Option<Uuid>,
}

/// Who asked for a move, as the timelines of the journeys name them.
#[derive(Clone, Serialize, Deserialize)]
struct By {
    id: Option<UserId>,
    name: String,
    side: Option<Side>,
}

impl Moving {
    fn job(&self) -> Result<NewJob, StoreError> {
        NewJob::new(MOVE, self)
    }
}

async fn queue_all(tx: &Tx, template: &JourneyTemplate, settings: &InEffect) -> Result<JourneyMoveBegun, StoreError> {
    let running = running(tx.scope(), &template.code, None).count(tx.db()).await?;
    let Actor { id, name, side } = tx.scope().actor();
    let moving = Moving {
        template: template.clone(),
        settings_version: settings.number,
        by: By { id, name, side },
        after: None,
    };
    tx.enqueue(moving.job()?);
    let entry = AuditEntry::new("journeys.move_begun", "settings", settings.id.0).internal();
    tx.audit(entry.param("template", template.code.clone()).param("running", running));
    Ok(JourneyMoveBegun {
        running: u32::try_from(running).unwrap_or(u32::MAX),
    })
}

#[async_trait]
impl Change for Moving {
    /// Moves the next journeys, and queues what is left.
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError> {
        let rows = running(tx.scope(), &self.template.code, self.after)
            .limit(MOVED)
            .all(tx.db())
            .await?;
        let last = rows.last().map(|row| row.partner_id);
        let mut work = Work::new(tx, settings);
        for row in rows {
            move_one(&mut work, WholeJourney::of(row)?, self).await?;
        }
        work.leave(tx)?;
        if last.is_some() {
            let rest = Moving {
                after: last,
                ..self.clone()
            };
            tx.enqueue(rest.job()?);
        }
        Ok(())
    }
}

async fn move_one(work: &mut Work<'_>, mut whole: WholeJourney, moving: &Moving) -> Result<(), StoreError> {
    let (template, number, by) = (&moving.template, moving.settings_version, &moving.by);
    if whole.journey.is_by(template, work.now) {
        return Ok(());
    }
    let diff = whole.journey.diff(template, number, work.now);
    let after = whole.journey.move_to(template, number, work.now);
    let partner = PartnerId(whole.row.partner_id);
    let entry = AuditEntry::new("journey.moved", "partner", partner.0)
        .partner(Some(partner))
        .by(Actor {
            id: by.id,
            name: by.name.clone(),
            side: by.side,
        });
    work.keep(
        entry
            .param("template", template.name.clone())
            .param("changes", diff.tasks.len())
            .param("settings_version", number),
    );
    save(work, &mut whole, after).await
}
