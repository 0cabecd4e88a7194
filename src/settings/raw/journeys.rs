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

#[cfg(test)]
mod tests {
    use super::super::{read, write};
    use super::*;
    use crate::forms::styles::ENGLISH;
    use entente_model::settings::ProgramSettings;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    fn task() -> impl Strategy<Value = TaskTemplate> {
        let due = prop_oneof![0_u32..800, Just(28)];
        (select(TaskKind::ALL), 1_u32..100, due, any::<bool>(), 1_u32..100).prop_map(
            |(kind, count, due_days, is_ours, weight)| TaskTemplate {
                code: format!("task-{weight}"),
                kind,
                name: "A name".to_owned(),
                help: String::new(),
                count: if kind.counts() { count } else { 1 },
                owner: if is_ours { Side::Vendor } else { Side::Partner },
                due_days,
                weight,
                blocked_by: vec![format!("task-{count}")],
            },
        )
    }

    fn milestone() -> impl Strategy<Value = Milestone> {
        let due = prop_oneof![0_u32..800, Just(28)];
        (due, prop::collection::vec(task(), 0..4)).prop_map(|(due_days, tasks)| Milestone {
            code: format!("milestone-{due_days}"),
            name: "A milestone".to_owned(),
            due_days,
            tasks,
        })
    }

    proptest! {
        #[test]
        fn a_journey_survives_being_typed_anew(
            milestones in prop::collection::vec(milestone(), 0..4),
            partner_types in subsequence(PartnerType::ALL, 0..=3),
            tiers in subsequence(Tier::ALL, 0..=2),
        ) {
            let mut settings = ProgramSettings::initial();
            settings.onboarding.journeys.push(JourneyTemplate {
                code: "other".to_owned(),
                name: "Other partners".to_owned(),
                partner_types,
                tiers,
                regions: vec!["dach".to_owned()],
                milestones,
            });
            let typed = write(&settings, ENGLISH);
            prop_assert_eq!(read(&typed, ENGLISH), (settings, Vec::new()));
        }
    }

    #[test]
    fn days_are_typed_as_one_would_say_them() {
        let raw = write(&ProgramSettings::initial(), ENGLISH);
        let set_up = &raw.journeys[1].milestones[1];
        assert_eq!((set_up.due.as_str(), set_up.unit.as_str()), ("2", WEEKS));
        assert_eq!(set_up.tasks[0].unit, WITH_MILESTONE);
        assert_eq!(write_due(10), ("10".to_owned(), DAYS.to_owned()));
        assert_eq!(write_due(0), ("0".to_owned(), DAYS.to_owned()));
    }

    #[test]
    fn a_task_that_is_due_with_its_milestone_follows_it() {
        let mut raw = write(&ProgramSettings::initial(), ENGLISH);
        let milestones = &mut raw.journeys[1].milestones;
        milestones[1].due = "3".to_owned();
        let moved = milestones[1].tasks.remove(0);
        milestones[3].tasks.push(moved);
        let (settings, errors) = read(&raw, ENGLISH);
        assert_eq!(errors, []);
        let milestones = &settings.onboarding.journeys[1].milestones;
        assert_eq!(
            (milestones[1].tasks[0].due_days, milestones[3].tasks[1].due_days),
            (21, 56)
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_and_its_milestone_stands_where_it_stood() {
        let mut raw = write(&ProgramSettings::initial(), ENGLISH);
        let milestones = &mut raw.journeys[1].milestones;
        milestones[1].due = "soon".to_owned();
        milestones[1].tasks[2].count = "some".to_owned();
        milestones[2].tasks[0].unit = DAYS.to_owned();
        milestones[2].tasks[0].weight = String::new();
        raw.follow_up.reminder_days = "1, x".to_owned();
        raw.follow_up.risk_days = String::new();
        let (settings, errors) = read(&raw, ENGLISH);
        let found: Vec<(&str, FieldCode)> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        let at = |rest: &str| format!("/onboarding/journeys/1/milestones/{rest}");
        assert_eq!(
            found,
            [
                (at("1/due_days").as_str(), FieldCode::NotANumber),
                (at("1/tasks/2/count").as_str(), FieldCode::NotANumber),
                (at("2/tasks/0/due_days").as_str(), FieldCode::Required),
                (at("2/tasks/0/weight").as_str(), FieldCode::Required),
                ("/onboarding/reminder_days", FieldCode::NotANumber),
                ("/onboarding/risk_days", FieldCode::Required),
            ]
        );
        assert_eq!(settings.onboarding.journeys[1].milestones[1].due_days, 7);
    }
}
