//! The program's settings: one effective-dated document that a program admin edits and every rule reads.

use crate::ids::SettingsVersionId;
use crate::people::{Person, Tier};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub mod bounds;
pub mod check;
mod check_accounts;
mod check_funds;
mod check_journeys;
mod check_onboarding;
mod check_version;
mod default_funds;
mod default_journeys;
mod defaults;
mod funds;
mod holidays;
mod onboarding;

pub use funds::{ActivityRules, FundSettings, TierShare};
pub use onboarding::{OnboardingSettings, Specialty};

/// The whole of the settings. A version is never changed; a new one takes effect at its time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgramSettings {
    /// Names and colour of the program.
    pub program: ProgramIdentity,
    /// Currencies that amounts may be given in, ISO 4217; the first is offered first.
    pub currencies: Vec<String>,
    /// Regions with their calendars. Every partner belongs to one.
    pub regions: Vec<Region>,
    /// Products that deals are registered for.
    pub products: Vec<Product>,
    /// Numbers of deal registration.
    pub deals: DealSettings,
    /// Rules that approve by themselves, tried in order.
    pub auto_approval: Vec<AutoApprovalRule>,
    /// Accounts and territories kept for direct sales.
    pub reserved: Vec<ReservedAccount>,
    /// Domains that are one customer: aliases and known subsidiaries.
    pub account_groups: Vec<AccountGroup>,
    /// The published rules of engagement, plain text.
    pub rules_of_engagement: String,
    /// Applications and the Ideal Partner Profile. A version from before these were settings takes no uninvited applications: nobody
    /// has read what their applicants would agree to.
    #[serde(default = "OnboardingSettings::closed")]
    pub onboarding: OnboardingSettings,
    /// Market development funds. A version from before these were settings has two people agree to every claim.
    #[serde(default = "FundSettings::cautious")]
    pub funds: FundSettings,
}

/// How the program calls itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgramIdentity {
    /// Name of the program.
    pub name: String,
    /// Name of the vendor.
    pub vendor: String,
    /// Accent colour, `#rrggbb`.
    pub accent: String,
}

/// A region and its business calendar.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Short code that records keep, such as `dach`; never reused for another region.
    pub code: String,
    /// Name as people read it.
    pub name: String,
    /// IANA time zone in which its days begin and end.
    pub time_zone: String,
    /// Days of the week without work; 1 is Monday, 7 Sunday (ISO 8601).
    pub weekend: Vec<u8>,
    /// Holidays.
    pub holidays: Vec<Holiday>,
}

/// A day without work in a region.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day, in the region's time zone.
    pub date: NaiveDate,
    /// What it is called there.
    pub name: String,
}

/// A region as everybody may know it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegionName {
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A product that deals can be registered for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Short code that deals keep, lower case; never reused for another product.
    pub code: String,
    /// Name as people read it.
    pub name: String,
    /// Whether new registrations may name it.
    pub offered: bool,
}

/// Numbers of deal registration (domain: Deal registration and channel conflict).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DealSettings {
    /// Days of protection from approval; 90.
    pub protection_days: u32,
    /// Days that one extension adds; 30.
    pub extension_days: u32,
    /// Reminders before protection ends, in days before; 14 and 3.
    pub reminder_days: Vec<u32>,
    /// Business days within which a decision is due; 2.
    pub decision_business_days: u32,
    /// Days without activity after which the manager is asked; 30.
    pub activity_days: u32,
    /// Days that a partner has to answer a returned registration before it expires; 14.
    pub answer_days: u32,
    /// Similarity of names from which accounts possibly are the same, in thousandths; 880.
    pub similarity_per_mille: u32,
    /// Fewest characters of the need; 20.
    pub need_min_characters: u32,
    /// Most bytes of an attachment; 25 MB.
    pub max_attachment_bytes: u64,
    /// Most attachments of a deal; 20.
    pub max_attachments: u32,
}

/// A rule that approves a registration by itself when all it asks for holds and no account conflicts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AutoApprovalRule {
    /// Name as the decision shows it.
    pub name: String,
    /// Whether it is applied.
    pub enabled: bool,
    /// Lowest tier.
    pub minimum_tier: Tier,
    /// Most that the deal may be worth in each currency; a currency that is not named never passes.
    pub ceilings: Vec<crate::money::Money>,
    /// Region codes; empty for all.
    pub regions: Vec<String>,
    /// Product codes that all of the deal's products must be among; empty for all.
    pub products: Vec<String>,
    /// Whether the partner must hold a live certification.
    pub requires_certification: bool,
}

/// An account or territory kept for direct sales. A registration that touches it goes to the conflict path.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReservedAccount {
    /// Name of the account, or of the territory.
    pub name: String,
    /// Domain of a named account; empty for a territory.
    pub domain: String,
    /// Country (ISO 3166-1 alpha-2) of the account, or that is the territory; empty when the domain alone decides.
    pub country: String,
    /// Whether it stands for every customer of the country.
    pub territory: bool,
    /// Why, as managers read it.
    pub reason: String,
}

/// Domains that belong to one customer account, so that registrations of any of them conflict.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountGroup {
    /// Name of the account, for the admin.
    pub name: String,
    /// Registrable domains, at least two; each in one group only.
    pub domains: Vec<String>,
}

/// A version of the settings with who made it and when it takes effect.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsVersion {
    /// Id.
    pub id: SettingsVersionId,
    /// Running number; decisions record it as the version of their rule.
    pub number: i64,
    /// From when on it applies.
    pub effective_from: DateTime<Utc>,
    /// Whether it is the one that applies now.
    pub in_effect: bool,
    /// Who made it.
    pub author: Person,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Why, in the author's words.
    pub note: String,
    /// The settings.
    pub settings: ProgramSettings,
}

/// Body of a new version of the settings. `If-Match` names the newest version's number, so that nobody's change is overwritten unseen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSettingsVersion {
    /// From when on it applies; absent for at once. Not in the past.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effective_from: Option<DateTime<Utc>>,
    /// Why.
    pub note: String,
    /// The settings.
    pub settings: ProgramSettings,
}
