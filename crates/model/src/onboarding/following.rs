//! Journeys as the people of a partner and those of the vendor follow them, on the wire.

use super::journey::{Journey, JourneyTask};
use super::journey_move::{JourneyDiff, TaskChange};
use super::journey_refusal::JourneyRefusal;
use super::journey_standing::{JourneyRisk, JourneyStanding};
use super::template::JourneyTemplate;
use crate::ids::PartnerId;
use crate::people::{PartnerStatus, PartnerSummary};
use crate::problem::{FieldCode, FieldError, Problem};
use crate::text;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of what a manager writes with a nudge.
pub const NUDGE: usize = 2_000;
/// Most partners of one nudge.
pub const NUDGED: usize = 100;
/// How long a partner that was asked to go on is left in peace.
pub const NUDGE_PAUSE: TimeDelta = TimeDelta::hours(1);

/// The journey of one partner.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerJourney {
    /// Whose.
    pub partner_id: PartnerId,
    /// Name of its template.
    pub template_name: String,
    /// The journey.
    pub journey: Journey,
    /// How far it has come today, where the partner is.
    pub standing: JourneyStanding,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Since when it is at the milestone where it is.
    pub stage_since: DateTime<Utc>,
    /// When all was done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub completed_at: Option<DateTime<Utc>>,
    /// When the vendor last asked the partner to go on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub nudged_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// A journey as the vendor's list shows it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneySummary {
    /// Whose.
    pub partner: PartnerSummary,
    /// Code of its template.
    pub template: String,
    /// Name of its template.
    pub template_name: String,
    /// Weight of what is done in that of all, in thousandths.
    pub progress_per_mille: u32,
    /// Place of the milestone where it is, from 0; absent when all are reached.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<u32>,
    /// Name of that milestone; empty when all are reached.
    pub stage_name: String,
    /// How many milestones it has.
    pub stages: u32,
    /// Whole days at that milestone.
    pub days_in_stage: u32,
    /// The day that the partner's most pressing open task is, or was, due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_due: Option<NaiveDate>,
    /// The day where the partner is.
    pub today: NaiveDate,
    /// How it goes.
    pub risk: JourneyRisk,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When all was done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub completed_at: Option<DateTime<Utc>>,
    /// When the vendor last asked the partner to go on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub nudged_at: Option<DateTime<Utc>>,
    /// Version of the journey.
    pub version: i64,
}

/// How many journeys of a template reached each milestone, and how long it took.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyFunnel {
    /// Code of the template.
    pub template: String,
    /// Its name.
    pub template_name: String,
    /// Journeys that began.
    pub started: u32,
    /// Journeys that are at a milestone which the template no longer has: they follow an older version of it.
    pub elsewhere: u32,
    /// Its milestones, in order.
    pub milestones: Vec<FunnelMilestone>,
}

/// A milestone of the funnel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FunnelMilestone {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Days from the start until it should be reached.
    pub due_days: u32,
    /// Journeys that reached it.
    pub reached: u32,
    /// Those of them that have reached the milestone before it, too; milestones may be reached in any order. Of the first one, all.
    pub reached_both: u32,
    /// Journeys that are at it now: it is the first that they have not reached. Without those of partners that are suspended or have left.
    pub waiting: u32,
    /// Half of those who reached it took at most so many days from the start (nearest rank); absent when nobody has.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub median_days: Option<u32>,
}

/// Body of asking partners to go on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JourneyNudge {
    /// Whom, 1 to 100 partners.
    pub partners: Vec<PartnerId>,
    /// What the manager writes, plain text; may be empty: the mail names what is to be done next anyway.
    #[serde(default)]
    pub message: String,
}

impl JourneyNudge {
    /// What is missing or wrong.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.partners.is_empty() {
            errors.push(FieldError::new("/partners", FieldCode::Required));
        } else if self.partners.len() > NUDGED {
            errors.push(FieldError::new("/partners", FieldCode::TooMany).with("max", NUDGED));
        }
        text::check("/message", &self.message, NUDGE, true, &mut errors);
        errors
    }
}

/// Why the partner of a journey can't be asked to go on now, as a button shows it; `None` when it can.
pub fn refusal_to_nudge(
    status: PartnerStatus,
    completed_at: Option<DateTime<Utc>>,
    nudged_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<JourneyRefusal> {
    if completed_at.is_some() {
        Some(JourneyRefusal::Completed)
    } else if !status.may_begin() {
        Some(JourneyRefusal::PartnerPaused)
    } else if nudged_at.is_some_and(|nudged| now - nudged < NUDGE_PAUSE) {
        Some(JourneyRefusal::NudgedRecently)
    } else {
        None
    }
}

/// What became of one partner of a nudge, or of a move.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyResult {
    /// Whose journey.
    pub partner_id: PartnerId,
    /// Its journey as it stands, when it was done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub journey: Option<JourneySummary>,
    /// Why not, otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problem: Option<Problem>,
}

/// Body of asking what moving running journeys to a template would change. The template may be one that is being edited.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JourneyMovePreview {
    /// The template; journeys that follow the one with its code are looked at.
    pub template: JourneyTemplate,
}

/// What moving all running journeys of a template would change.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyMoveOutcome {
    /// Number of the settings version in effect when it was looked: the one that a move of these journeys names.
    pub settings_version: i64,
    /// Running journeys of the template.
    pub running: u32,
    /// Those of them that would change.
    pub changing: u32,
    /// How often each change would happen, by task, most often first.
    pub changes: Vec<TaskChangeCount>,
    /// The first journeys that would change, at most 20, each with what would change.
    pub examples: Vec<JourneyMoveExample>,
}

/// How often a task would change in one way.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskChangeCount {
    /// The task as it would be, or as it is when it would go.
    pub task: JourneyTask,
    /// What would happen to it.
    pub change: TaskChange,
    /// In how many journeys.
    pub count: u32,
}

/// What would change in one journey.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyMoveExample {
    /// Whose.
    pub partner: PartnerSummary,
    /// What.
    pub diff: JourneyDiff,
}

/// Body of moving all running journeys of a template to the template as it is in effect, and as it was previewed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JourneyMove {
    /// Code of the template.
    pub template: String,
    /// Number of the settings version that the preview named; refused as stale when another is in effect.
    pub settings_version: i64,
}

/// A move that was begun; it goes on by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyMoveBegun {
    /// Running journeys that will be looked at.
    pub running: u32,
}
