//! Applying, as on the wire: what somebody without a sign-in sends and gets.

use super::application::limits;
use super::proof_of_work::Proof;
use super::{ApplicationFields, ApplicationRules, ApplicationState};
use crate::approvals::{RejectReason, ReturnReason};
use crate::problem::FieldError;
use crate::settings::{ProgramSettings, RegionName, Specialty};
use crate::text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What everybody may know of the program, signed in or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicProgram {
    /// The program's name.
    pub name: String,
    /// The vendor's name.
    pub vendor: String,
    /// The vendor's accent colour as `#rrggbb`.
    pub accent: String,
    /// Whether companies may apply that nobody has invited.
    pub accepts_applications: bool,
    /// Regions: code and name.
    pub regions: Vec<RegionName>,
    /// Specialties that may be named.
    pub specialties: Vec<Specialty>,
    /// Currencies that the program takes, ISO 4217.
    pub currencies: Vec<String>,
    /// What the contact agrees to, plain text.
    pub consent: String,
    /// Business days within which an application is decided.
    pub decision_business_days: u32,
    /// Days for which a mailed link works.
    pub link_days: u32,
}

impl PublicProgram {
    /// Of the settings.
    pub fn of(settings: &ProgramSettings) -> Self {
        let onboarding = &settings.onboarding;
        PublicProgram {
            name: settings.program.name.clone(),
            vendor: settings.program.vendor.clone(),
            accent: settings.program.accent.clone(),
            accepts_applications: onboarding.accepts_applications,
            regions: settings
                .regions
                .iter()
                .map(|region| RegionName {
                    code: region.code.clone(),
                    name: region.name.clone(),
                })
                .collect(),
            specialties: onboarding
                .specialties
                .iter()
                .filter(|specialty| specialty.offered)
                .cloned()
                .collect(),
            currencies: settings.currencies.clone(),
            consent: onboarding.consent.clone(),
            decision_business_days: onboarding.decision_business_days,
            link_days: onboarding.link_days,
        }
    }

    /// SHA-256 of what the contact agrees to, in hexadecimal digits.
    pub fn consent_sha256(&self) -> String {
        let hash = Sha256::digest(self.consent.as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Does something with what an application's fields are checked against.
    pub fn with_rules<T>(&self, work: impl FnOnce(&ApplicationRules) -> T) -> T {
        let regions: Vec<&str> = self.regions.iter().map(|region| region.code.as_str()).collect();
        let specialties: Vec<&str> = self
            .specialties
            .iter()
            .map(|specialty| specialty.code.as_str())
            .collect();
        work(&ApplicationRules {
            regions: &regions,
            specialties: &specialties,
            currencies: &self.currencies,
        })
    }
}

/// Body of beginning an application.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewApplication {
    /// A challenge that the server gave, with its proof.
    pub proof: Proof,
    /// A field that people don't see and leave empty; what fills in everything fills it in, too.
    #[serde(default)]
    pub website: String,
    /// BCP 47 tag of the language that the applicant reads; mails are in it.
    #[serde(default)]
    pub locale: String,
    /// What is written so far.
    pub fields: ApplicationFields,
}

/// An application as its applicant sees it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnApplication {
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// What is written.
    pub fields: ApplicationFields,
    /// Whether the vendor invited the company to apply.
    pub invited: bool,
    /// When it was first handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// When a decision is due, while one is awaited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision_due: Option<DateTime<Utc>>,
    /// When it was decided or returned last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was returned.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub return_reasons: Vec<ReturnReason>,
    /// Why it was declined.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reject_reasons: Vec<RejectReason>,
    /// What the vendor wrote with its decision.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub message: String,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// Body of handing an application in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationSubmission {
    /// SHA-256 of the text that the contact agrees to, as it was shown; refused when another is in effect by now.
    pub consent_sha256: String,
}

/// Body of opening an application by the token of a mailed link.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationToken {
    /// Token of the link; works once.
    pub token: String,
}

/// Body of asking for links to the applications of an address. The answer is the same whether there are any or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationLinkRequest {
    /// E-mail address of the contact.
    pub email: String,
}

/// Body of asking whether a company is a partner already.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompanyCheck {
    /// The company's domain as typed.
    pub domain: String,
}

/// Whether a company is a partner already, and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompanyOutcome {
    /// Whether a partner has the domain.
    pub is_partner: bool,
}

/// Body of inviting a company to apply.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompanyInvitation {
    /// What is known of the company; its name and the contact's name and address must be.
    pub fields: ApplicationFields,
    /// What the inviter says, in the mail; may be empty.
    #[serde(default)]
    pub message: String,
    /// BCP 47 tag of the language of the mail; empty for the portal's own.
    #[serde(default)]
    pub locale: String,
}

impl CompanyInvitation {
    /// What is missing or wrong: names, a domain, a region and the contact must be known, all else may be.
    pub fn check(&self, settings: &ProgramSettings) -> Vec<FieldError> {
        let needed = ["/legal_name", "/domain", "/region", "/contact/name", "/contact/email"];
        let mut errors = self.fields.check_limits();
        if errors.is_empty() {
            let complete = PublicProgram::of(settings).with_rules(|rules| self.fields.check_complete(rules));
            let is_needed = |error: &FieldError| needed.contains(&error.pointer.as_str());
            errors.extend(complete.into_iter().filter(is_needed));
        }
        for error in &mut errors {
            error.pointer.insert_str(0, "/fields");
        }
        text::check("/message", &self.message, limits::MOTIVATION, true, &mut errors);
        text::check("/locale", &self.locale, limits::LOCALE, false, &mut errors);
        errors
    }
}
