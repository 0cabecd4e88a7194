//! Templates of journeys and the agreement as typed, from the model to text and back.

use super::onboarding::Reader;
use super::read::{read_list, trimmed};
use entente_model::onboarding::{AgreementText, JourneyTemplate, Milestone, TaskKind, TaskTemplate};
use entente_model::people::{PartnerType, Side, Tier};
use entente_model::problem::{FieldCode, FieldError};
use entente_model::settings::OnboardingSettings;
use serde::{Deserialize, Serialize};

/// The due day is given in weeks.
pub const WEEKS: &str = "weeks";
/// The due day is given in days.
pub const DAYS: &str = "days";
/// The task is due with its milestone, whichever that is.
pub const WITH_MILESTONE: &str = "milestone";

/// A template of a journey.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawJourney {
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Words of partner types; none for all.
    pub partner_types: Vec<String>,
    /// Words of tiers; none for all.
    pub tiers: Vec<String>,
    /// Codes of regions; none for all.
    pub regions: Vec<String>,
    /// What is to be reached, in order.
    pub milestones: Vec<RawMilestone>,
}

/// A milestone.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawMilestone {
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// How many of the unit after the start.
    pub due: String,
    /// [`WEEKS`] or [`DAYS`].
    pub unit: String,
    /// What is to be done for it.
    pub tasks: Vec<RawTask>,
}

/// A task. Its kind says whether the count counts, its unit whether the due day does.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawTask {
    /// Short code.
    pub code: String,
    /// Word of the kind.
    pub kind: String,
    /// Name; empty for that of its kind.
    pub name: String,
    /// What to do and why.
    pub help: String,
    /// How many of what it counts.
    pub count: String,
    /// Word of the side that has to do it.
    pub owner: String,
    /// How many of the unit after the start.
    pub due: String,
    /// [`WITH_MILESTONE`], [`WEEKS`] or [`DAYS`].
    pub unit: String,
    /// Weight.
    pub weight: String,
    /// Codes of tasks that must be done first.
    pub blocked_by: Vec<String>,
}

/// What happens when a journey falls behind.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawFollowUp {
    /// Days, with commas between them.
    pub reminder_days: String,
    /// Days.
    pub risk_days: String,
}

/// The partner agreement.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawAgreement {
    /// What it is called.
    pub title: String,
    /// The whole of it.
    pub text: String,
}

/// The word of a side.
pub fn owner_word(side: Side) -> &'static str {
    match side {
        Side::Partner => "partner",
        Side::Vendor => "vendor",
    }
}

/// The numbers; the defaults that a page shows are written by it, too.
pub fn write_follow_up(onboarding: &OnboardingSettings) -> RawFollowUp {
    let reminders: Vec<String> = onboarding.reminder_days.iter().map(u32::to_string).collect();
    RawFollowUp {
        reminder_days: reminders.join(", "),
        risk_days: onboarding.risk_days.to_string(),
    }
}

pub(super) fn write_journey(template: &JourneyTemplate) -> RawJourney {
    let types = template.partner_types.iter().map(|kind| kind.as_str().to_owned());
    let tiers = template.tiers.iter().map(|tier| tier.as_str().to_owned());
    RawJourney {
        code: template.code.clone(),
        name: template.name.clone(),
        partner_types: types.collect(),
        tiers: tiers.collect(),
        regions: template.regions.clone(),
        milestones: template.milestones.iter().map(write_milestone).collect(),
    }
}

fn write_milestone(milestone: &Milestone) -> RawMilestone {
    let (due, unit) = write_due(milestone.due_days);
    let tasks = milestone.tasks.iter().map(|task| write_task(task, milestone.due_days));
    RawMilestone {
        code: milestone.code.clone(),
        name: milestone.name.clone(),
        due,
        unit,
        tasks: tasks.collect(),
    }
}

fn write_task(task: &TaskTemplate, milestone_due: u32) -> RawTask {
    let (due, unit) = if task.due_days == milestone_due {
        (String::new(), WITH_MILESTONE.to_owned())
    } else {
        write_due(task.due_days)
    };
    RawTask {
        code: task.code.clone(),
        kind: task.kind.as_str().to_owned(),
        name: task.name.clone(),
        help: task.help.clone(),
        count: task.count.to_string(),
        owner: owner_word(task.owner).to_owned(),
        due,
        unit,
        weight: task.weight.to_string(),
        blocked_by: task.blocked_by.clone(),
    }
}

