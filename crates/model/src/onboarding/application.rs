//! What a company writes when it applies, and where its application stands.

use super::profile::Score;
use crate::ids::{ApplicationId, PartnerId};
use crate::money::Money;
use crate::people::{PartnerType, Person};
use crate::words::words;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

words! {
    /// Where an application stands.
    ApplicationState {
        /// Being written; seen by the applicant only, or, when the vendor invited the company, by the vendor's people of its region.
        Draft = "draft",
        /// Waits for a manager.
        Submitted = "submitted",
        /// A manager has opened the review.
        InReview = "in_review",
        /// Returned to the applicant with reasons.
        ActionRequired = "action_required",
        /// The company is a partner.
        Approved = "approved",
        /// Refused with reasons.
        Declined = "declined",
    }
}

impl ApplicationState {
    /// Whether a manager may decide it now.
    pub fn awaits_decision(self) -> bool {
        matches!(self, Self::Submitted | Self::InReview)
    }
    /// Whether the applicant may still change what is written.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ActionRequired)
    }
    /// Whether nothing follows any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Approved | Self::Declined)
    }
}

words! {
    /// The steps of the form, in their order.
    ApplicationStep {
        /// Who the company is.
        Company = "company",
        /// What it does and could do with the program.
        Fit = "fit",
        /// Whom to talk to, and how many would sell and support.
        People = "people",
        /// What it agrees to, and all of it once more.
        Consent = "consent",
    }
}

impl ApplicationStep {
    /// The step whose fields a pointer of [`ApplicationFields`] belongs to.
    pub fn of_pointer(pointer: &str) -> ApplicationStep {
        match pointer.split('/').nth(1).unwrap_or_default() {
            "legal_name" | "display_name" | "domain" | "country" | "region" => Self::Company,
            "contact" | "capacity" => Self::People,
            "consent" => Self::Consent,
            _ => Self::Fit,
        }
    }
}

/// The fields of an application. A draft may leave anything empty; submitting asks for all that
/// [`ApplicationFields::check_complete`] names.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ApplicationFields {
    /// Registered name of the company.
    pub legal_name: String,
    /// The name that people use; empty when it is the registered one.
    pub display_name: String,
    /// The company's website domain as typed; the server keeps the registrable domain beside it.
    pub domain: String,
    /// Where it is registered: ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Code of the region that the company belongs to; its calendar times the decision.
    pub region: String,
    /// What the company is.
    pub partner_type: Option<PartnerType>,
    /// Codes of the regions that it serves.
    pub regions_served: Vec<String>,
    /// Codes of the program's specialties that it has.
    pub specialties: Vec<String>,
    /// How many people it employs.
    pub headcount: Option<u32>,
    /// Vendors that it works with, as typed.
    pub current_vendors: Vec<String>,
    /// What it expects to sell of the vendor's products in a year.
    pub expected_revenue: Option<Money>,
    /// Why it wants to be a partner, in its words; may be empty.
    pub motivation: String,
    /// Whom to talk to; becomes the first admin of the partner.
    pub contact: Contact,
    /// How many of its people would work with the vendor's products.
    pub capacity: Capacity,
    /// Whether the contact agrees to what the program asks.
    pub consent: bool,
}

impl ApplicationFields {
    /// The name that people use.
    pub fn name(&self) -> &str {
        match self.display_name.trim() {
            "" => self.legal_name.trim(),
            name => name,
        }
    }
}

/// A person of the applying company.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
// Names of schemas are the document's own: a deal has a contact, too.
#[cfg_attr(feature = "openapi", schema(as = ApplicationContact))]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// E-mail address; links go there.
    pub email: String,
    /// What the person does there.
    pub job_title: String,
    /// Telephone number as typed; may be empty.
    pub phone: String,
}

/// How many of a company's people would work with the vendor's products.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Capacity {
    /// People who sell.
    pub sellers: Option<u32>,
    /// People who install and support.
    pub technicians: Option<u32>,
}

/// What has happened to an application besides what is written in it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationProgress {
    /// When it was first handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// When a decision is due, while one is awaited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision_due: Option<DateTime<Utc>>,
    /// When it was decided or returned last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided_at: Option<DateTime<Utc>>,
    /// Words of the reasons of the last decision.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub decision_reasons: Vec<String>,
    /// The message of the last decision.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub decision_message: String,
    /// When the last decision was taken back that was taken back; clocks that stood before it are wound anew.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision_undone_at: Option<DateTime<Utc>>,
    /// When it was escalated because nobody decided in time or a manager asked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub escalated_at: Option<DateTime<Utc>>,
    /// When the contact agreed, at the last hand-in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub consented_at: Option<DateTime<Utc>>,
    /// SHA-256 of the text that was agreed to, in hexadecimal digits.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub consent_sha256: String,
}

/// A row of the list of applications.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationSummary {
    /// Id.
    pub id: ApplicationId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// The name that people use; may be empty in a draft.
    pub company: String,
    /// Registrable domain, or what was typed while a draft.
    pub domain: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Region code, or empty.
    pub region: String,
    /// What the company is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_type: Option<PartnerType>,
    /// Where it stands.
    pub state: ApplicationState,
    /// Score against the Ideal Partner Profile, 0 to 100, as of the last hand-in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<u8>,
    /// When it was first handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who invited the company, when somebody did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invited_by: Option<Person>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version, as the ETag has it.
    pub version: i64,
}

/// An application whole, as the vendor's people see it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// What lists show.
    #[serde(flatten)]
    pub summary: ApplicationSummary,
    /// What the applicant wrote.
    pub fields: ApplicationFields,
    /// What has happened to it.
    pub progress: ApplicationProgress,
    /// How it scores, with each criterion's reason; absent before the first hand-in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score_detail: Option<Score>,
    /// The partner that it became.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_id: Option<PartnerId>,
}

/// Most characters and entries of each field.
pub mod limits {
    /// Names of the company.
    pub const NAME: usize = 200;
    /// Domain as typed.
    pub const DOMAIN: usize = 253;
    /// A country code.
    pub const COUNTRY: usize = 2;
    /// A code of the settings.
    pub const CODE: usize = 32;
    /// Name and job title of the contact.
    pub const CONTACT: usize = 120;
    /// E-mail address (RFC 5321, 4.5.3.1.3).
    pub const EMAIL: usize = 254;
    /// A language tag (RFC 5646, 4.4.1).
    pub const LOCALE: usize = 35;
    /// Telephone number.
    pub const PHONE: usize = 40;
    /// The motivation.
    pub const MOTIVATION: usize = 4_000;
    /// Name of a vendor.
    pub const VENDOR: usize = 80;
    /// Vendors.
    pub const VENDORS: usize = 20;
    /// Codes of a list.
    pub const CODES: usize = 100;
    /// People of a company.
    pub const HEADCOUNT: u32 = 5_000_000;
}
