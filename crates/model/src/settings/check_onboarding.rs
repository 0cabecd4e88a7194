//! Checks of the settings of onboarding.

use super::bounds;
use super::check::Found;
use super::{OnboardingSettings, ProgramSettings};
use crate::onboarding::application::limits;
use crate::onboarding::profile::Span;
use crate::onboarding::{Criterion, CriterionRule};
use crate::problem::{FieldCode, FieldError};
use crate::text;

impl ProgramSettings {
    /// All that is wrong with other criteria beside these settings, by pointers below `list`.
    pub fn check_criteria(&self, list: &str, criteria: &[Criterion]) -> Vec<FieldError> {
        let mut found = Found(Vec::new());
        found.criteria(list, criteria, self);
        found.0
    }
}

impl Found {
    pub(super) fn onboarding(&mut self, settings: &ProgramSettings) {
        let onboarding = &settings.onboarding;
        self.count(
            "/onboarding/specialties",
            onboarding.specialties.len(),
            0,
            bounds::SPECIALTIES,
        );
        for (at, specialty) in onboarding.specialties.iter().enumerate() {
            self.code(format!("/onboarding/specialties/{at}/code"), &specialty.code);
            self.name(&format!("/onboarding/specialties/{at}/name"), &specialty.name);
        }
        self.unique(
            "/onboarding/specialties",
            "/code",
            onboarding.specialties.iter().map(|specialty| &specialty.code),
        );
        self.criteria("/onboarding/criteria", &onboarding.criteria, settings);
        text::check_required(
            "/onboarding/consent",
            &onboarding.consent,
            bounds::CONSENT,
            true,
            &mut self.0,
        );
        self.name("/onboarding/agreement/title", &onboarding.agreement.title);
        text::check_required(
            "/onboarding/agreement/text",
            &onboarding.agreement.text,
            bounds::AGREEMENT,
            true,
            &mut self.0,
        );
        self.journeys(settings);
        self.numbers_of_onboarding(onboarding);
    }

    fn criteria(&mut self, list: &str, criteria: &[Criterion], settings: &ProgramSettings) {
        self.count(list, criteria.len(), 0, bounds::CRITERIA);
        for (at, criterion) in criteria.iter().enumerate() {
            let at = format!("{list}/{at}");
            self.within(&format!("{at}/weight"), criterion.weight.into(), 1, 100);
            self.criterion(&format!("{at}/rule"), &criterion.rule, settings);
        }
    }

    fn numbers_of_onboarding(&mut self, onboarding: &OnboardingSettings) {
        for (field, number, min, max) in [
            ("decision_business_days", onboarding.decision_business_days, 1, 30),
            ("draft_days", onboarding.draft_days, 7, 365),
            ("link_days", onboarding.link_days, 1, 90),
            ("proof_bits", onboarding.proof_bits, 8, 24),
            ("risk_days", onboarding.risk_days, 1, 365),
        ] {
            self.within(&format!("/onboarding/{field}"), number.into(), min, max);
        }
        let reminders = &onboarding.reminder_days;
        self.count("/onboarding/reminder_days", reminders.len(), 0, bounds::REMINDERS);
        for (at, days) in reminders.iter().enumerate() {
            self.within(&format!("/onboarding/reminder_days/{at}"), (*days).into(), 1, 365);
        }
        self.unique("/onboarding/reminder_days", "", reminders.iter());
    }

    fn criterion(&mut self, at: &str, rule: &CriterionRule, settings: &ProgramSettings) {
        match rule {
            CriterionRule::PartnerType { types } => {
                self.count(
                    &format!("{at}/types"),
                    types.len(),
                    1,
                    crate::people::PartnerType::ALL.len(),
                );
                self.unique(&format!("{at}/types"), "", types.iter());
            }
            CriterionRule::Regions { regions, wanted } => {
                let known = settings.regions.iter().map(|region| &region.code);
                self.known(format!("{at}/regions"), regions, known);
                self.wanted(at, "regions", regions.len(), *wanted);
            }
            CriterionRule::Specialties { specialties, wanted } => {
                let known = settings.onboarding.specialties.iter().map(|specialty| &specialty.code);
                self.known(format!("{at}/specialties"), specialties, known);
                self.wanted(at, "specialties", specialties.len(), *wanted);
            }
            CriterionRule::Headcount(span) | CriterionRule::Sellers(span) | CriterionRule::Technicians(span) => {
                self.span(at, *span);
            }
            CriterionRule::ExpectedRevenue { ideals } => {
                self.count(&format!("{at}/ideals"), ideals.len(), 1, bounds::CURRENCIES);
                for (ideal, money) in ideals.iter().enumerate() {
                    money.check(&format!("{at}/ideals/{ideal}"), &settings.currencies, &mut self.0);
                }
                self.unique(
                    &format!("{at}/ideals"),
                    "/currency",
                    ideals.iter().map(|money| &money.currency),
                );
            }
            CriterionRule::CurrentVendors { vendors } | CriterionRule::NoCompetitors { vendors } => {
                let list = format!("{at}/vendors");
                self.count(&list, vendors.len(), 1, bounds::VENDORS);
                for (vendor, name) in vendors.iter().enumerate() {
                    text::check_required(&format!("{list}/{vendor}"), name, limits::VENDOR, false, &mut self.0);
                }
                self.unique(&list, "", vendors.iter().map(|name| name.trim().to_lowercase()));
            }
            CriterionRule::ContactDomain {} => {}
        }
    }

    fn wanted(&mut self, at: &str, list: &str, count: usize, wanted: u32) {
        self.count(&format!("{at}/{list}"), count, 1, bounds::REGIONS);
        if count > 0 {
            self.within(&format!("{at}/wanted"), wanted.into(), 1, count as u64);
        }
    }

    fn span(&mut self, at: &str, span: Span) {
        let most = u64::from(limits::HEADCOUNT);
        self.within(&format!("{at}/minimum"), span.minimum.into(), 0, most);
        self.within(
            &format!("{at}/ideal"),
            span.ideal.into(),
            span.minimum.max(1).into(),
            most,
        );
    }
}

/// Specialties whose codes records may keep and that are gone from these settings.
pub(super) fn missing_specialties(new: &ProgramSettings, old: &ProgramSettings) -> Vec<FieldError> {
    let kept = |code: &str| {
        new.onboarding
            .specialties
            .iter()
            .any(|specialty| specialty.code == code)
    };
    old.onboarding
        .specialties
        .iter()
        .filter(|before| !kept(&before.code))
        .map(|before| FieldError::new("/onboarding/specialties", FieldCode::InUse).with("code", &before.code))
        .collect()
}
