//! A journey as a row: what the columns hold, and back.

use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::entities::journeys::Model;
use chrono::{DateTime, Utc};
use entente_model::onboarding::{Journey, JourneyRisk, JourneyStanding};
use uuid::Uuid;

/// A journey as read.
#[derive(Clone, Debug)]
pub struct WholeJourney {
    /// The row.
    pub row: Model,
    /// The journey.
    pub journey: Journey,
}

impl WholeJourney {
    /// The journey of a row.
    pub fn of(row: Model) -> Result<Self, StoreError> {
        let journey = serde_json::from_str(&row.journey)?;
        Ok(WholeJourney { row, journey })
    }

    /// How far it has come where the partner is.
    pub fn standing(&self, settings: &InEffect, now: DateTime<Utc>) -> JourneyStanding {
        standing(&self.journey, &self.row.region, settings, now)
    }
}

/// How far a journey of a region has come.
pub fn standing(journey: &Journey, region: &str, settings: &InEffect, now: DateTime<Utc>) -> JourneyStanding {
    journey.standing(settings.day_in(region, now), settings.settings.onboarding.risk_days)
}

/// The row of a journey that begins.
pub fn begun(
    partner_id: Uuid,
    region: &str,
    journey: &Journey,
    settings: &InEffect,
    now: DateTime<Utc>,
) -> Result<Model, StoreError> {
    let mut row = Model {
        partner_id,
        region: region.to_owned(),
        template: journey.template.clone(),
        journey: String::new(),
        progress_per_mille: 0,
        stage: None,
        stage_since: now,
        next_due: None,
        started_at: now,
        completed_at: None,
        updated_at: now,
        version: 0,
        reminded_on: None,
        flagged_at: None,
        nudged_at: None,
    };
    put(&mut row, journey, settings, now)?;
    row.stage_since = now;
    Ok(row)
}

/// Puts a journey into its row: the columns that lists filter and sort by follow from it.
pub fn put(row: &mut Model, journey: &Journey, settings: &InEffect, now: DateTime<Utc>) -> Result<(), StoreError> {
    let standing = standing(journey, &row.region, settings, now);
    let stage = standing.stage.and_then(|stage| i32::try_from(stage).ok());
    if stage != row.stage {
        row.stage_since = now;
    }
    row.template.clone_from(&journey.template);
    row.journey = serde_json::to_string(journey)?;
    row.progress_per_mille = i32::try_from(standing.progress_per_mille).unwrap_or(0);
    row.stage = stage;
    row.next_due = standing.next_due;
    row.completed_at = journey.completed_at();
    // Who has caught up needs nobody to look.
    if standing.risk != JourneyRisk::AtRisk {
        row.flagged_at = None;
    }
    touch(row, now);
    Ok(())
}

/// Makes the row one that was changed now.
pub fn touch(row: &mut Model, now: DateTime<Utc>) {
    row.updated_at = now;
    row.version += 1;
}
