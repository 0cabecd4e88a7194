//! Live events, sent to open pages as server-sent events.

use crate::ids::{ApplicationId, ApprovalId, ClaimId, DealId, FundId, FundRequestId, PartnerId, PaymentBatchId};
use serde::{Deserialize, Serialize};

/// What changed. Pages that show it fetch it anew; the event carries no content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveEvent {
    /// A deal changed: fields, state, comments, files.
    Deal {
        /// Which.
        id: DealId,
        /// Its version now.
        version: i64,
    },
    /// A company's application changed.
    Application {
        /// Which.
        id: ApplicationId,
        /// Its version now.
        version: i64,
    },
    /// An item of the approvals queue came, changed or was decided.
    Approval {
        /// Which.
        id: ApprovalId,
        /// Its version now.
        version: i64,
    },
    /// A partner changed: profile, logo, tax form, status, signature.
    Partner {
        /// Which.
        id: PartnerId,
        /// Its version now.
        version: i64,
    },
    /// A partner's journey began, moved on, or was nudged.
    Journey {
        /// Whose.
        partner_id: PartnerId,
        /// Its version now.
        version: i64,
    },
    /// A fund was made, changed, allocated or closed, or what a partner has in it has moved.
    Fund {
        /// Which.
        id: FundId,
        /// Its version now.
        version: i64,
    },
    /// A request for market development money changed: fields, state, files.
    FundRequest {
        /// Which.
        id: FundRequestId,
        /// Its version now.
        version: i64,
    },
    /// A claim changed: fields, state, proof.
    FundClaim {
        /// Which.
        id: ClaimId,
        /// Its version now.
        version: i64,
    },
    /// A batch of payments was made or changed.
    PaymentBatch {
        /// Which.
        id: PaymentBatchId,
        /// Its version now.
        version: i64,
    },
    /// New settings are in effect.
    Settings {},
    /// Events were missed; fetch everything shown.
    Resync {},
}
