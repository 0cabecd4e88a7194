//! Partner companies.

use crate::ids::PartnerId;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a partner does for its customers.
    PartnerType {
        /// Buys and sells on.
        Reseller = "reseller",
        /// Value-added reseller: sells with services of its own.
        Var = "var",
        /// Managed service provider.
        Msp = "msp",
        /// Independent software vendor.
        Isv = "isv",
        /// System integrator.
        Si = "si",
        /// Names prospects, does not sell.
        Referral = "referral",
        /// Marketing agency.
        Agency = "agency",
    }
}

words! {
    /// The program's tiers, lowest first.
    Tier {
        /// Where every partner begins.
        Registered = "registered",
        /// Second.
        Silver = "silver",
        /// Third.
        Gold = "gold",
        /// Highest.
        Platinum = "platinum",
    }
}

words! {
    /// Where a partner stands with the program.
    PartnerStatus {
        /// Has applied.
        Applicant = "applicant",
        /// Approved and on its journey.
        Onboarding = "onboarding",
        /// Sells.
        Active = "active",
        /// Reads, but begins nothing new.
        Suspended = "suspended",
        /// Has left; its people can't sign in.
        Terminated = "terminated",
    }
}

impl PartnerStatus {
    /// Whether its people may register deals and otherwise begin something new.
    pub fn may_begin(self) -> bool {
        matches!(self, Self::Onboarding | Self::Active)
    }
}

/// A partner as lists and headers show it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerSummary {
    /// Id.
    pub id: PartnerId,
    /// The name that people use.
    pub display_name: String,
    /// Website domain.
    pub domain: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Code of a region of the settings.
    pub region: String,
    /// What it does.
    pub partner_type: PartnerType,
    /// Its tier.
    pub tier: Tier,
    /// Where it stands.
    pub status: PartnerStatus,
}
