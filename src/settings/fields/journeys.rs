//! The fields of journeys and of the agreement as signals.

use super::Fill;
use crate::settings::raw::{RawAgreement, RawFollowUp, RawJourney, RawMilestone, RawTask};
use crate::settings::rows::{Fields, Rows};
use leptos::prelude::*;

signals! {
    /// A task of a milestone.
    TaskFields holds RawTask {
        code: String,
        kind: String,
        name: String,
        help: String,
        count: String,
        owner: String,
        due: String,
        unit: String,
        weight: String,
        blocked_by: Vec<String>,
    }
}

signals! {
    /// What happens when a journey falls behind.
    FollowUpFields holds RawFollowUp { reminder_days: String, risk_days: String }
}

signals! {
    /// The partner agreement.
    AgreementFields holds RawAgreement { title: String, text: String }
}

/// A milestone of a journey.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "as in the struct of text")]
pub struct MilestoneFields {
    pub code: RwSignal<String>,
    pub name: RwSignal<String>,
    pub due: RwSignal<String>,
    pub unit: RwSignal<String>,
    pub tasks: Rows<TaskFields>,
}

impl Fields for MilestoneFields {
    type Raw = RawMilestone;
    fn hold(raw: RawMilestone) -> Self {
        MilestoneFields {
            code: RwSignal::new(raw.code),
            name: RwSignal::new(raw.name),
            due: RwSignal::new(raw.due),
            unit: RwSignal::new(raw.unit),
            tasks: Rows::new(raw.tasks),
        }
    }
    fn raw(self) -> RawMilestone {
        RawMilestone {
            code: self.code.try_get().unwrap_or_default(),
            name: self.name.try_get().unwrap_or_default(),
            due: self.due.try_get().unwrap_or_default(),
            unit: self.unit.try_get().unwrap_or_default(),
            tasks: self.tasks.raw(),
        }
    }
}

/// A template of a journey.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "as in the struct of text")]
pub struct JourneyFields {
    pub code: RwSignal<String>,
    pub name: RwSignal<String>,
    pub partner_types: RwSignal<Vec<String>>,
    pub tiers: RwSignal<Vec<String>>,
    pub regions: RwSignal<Vec<String>>,
    pub milestones: Rows<MilestoneFields>,
}

impl Fields for JourneyFields {
    type Raw = RawJourney;
    fn hold(raw: RawJourney) -> Self {
        JourneyFields {
            code: RwSignal::new(raw.code),
            name: RwSignal::new(raw.name),
            partner_types: RwSignal::new(raw.partner_types),
            tiers: RwSignal::new(raw.tiers),
            regions: RwSignal::new(raw.regions),
            milestones: Rows::new(raw.milestones),
        }
    }
    fn raw(self) -> RawJourney {
        RawJourney {
            code: self.code.try_get().unwrap_or_default(),
            name: self.name.try_get().unwrap_or_default(),
            partner_types: self.partner_types.try_get().unwrap_or_default(),
            tiers: self.tiers.try_get().unwrap_or_default(),
            regions: self.regions.try_get().unwrap_or_default(),
            milestones: self.milestones.raw(),
        }
    }
}
