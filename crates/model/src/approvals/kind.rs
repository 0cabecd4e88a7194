//! What waits in the queue, where it stands and what to look at.

use crate::ids::{ApplicationId, ClaimId, DealId, FundRequestId};
use crate::people::Permission;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What waits.
    ApprovalKind {
        /// A deal registration.
        DealRegistration = "deal_registration",
        /// Longer protection of a deal.
        DealExtension = "deal_extension",
        /// An objection to a rejected deal.
        DealAppeal = "deal_appeal",
        /// A company's application to the program.
        PartnerApplication = "partner_application",
        /// A request for market development money.
        FundRequest = "fund_request",
        /// A claim for what such an activity cost.
        FundClaim = "fund_claim",
    }
}

impl ApprovalKind {
    /// Whether an amount is asked for, of which a part can be approved.
    pub fn is_about_money(self) -> bool {
        matches!(self, Self::FundRequest | Self::FundClaim)
    }

    /// What somebody must be allowed to decide it: claims are finance's, all else is the managers'.
    pub fn decided_by(self) -> Permission {
        match self {
            Self::FundClaim => Permission::DecideClaims,
            _ => Permission::DecideApprovals,
        }
    }
}

words! {
    /// Whether it still waits, and how it ended.
    ApprovalState {
        /// Waits.
        Open = "open",
        /// Approved.
        Approved = "approved",
        /// Returned to whoever handed it in.
        Returned = "returned",
        /// Rejected.
        Rejected = "rejected",
        /// What it was about went away: withdrawn, expired or lost.
        Cancelled = "cancelled",
    }
}

words! {
    /// What a manager should look at before deciding.
    RiskFlag {
        /// Another registration holds the account.
        Conflict = "conflict",
        /// A name like it is registered.
        PossibleConflict = "possible_conflict",
        /// The account or territory is kept for direct sales.
        Reserved = "reserved",
        /// Past the time for a decision.
        Overdue = "overdue",
        /// Handed to somebody higher.
        Escalated = "escalated",
        /// Above every ceiling of the rules that approve by themselves.
        HighValue = "high_value",
    }
}

/// The record that an item is about, by its id. On the wire it is a field of the item: `deal_id`, `application_id`, `fund_request_id` or
/// `fund_claim_id`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApprovalRecord {
    /// A deal.
    #[serde(rename = "deal_id")]
    Deal(DealId),
    /// An application.
    #[serde(rename = "application_id")]
    Application(ApplicationId),
    /// A request for market development money.
    #[serde(rename = "fund_request_id")]
    FundRequest(FundRequestId),
    /// A claim.
    #[serde(rename = "fund_claim_id")]
    FundClaim(ClaimId),
}

impl ApprovalRecord {
    /// The deal, when it is one.
    pub fn deal(self) -> Option<DealId> {
        match self {
            Self::Deal(id) => Some(id),
            _ => None,
        }
    }
    /// The application, when it is one.
    pub fn application(self) -> Option<ApplicationId> {
        match self {
            Self::Application(id) => Some(id),
            _ => None,
        }
    }
    /// The request, when it is one.
    pub fn fund_request(self) -> Option<FundRequestId> {
        match self {
            Self::FundRequest(id) => Some(id),
            _ => None,
        }
    }
    /// The claim, when it is one.
    pub fn fund_claim(self) -> Option<ClaimId> {
        match self {
            Self::FundClaim(id) => Some(id),
            _ => None,
        }
    }
}
