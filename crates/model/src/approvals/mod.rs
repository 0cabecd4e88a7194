//! Approvals: one queue for all that waits for a decision.

mod bodies;
mod decision;
mod grounds;
mod kind;
mod reasons;
pub mod rules;
pub mod undo;
mod views;

pub use bodies::{Assignment, BulkDecision, BulkItem, BulkResult, Decider, Escalation};
pub use decision::Decision;
pub use grounds::{Conflict, Evidence, RuleCondition, RuleVerdict};
pub use kind::{ApprovalKind, ApprovalRecord, ApprovalState, RiskFlag};
pub use reasons::{RejectReason, ReturnReason};
pub use views::{Agreed, Approval, ApprovalSubject, ApprovalSummary, Decided, LikelyDuplicate};
