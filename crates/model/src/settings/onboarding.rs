//! Settings of onboarding: who may apply, what is asked, and who is the ideal partner (domain: Onboarding).

use crate::onboarding::{AgreementText, Criterion, JourneyTemplate};
use serde::{Deserialize, Serialize};

/// Numbers and lists of onboarding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OnboardingSettings {
    /// Whether companies may apply that nobody has invited.
    pub accepts_applications: bool,
    /// Specialties that companies name and partners have.
    pub specialties: Vec<Specialty>,
    /// The Ideal Partner Profile.
    pub criteria: Vec<Criterion>,
    /// What the contact of a company agrees to when it applies, plain text.
    pub consent: String,
    /// Business days within which an application is decided; 3.
    pub decision_business_days: u32,
    /// Days after which a draft that nobody has touched is deleted; 60.
    pub draft_days: u32,
    /// Days for which a mailed link to an application works, once; 14.
    pub link_days: u32,
    /// Zero bits that the proof of work before an application asks for; 18, about a quarter of a million hashes.
    pub proof_bits: u32,
    /// The partner agreement.
    pub agreement: AgreementText,
    /// Journeys; a new partner follows the first that fits. The last fits everybody.
    pub journeys: Vec<JourneyTemplate>,
    /// Reminders of a late task, in days after it was due; 1, 7 and 14.
    pub reminder_days: Vec<u32>,
    /// Days late from which on the manager is asked; 7.
    pub risk_days: u32,
}

/// Something that a company is good at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Specialty {
    /// Short code that records keep; never reused for another specialty.
    pub code: String,
    /// Name as people read it.
    pub name: String,
    /// Whether new applications may name it.
    pub offered: bool,
}
