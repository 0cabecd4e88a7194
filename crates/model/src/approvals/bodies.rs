//! What is sent to decide, assign and escalate items, and what comes back.

use super::{ApprovalSummary, Decision};
use crate::ids::{ApprovalId, UserId};
use crate::people::Role;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};

/// Body of a decision over many items at once. Each is decided or refused on its own.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkDecision {
    /// 1 to 100 items with the versions that were seen.
    pub items: Vec<BulkItem>,
    /// What is decided of each.
    pub decision: Decision,
}

/// One item of a bulk decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkItem {
    /// Id.
    pub id: ApprovalId,
    /// Version that was seen.
    pub version: i64,
}

/// What became of one item of a bulk decision.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// Id.
    pub id: ApprovalId,
    /// The item as it stands, when decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub approval: Option<ApprovalSummary>,
    /// Why not, otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problem: Option<Problem>,
}

/// Body of taking an item or giving it to somebody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Who; absent to leave it to anybody.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<UserId>,
    /// Why, for the record.
    #[serde(default)]
    pub note: String,
}

/// Somebody who may decide an item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decider {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// How many items wait for this person already.
    pub open: u64,
}

/// Body of handing an item to somebody higher.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Why.
    pub note: String,
}
