//! On what grounds a registration is decided: what it conflicts with, and how the rules that approve by themselves judge it.

use crate::deals::DealSummary;
use crate::settings::ReservedAccount;
use crate::words::words;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A registration that is, or may be, of the same account.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// Why they match.
    pub evidence: Vec<Evidence>,
    /// Whether it surely is the same account and shares a product; otherwise it is possible only.
    pub certain: bool,
    /// The other registration; absent for a reserved account, or when the reader may not see that partner's deals.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deal: Option<Box<DealSummary>>,
    /// When the other was handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Whether the other holds the account.
    pub holds_account: bool,
    /// Name and reason of the reserved account, when it is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reserved: Option<ReservedAccount>,
}

/// One ground for taking two accounts for the same.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Evidence {
    /// Equal registrable domains.
    SameDomain {
        /// The registrable domain.
        domain: String,
    },
    /// Equal normalised names in one country.
    SameName {
        /// The normalised name.
        name: String,
        /// The country.
        country: String,
    },
    /// Names alike.
    SimilarName {
        /// Normalised name of this one.
        this: String,
        /// Normalised name of the other.
        other: String,
        /// Jaro-Winkler similarity in thousandths.
        similarity_per_mille: u32,
    },
    /// Products that both name.
    SharedProducts {
        /// Their codes.
        products: Vec<String>,
    },
}

/// How a rule that approves by itself judged a registration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleVerdict {
    /// Name of the rule.
    pub rule: String,
    /// What kept it from approving; empty when it approves.
    pub unmet: Vec<RuleCondition>,
}

words! {
    /// A condition of a rule.
    RuleCondition {
        /// No registration or reserved account conflicts, not even possibly.
        NoConflict = "no_conflict",
        /// The partner's tier is high enough.
        Tier = "tier",
        /// The value is under the ceiling of its currency.
        Ceiling = "ceiling",
        /// The region is among the rule's.
        Region = "region",
        /// All products are among the rule's.
        Products = "products",
        /// The partner holds a live certification.
        Certification = "certification",
    }
}
