//! Journeys as their readers get them, with what changes from day to day worked out.

use super::WholeJourney;
use crate::auth::Scope;
use crate::partners;
use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::entities::{journeys, partners as partner_rows};
use chrono::{DateTime, Utc};
use entente_model::ids::PartnerId;
use entente_model::onboarding::{JourneySummary, PartnerJourney};
use entente_model::people::{PartnerStatus, PartnerSummary};
use entente_model::problem::Code;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// The journey of a partner, as far as the reader may know of it: 404 otherwise, and when the partner has none.
pub(super) async fn find<C: ConnectionTrait>(
    connection: &C,
    scope: &Scope,
    partner: PartnerId,
) -> Result<WholeJourney, StoreError> {
    Ok(of_partner(connection, scope, partner).await?.ok_or(Code::NotFound)?)
}

/// The same, when there is one.
pub(crate) async fn of_partner<C: ConnectionTrait>(
    connection: &C,
    scope: &Scope,
    partner: PartnerId,
) -> Result<Option<WholeJourney>, StoreError> {
    let row = journeys::Entity::find_by_id(partner.0)
        .filter(scope.tenant(journeys::Column::PartnerId, journeys::Column::Region))
        .one(connection)
        .await?;
    row.map(WholeJourney::of).transpose()
}

/// The status of a partner, which says whether its journey is under way or rests.
pub(crate) async fn status_of<C: ConnectionTrait>(connection: &C, partner: Uuid) -> Result<PartnerStatus, StoreError> {
    let row = partner_rows::Entity::find_by_id(partner).one(connection).await?;
    let row = row.ok_or(Code::NotFound)?;
    Ok(partners::summary(row).status)
}

/// A journey as the partner's people and the vendor's read it.
pub(super) async fn whole<C: ConnectionTrait>(
    connection: &C,
    journey: &WholeJourney,
    settings: &InEffect,
    now: DateTime<Utc>,
) -> Result<PartnerJourney, StoreError> {
    let row = &journey.row;
    let status = status_of(connection, row.partner_id).await?;
    let mut standing = journey.standing(settings, now);
    standing.risk = standing.risk.of_partner(status);
    Ok(PartnerJourney {
        partner_id: PartnerId(row.partner_id),
        template_name: template_name(settings, &row.template),
        journey: journey.journey.clone(),
        standing,
        started_at: row.started_at,
        stage_since: row.stage_since,
        completed_at: row.completed_at,
        nudged_at: row.nudged_at,
        version: row.version,
    })
}

/// Journeys as lists show them, in the order of the partners. One that is gone by now is left out.
pub(super) async fn summaries<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
    settings: &InEffect,
    now: DateTime<Utc>,
) -> Result<Vec<JourneySummary>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = journeys::Entity::find()
        .filter(journeys::Column::PartnerId.is_in(ids.to_vec()))
        .all(connection)
        .await?;
    let companies = partner_rows::Entity::find()
        .filter(partner_rows::Column::Id.is_in(ids.to_vec()))
        .all(connection)
        .await?;
    let mut rows: HashMap<Uuid, journeys::Model> = rows.into_iter().map(|row| (row.partner_id, row)).collect();
    let mut companies: HashMap<Uuid, partner_rows::Model> = companies.into_iter().map(|row| (row.id, row)).collect();
    ids.iter()
        .filter_map(|id| Some((rows.remove(id)?, companies.remove(id)?)))
        .map(|(row, company)| {
            let journey = WholeJourney::of(row)?;
            Ok(summary(&journey, partners::summary(company), settings, now))
        })
        .collect()
}

fn summary(journey: &WholeJourney, partner: PartnerSummary, settings: &InEffect, now: DateTime<Utc>) -> JourneySummary {
    let row = &journey.row;
    let standing = journey.standing(settings, now);
    let milestones = &journey.journey.milestones;
    let milestone = standing.stage.and_then(|stage| milestones.get(stage));
    let days = milestone.map_or(0, |_| (now - row.stage_since).num_days());
    let risk = standing.risk.of_partner(partner.status);
    JourneySummary {
        partner,
        template: row.template.clone(),
        template_name: template_name(settings, &row.template),
        progress_per_mille: standing.progress_per_mille,
        stage: standing.stage.and_then(|stage| u32::try_from(stage).ok()),
        stage_name: milestone.map(|milestone| milestone.name.clone()).unwrap_or_default(),
        stages: u32::try_from(milestones.len()).unwrap_or(u32::MAX),
        days_in_stage: u32::try_from(days).unwrap_or(0),
        next_due: standing.next_due,
        today: standing.today,
        risk,
        started_at: row.started_at,
        completed_at: row.completed_at,
        nudged_at: row.nudged_at,
        version: row.version,
    }
}

/// The name of a template; of one that the settings no longer have, its code.
fn template_name(settings: &InEffect, code: &str) -> String {
    let templates = &settings.settings.onboarding.journeys;
    let found = templates.iter().find(|template| template.code == code);
    found.map_or_else(|| code.to_owned(), |template| template.name.clone())
}