/// Whole weeks as weeks, anything else as days.
fn write_due(days: u32) -> (String, String) {
    if days > 0 && days.is_multiple_of(7) {
        ((days / 7).to_string(), WEEKS.to_owned())
    } else {
        (days.to_string(), DAYS.to_owned())
    }
}

pub(super) fn read_journey(raw: &RawJourney, mut reader: Reader<'_>) -> JourneyTemplate {
    let list = format!("{}/milestones", reader.at);
    let mut due = 0;
    let mut milestones = Vec::with_capacity(raw.milestones.len());
    for (at, milestone) in raw.milestones.iter().enumerate() {
        reader.at = format!("{list}/{at}");
        let read = read_milestone(milestone, due, &mut reader);
        due = due.max(read.due_days);
        milestones.push(read);
    }
    JourneyTemplate {
        code: trimmed(&raw.code),
        name: trimmed(&raw.name),
        partner_types: raw
            .partner_types
            .iter()
            .filter_map(|word| PartnerType::parse(word))
            .collect(),
        tiers: raw.tiers.iter().filter_map(|word| Tier::parse(word)).collect(),
        regions: raw.regions.clone(),
        milestones,
    }
}

/// What can't be read stands for the day of the milestone before: that one is no fault of the order.
fn read_milestone(raw: &RawMilestone, earliest: u32, reader: &mut Reader<'_>) -> Milestone {
    let due_days = read_due(&raw.due, &raw.unit, earliest, reader);
    let list = format!("{}/tasks", reader.at);
    let tasks = raw.tasks.iter().enumerate().map(|(at, task)| {
        reader.at = format!("{list}/{at}");
        read_task(task, due_days, reader)
    });
    Milestone {
        code: trimmed(&raw.code),
        name: trimmed(&raw.name),
        due_days,
        tasks: tasks.collect(),
    }
}

fn read_task(raw: &RawTask, milestone_due: u32, reader: &mut Reader<'_>) -> TaskTemplate {
    // What is kept on the device is ours; a word that no version knows is something that a person says is done.
    let kind = TaskKind::parse(&raw.kind).unwrap_or(TaskKind::Other);
    TaskTemplate {
        code: trimmed(&raw.code),
        kind,
        name: trimmed(&raw.name),
        help: trimmed(&raw.help),
        // What was typed before it became something that doesn't count stays in the field's text.
        count: if kind.counts() {
            reader.number("count", &raw.count, 1)
        } else {
            1
        },
        owner: if raw.owner == owner_word(Side::Vendor) {
            Side::Vendor
        } else {
            Side::Partner
        },
        due_days: if raw.unit == WITH_MILESTONE {
            milestone_due
        } else {
            read_due(&raw.due, &raw.unit, milestone_due, reader)
        },
        weight: reader.number("weight", &raw.weight, 1),
        blocked_by: raw.blocked_by.clone(),
    }
}

fn read_due(typed: &str, unit: &str, stand_in: u32, reader: &mut Reader<'_>) -> u32 {
    let found = reader.errors.len();
    let number = reader.number("due_days", typed, stand_in);
    if unit == WEEKS && reader.errors.len() == found {
        number.saturating_mul(7)
    } else {
        number
    }
}

pub(super) fn read_follow_up(raw: &RawFollowUp, reader: &mut Reader<'_>) -> (Vec<u32>, u32) {
    let usual = OnboardingSettings::initial();
    let reminder_days = read_list(&raw.reminder_days).unwrap_or_else(|code: FieldCode| {
        let pointer = format!("{}/reminder_days", reader.at);
        reader.errors.push(FieldError::new(pointer, code));
        Vec::new()
    });
    (
        reminder_days,
        reader.number("risk_days", &raw.risk_days, usual.risk_days),
    )
}

pub(super) fn read_agreement(raw: &RawAgreement) -> AgreementText {
    AgreementText {
        title: trimmed(&raw.title),
        text: raw.text.clone(),
    }
}
