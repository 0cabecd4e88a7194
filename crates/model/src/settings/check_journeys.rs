//! Checks of journey templates.

use super::ProgramSettings;
use super::bounds;
use super::check::Found;
use crate::onboarding::{JourneyTemplate, Milestone, TaskTemplate};
use crate::problem::{FieldCode, FieldError};
use crate::text;

/// Where something stands in the settings, and what stands before it.
struct Place<'a> {
    at: String,
    /// Codes of the tasks before.
    before: &'a [&'a str],
}

impl ProgramSettings {
    /// All that is wrong with another template beside these settings, by pointers below `at`.
    pub fn check_journey(&self, at: &str, template: &JourneyTemplate) -> Vec<FieldError> {
        let mut found = Found(Vec::new());
        found.journey(at, template, self);
        found.0
    }
}

impl Found {
    pub(super) fn journeys(&mut self, settings: &ProgramSettings) {
        let journeys = &settings.onboarding.journeys;
        self.count("/onboarding/journeys", journeys.len(), 1, bounds::JOURNEYS);
        for (at, template) in journeys.iter().enumerate() {
            self.journey(&format!("/onboarding/journeys/{at}"), template, settings);
        }
        self.unique(
            "/onboarding/journeys",
            "/code",
            journeys.iter().map(|template| &template.code),
        );
        if let Some(last) = journeys.last()
            && !(last.partner_types.is_empty() && last.tiers.is_empty() && last.regions.is_empty())
        {
            // Every new partner needs a journey.
            self.refuse(
                format!("/onboarding/journeys/{}", journeys.len() - 1),
                FieldCode::FitsNotAll,
            );
        }
    }

    fn journey(&mut self, at: &str, template: &JourneyTemplate, settings: &ProgramSettings) {
        self.code(format!("{at}/code"), &template.code);
        self.name(&format!("{at}/name"), &template.name);
        self.unique(&format!("{at}/partner_types"), "", template.partner_types.iter());
        self.unique(&format!("{at}/tiers"), "", template.tiers.iter());
        let regions = settings.regions.iter().map(|region| &region.code);
        self.known(format!("{at}/regions"), &template.regions, regions);
        let milestones = format!("{at}/milestones");
        self.count(&milestones, template.milestones.len(), 1, bounds::MILESTONES);
        let mut before: Vec<&str> = Vec::new();
        let mut due = 0;
        for (place, milestone) in template.milestones.iter().enumerate() {
            let at = format!("{milestones}/{place}");
            self.milestone(&at, milestone, due);
            due = due.max(milestone.due_days);
            for (task, template) in milestone.tasks.iter().enumerate() {
                let place = Place {
                    at: format!("{at}/tasks/{task}"),
                    before: &before,
                };
                self.task(&place, template);
                before.push(&template.code);
            }
        }
        self.unique(
            &milestones,
            "/code",
            template.milestones.iter().map(|milestone| &milestone.code),
        );
    }

    fn milestone(&mut self, at: &str, milestone: &Milestone, earliest: u32) {
        self.code(format!("{at}/code"), &milestone.code);
        self.name(&format!("{at}/name"), &milestone.name);
        // Milestones come one after the other.
        self.within(
            &format!("{at}/due_days"),
            milestone.due_days.into(),
            earliest.into(),
            bounds::JOURNEY_DAYS.into(),
        );
        self.count(&format!("{at}/tasks"), milestone.tasks.len(), 1, bounds::TASKS);
    }

    fn task(&mut self, place: &Place, task: &TaskTemplate) {
        let at = &place.at;
        self.code(format!("{at}/code"), &task.code);
        if place.before.contains(&task.code.as_str()) {
            self.refuse(format!("{at}/code"), FieldCode::Duplicate);
        }
        if task.kind == crate::onboarding::TaskKind::Other {
            self.name(&format!("{at}/name"), &task.name);
        } else {
            text::check(&format!("{at}/name"), &task.name, bounds::NAME, false, &mut self.0);
        }
        text::check(&format!("{at}/help"), &task.help, bounds::TASK_HELP, true, &mut self.0);
        let most = if task.kind.counts() { 100 } else { 1 };
        self.within(&format!("{at}/count"), task.count.into(), 1, most);
        self.within(&format!("{at}/weight"), task.weight.into(), 1, 100);
        self.within(
            &format!("{at}/due_days"),
            task.due_days.into(),
            0,
            bounds::JOURNEY_DAYS.into(),
        );
        for (blocker, code) in task.blocked_by.iter().enumerate() {
            // Only what stands before can block, so nothing blocks itself in a circle.
            if !place.before.contains(&code.as_str()) {
                self.refuse(format!("{at}/blocked_by/{blocker}"), FieldCode::UnknownValue);
            }
        }
        self.unique(&format!("{at}/blocked_by"), "", task.blocked_by.iter());
    }
}

/// Templates whose codes journeys may keep and that are gone from these settings.
pub(super) fn missing_journeys(new: &ProgramSettings, old: &ProgramSettings) -> Vec<FieldError> {
    let kept = |code: &str| new.onboarding.journeys.iter().any(|template| template.code == code);
    old.onboarding
        .journeys
        .iter()
        .filter(|before| !kept(&before.code))
        .map(|before| FieldError::new("/onboarding/journeys", FieldCode::InUse).with("code", &before.code))
        .collect()
}
