//! Journeys as they begin and move on, within the change that moves them.

use super::row::{self, WholeJourney};
use crate::store::entities::{journey_milestones, journeys, partners};
use crate::store::{Actor, Audience, AuditEntry, StoreError};
use crate::work::{Work, moved_on_unless};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::onboarding::template::choose;
use entente_model::onboarding::{Journey, JourneyActor, JourneyOccurrence, TaskKind};
use entente_model::people::{PartnerStatus, PartnerType, Tier};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Begins the journey of a new partner, by the first template that fits it.
pub async fn begin(work: &mut Work<'_>, partner: &partners::Model) -> Result<(), StoreError> {
    let templates = &work.settings.settings.onboarding.journeys;
    let partner_type = PartnerType::parse(&partner.partner_type).unwrap_or(PartnerType::Reseller);
    let tier = Tier::parse(&partner.tier).unwrap_or(Tier::Registered);
    let Some(template) = choose(templates, partner_type, tier, &partner.region) else {
        return Err(StoreError::Internal("no journey fits a new partner".to_owned()));
    };
    let started_on = work.settings.day_in(&partner.region, work.now);
    let journey = Journey::begin(template, work.settings.number, started_on);
    let row = row::begun(partner.id, &partner.region, &journey, work.settings, work.now)?;
    journeys::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(work.db)
        .await?;
    publish(work, &row);
    let entry = AuditEntry::new("journey.begun", "partner", partner.id);
    work.keep(
        entry
            .partner(Some(PartnerId(partner.id)))
            .param("template", template.name.clone()),
    );
    Ok(())
}

/// Takes a journey away, as if it had never begun.
pub async fn take_away(work: &mut Work<'_>, partner: PartnerId) -> Result<(), StoreError> {
    journey_milestones::Entity::delete_many()
        .filter(journey_milestones::Column::PartnerId.eq(partner.0))
        .exec(work.db)
        .await?;
    let Some(mut row) = journeys::Entity::find_by_id(partner.0).one(work.db).await? else {
        return Ok(());
    };
    journeys::Entity::delete_by_id(partner.0).exec(work.db).await?;
    row.version += 1;
    publish(work, &row);
    Ok(())
}

/// Tells a partner's journey that there is one more of a kind. A partner without a journey, such as one from before there were
/// any, has nothing to be told.
pub async fn one_more(work: &mut Work<'_>, partner: PartnerId, kind: TaskKind) -> Result<(), StoreError> {
    let Some(row) = journeys::Entity::find_by_id(partner.0).one(work.db).await? else {
        return Ok(());
    };
    let mut journey = WholeJourney::of(row)?;
    let total = journey
        .journey
        .achieved
        .get(&kind)
        .copied()
        .unwrap_or(0)
        .saturating_add(1);
    let occurrence = JourneyOccurrence::Achieved { kind, total };
    let actor = actor(work);
    // What the portal sees is never refused.
    if let Ok(after) = journey.journey.apply(&occurrence, &actor, work.now)
        && after != journey.journey
    {
        save(work, &mut journey, after).await?;
    }
    Ok(())
}

/// Who causes what happens to a journey within a change.
pub(super) fn actor(work: &Work<'_>) -> JourneyActor {
    JourneyActor {
        side: work.scope.side(),
        person: work.scope.person_ref(),
    }
}

/// Writes the row of a journey that was read at a version, and tells open pages. It is changed only if nobody else changed it since.
pub(super) async fn write(work: &mut Work<'_>, row: &journeys::Model, read: i64) -> Result<(), StoreError> {
    let changed = journeys::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(journeys::Column::PartnerId.eq(row.partner_id))
        .filter(journeys::Column::Version.eq(read))
        .exec(work.db)
        .await?;
    moved_on_unless(changed.rows_affected)?;
    publish(work, row);
    Ok(())
}

