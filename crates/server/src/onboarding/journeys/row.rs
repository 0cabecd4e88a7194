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
        milestone: None,
        reached: String::new(),
        vendor_due: None,
        vendor_flagged_at: None,
    };
    put(&mut row, journey, settings, now)?;
    row.stage_since = now;
    Ok(row)
}

/// Puts a journey into its row: the columns that lists filter and sort by follow from it.
pub fn put(row: &mut Model, journey: &Journey, settings: &InEffect, now: DateTime<Utc>) -> Result<(), StoreError> {
    let standing = standing(journey, &row.region, settings, now);
    let here = standing.stage.and_then(|stage| journey.milestones.get(stage));
    let milestone = here.map(|milestone| milestone.code.clone());
    // Not by its place: a move may put others before the milestone where it is.
    if milestone != row.milestone {
        row.stage_since = now;
    }
    row.milestone = milestone;
    row.reached = reached(journey, &row.reached);
    row.template.clone_from(&journey.template);
    row.journey = serde_json::to_string(journey)?;
    row.progress_per_mille = i32::try_from(standing.progress_per_mille).unwrap_or(0);
    row.stage = standing.stage.and_then(|stage| i32::try_from(stage).ok());
    row.next_due = standing.next_due;
    row.vendor_due = standing.vendor_due;
    row.completed_at = journey.completed_at();
    // Who has caught up needs nobody to look.
    if standing.risk != JourneyRisk::AtRisk {
        row.flagged_at = None;
    }
    if !standing.is_vendor_late() {
        row.vendor_flagged_at = None;
    }
    touch(row, now);
    Ok(())
}

/// The codes of a journey's milestones that are reached, with a space between them; with those `before` that were and, since it was
/// moved, have to be reached again.
pub fn reached(journey: &Journey, before: &str) -> String {
    let was = |code: &str| before.split(' ').any(|known| known == code);
    let all = journey.milestones.iter();
    let codes = all.filter(|milestone| milestone.reached_at.is_some() || was(&milestone.code));
    let codes: Vec<&str> = codes.map(|milestone| milestone.code.as_str()).collect();
    codes.join(" ")
}

/// Makes the row one that was changed now.
pub fn touch(row: &mut Model, now: DateTime<Utc>) {
    row.updated_at = now;
    row.version += 1;
}
