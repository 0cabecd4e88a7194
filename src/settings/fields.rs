//! The settings' fields as signals, section by section: raw text, exactly as typed.

use super::raw::{
    RawActivity, RawApplications, RawCeiling, RawCriterion, RawDeals, RawFunds, RawGroup, RawHoliday, RawPayer,
    RawProgram, RawRate, RawRegion, RawReserved, RawRule, RawShare,
};
use super::rows::{Fields, Rows};
use entente_model::settings::{Product, Specialty};
use leptos::prelude::*;

/// Signals that take other text while their fields stay on the page.
pub trait Fill: Fields {
    /// Puts other text in place.
    fn fill(self, raw: Self::Raw);
}

/// A struct of signals for a struct of text, with the way there and back.
macro_rules! signals {
    ($(#[$doc:meta])* $name:ident holds $raw:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        #[allow(missing_docs, reason = "as in the struct of text")]
        pub struct $name { $(pub $field: RwSignal<$kind>),* }

        impl Fields for $name {
            type Raw = $raw;
            fn hold(raw: $raw) -> Self {
                $name { $($field: RwSignal::new(raw.$field)),* }
            }
            fn raw(self) -> $raw {
                $raw { $($field: self.$field.try_get().unwrap_or_default()),* }
            }
        }

        impl Fill for $name {
            fn fill(self, raw: $raw) {
                $(if self.$field.try_with_untracked(|now| *now != raw.$field) == Some(true) {
                    self.$field.try_set(raw.$field);
                })*
            }
        }
    };
}

signals! {
    /// Names, colour and rules of engagement.
    ProgramFields holds RawProgram { name: String, vendor: String, accent: String, rules_of_engagement: String }
}

signals! {
    /// Numbers of deal registration.
    DealFields holds RawDeals {
        protection_days: String,
        extension_days: String,
        reminder_days: String,
        decision_business_days: String,
        activity_days: String,
        answer_days: String,
        similarity: String,
        need_min_characters: String,
        max_attachment: String,
        max_attachments: String,
    }
}

signals! {
    /// A holiday.
    HolidayFields holds RawHoliday { date: String, name: String }
}

signals! {
    /// A product.
    ProductFields holds Product { code: String, name: String, offered: bool }
}

signals! {
    /// An amount.
    CeilingFields holds RawCeiling { amount: String, currency: String }
}

signals! {
    /// An account or territory kept for direct sales.
    ReservedFields holds RawReserved { name: String, domain: String, country: String, territory: bool, reason: String }
}

signals! {
    /// Domains that are one customer.
    GroupFields holds RawGroup { name: String, domains: String }
}

signals! {
    /// Who may apply, what is asked, and in which time.
    ApplicationsFields holds RawApplications {
        accepts_applications: bool,
        consent: String,
        decision_business_days: String,
        draft_days: String,
        link_days: String,
        proof_bits: String,
    }
}

signals! {
    /// Something that a company is good at.
    SpecialtyFields holds Specialty { code: String, name: String, offered: bool }
}

signals! {
    /// Numbers of funds.
    FundFields holds RawFunds {
        lead_days: String,
        decision_business_days: String,
        claim_decision_business_days: String,
        answer_days: String,
        claim_days: String,
        reminder_days: String,
        max_attachment: String,
        max_attachments: String,
    }
}

signals! {
    /// How much partners of a tier may ask for.
    ShareFields holds RawShare { tier: String, share: String }
}

signals! {
    /// An exchange rate.
    RateFields holds RawRate { from: String, to: String, rate: String, from_day: String }
}

signals! {
    /// An account of the vendor's that pays.
    PayerFields holds RawPayer {
        currency: String,
        holder: String,
        country: String,
        iban: String,
        bic: String,
        number: String,
        clearing: String,
    }
}

signals! {
    /// Rules of a type of activity.
    ActivityFields holds RawActivity {
        activity: String,
        offered: bool,
        eligible: Vec<String>,
        proofs: Vec<String>,
        lead_days: String,
    }
}

mod journeys;

pub use journeys::{AgreementFields, FollowUpFields, JourneyFields, MilestoneFields, TaskFields};

/// A region.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "as in the struct of text")]
pub struct RegionFields {
    pub code: RwSignal<String>,
    pub name: RwSignal<String>,
    pub time_zone: RwSignal<String>,
    pub weekend: RwSignal<Vec<String>>,
    pub holidays: Rows<HolidayFields>,
}

impl Fields for RegionFields {
    type Raw = RawRegion;
    fn hold(raw: RawRegion) -> Self {
        RegionFields {
            code: RwSignal::new(raw.code),
            name: RwSignal::new(raw.name),
            time_zone: RwSignal::new(raw.time_zone),
            weekend: RwSignal::new(raw.weekend),
            holidays: Rows::new(raw.holidays),
        }
    }
    fn raw(self) -> RawRegion {
        RawRegion {
            code: self.code.try_get().unwrap_or_default(),
            name: self.name.try_get().unwrap_or_default(),
            time_zone: self.time_zone.try_get().unwrap_or_default(),
            weekend: self.weekend.try_get().unwrap_or_default(),
            holidays: self.holidays.raw(),
        }
    }
}

/// A rule that approves by itself.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "as in the struct of text")]
pub struct RuleFields {
    pub name: RwSignal<String>,
    pub enabled: RwSignal<bool>,
    pub minimum_tier: RwSignal<String>,
    pub ceilings: Rows<CeilingFields>,
    pub regions: RwSignal<Vec<String>>,
    pub products: RwSignal<Vec<String>>,
    pub requires_certification: RwSignal<bool>,
}

impl Fields for RuleFields {
    type Raw = RawRule;
    fn hold(raw: RawRule) -> Self {
        RuleFields {
            name: RwSignal::new(raw.name),
            enabled: RwSignal::new(raw.enabled),
            minimum_tier: RwSignal::new(raw.minimum_tier),
            ceilings: Rows::new(raw.ceilings),
            regions: RwSignal::new(raw.regions),
            products: RwSignal::new(raw.products),
            requires_certification: RwSignal::new(raw.requires_certification),
        }
    }
    fn raw(self) -> RawRule {
        RawRule {
            name: self.name.try_get().unwrap_or_default(),
            enabled: self.enabled.try_get().unwrap_or_default(),
            minimum_tier: self.minimum_tier.try_get().unwrap_or_default(),
            ceilings: self.ceilings.raw(),
            regions: self.regions.try_get().unwrap_or_default(),
            products: self.products.try_get().unwrap_or_default(),
            requires_certification: self.requires_certification.try_get().unwrap_or_default(),
        }
    }
}

/// A criterion of the Ideal Partner Profile. Its kind stays what it is.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "as in the struct of text")]
pub struct CriterionFields {
    pub kind: RwSignal<String>,
    pub weight: RwSignal<String>,
    pub chosen: RwSignal<Vec<String>>,
    pub wanted: RwSignal<String>,
    pub minimum: RwSignal<String>,
    pub ideal: RwSignal<String>,
    pub ideals: Rows<CeilingFields>,
    pub vendors: RwSignal<String>,
}

impl Fields for CriterionFields {
    type Raw = RawCriterion;
    fn hold(raw: RawCriterion) -> Self {
        CriterionFields {
            kind: RwSignal::new(raw.kind),
            weight: RwSignal::new(raw.weight),
            chosen: RwSignal::new(raw.chosen),
            wanted: RwSignal::new(raw.wanted),
            minimum: RwSignal::new(raw.minimum),
            ideal: RwSignal::new(raw.ideal),
            ideals: Rows::new(raw.ideals),
            vendors: RwSignal::new(raw.vendors),
        }
    }
    fn raw(self) -> RawCriterion {
        RawCriterion {
            kind: self.kind.try_get().unwrap_or_default(),
            weight: self.weight.try_get().unwrap_or_default(),
            chosen: self.chosen.try_get().unwrap_or_default(),
            wanted: self.wanted.try_get().unwrap_or_default(),
            minimum: self.minimum.try_get().unwrap_or_default(),
            ideal: self.ideal.try_get().unwrap_or_default(),
            ideals: self.ideals.raw(),
            vendors: self.vendors.try_get().unwrap_or_default(),
        }
    }
}