fn publish(work: &mut Work<'_>, row: &journeys::Model) {
    let partner_id = PartnerId(row.partner_id);
    let event = LiveEvent::Journey {
        partner_id,
        version: row.version,
    };
    work.publish(event, Audience::partner(partner_id, row.region.clone()));
}

/// Writes where a journey stands now, with the milestones that it has reached, its timeline, and what follows when all is done.
pub(super) async fn save(work: &mut Work<'_>, whole: &mut WholeJourney, after: Journey) -> Result<(), StoreError> {
    let before = std::mem::replace(&mut whole.journey, after);
    let read = whole.row.version;
    row::put(&mut whole.row, &whole.journey, work.settings, work.now)?;
    write(work, &whole.row, read).await?;
    let partner = PartnerId(whole.row.partner_id);
    let done_before = |code: &str| before.task(code).is_some_and(|task| task.done.is_some());
    for task in whole.journey.tasks() {
        if let Some(done) = task.done.as_ref().filter(|_| !done_before(&task.code)) {
            let entry = AuditEntry::new("journey.task_done", "partner", partner.0)
                .partner(Some(partner))
                .param("task", task.code.clone())
                .param("task_kind", task.kind.as_str())
                .param("task_name", task.name.clone());
            work.keep(if done.note.is_empty() {
                entry
            } else {
                entry.param("note", done.note.clone())
            });
        }
    }
    keep_milestones(work, whole).await?;
    if whole.journey.is_completed() && !before.is_completed() {
        work.keep(AuditEntry::new("journey.completed", "partner", partner.0).partner(Some(partner)));
        activate(work, partner).await?;
    }
    Ok(())
}

/// Makes a partner active that has done all of its journey. One that was suspended meanwhile stays so.
async fn activate(work: &mut Work<'_>, partner: PartnerId) -> Result<(), StoreError> {
    let onboarding = partners::Column::Status.eq(PartnerStatus::Onboarding.as_str());
    let found = partners::Entity::find_by_id(partner.0).filter(onboarding);
    let Some(row) = found.one(work.db).await? else {
        return Ok(());
    };
    let version = row.version + 1;
    let changed = partners::Entity::update_many()
        .col_expr(partners::Column::Status, Expr::value(PartnerStatus::Active.as_str()))
        .col_expr(partners::Column::Version, Expr::value(version))
        .filter(partners::Column::Id.eq(partner.0))
        .filter(partners::Column::Version.eq(row.version))
        .exec(work.db)
        .await?;
    moved_on_unless(changed.rows_affected)?;
    let entry = AuditEntry::new("partner.activated", "partner", partner.0).partner(Some(partner));
    work.keep(entry.by(Actor::default()));
    let event = LiveEvent::Partner { id: partner, version };
    work.publish(event, Audience::partner(partner, row.region));
    Ok(())
}

/// Keeps when milestones were reached, once: one that a moved journey has to reach again stays as it was.
async fn keep_milestones(work: &Work<'_>, whole: &WholeJourney) -> Result<(), StoreError> {
    let reached = whole.journey.milestones.iter().filter_map(|milestone| {
        let reached_at = milestone.reached_at?;
        let days = (reached_at - whole.row.started_at).num_days().max(0);
        Some(journey_milestones::Model {
            partner_id: whole.row.partner_id,
            milestone: milestone.code.clone(),
            region: whole.row.region.clone(),
            template: whole.row.template.clone(),
            days: i32::try_from(days).unwrap_or(i32::MAX),
            reached_at,
        })
    });
    let rows: Vec<_> = reached.map(|row| row.into_active_model().reset_all()).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let known = OnConflict::columns([
        journey_milestones::Column::PartnerId,
        journey_milestones::Column::Milestone,
    ])
    .do_nothing()
    .to_owned();
    let inserted = journey_milestones::Entity::insert_many(rows)
        .on_conflict(known)
        .exec_without_returning(work.db)
        .await;
    match inserted {
        Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
