//! What makes a decision complete, and which kinds of item take it.

use super::{ApprovalKind, Decision};
use crate::deals::draft::limits;
use crate::deals::{RejectReason, ReturnReason};
use crate::problem::{FieldCode, FieldError};
use crate::text;

impl Decision {
    /// Whether such an item can be decided so: only a registration goes back to the partner.
    pub fn fits(&self, kind: ApprovalKind) -> bool {
        kind == ApprovalKind::DealRegistration || !matches!(self, Self::Return { .. })
    }

    /// The message to the partner; may be empty.
    pub fn message(&self) -> &str {
        match self {
            Self::Approve { message } | Self::Return { message, .. } | Self::Reject { message, .. } => message,
        }
    }

    /// The words of its reasons, in the order given.
    pub fn reason_words(&self) -> Vec<String> {
        match self {
            Self::Approve { .. } => Vec::new(),
            Self::Return { reasons, .. } => reasons.iter().map(|reason| reason.as_str().to_owned()).collect(),
            Self::Reject { reasons, .. } => reasons.iter().map(|reason| reason.as_str().to_owned()).collect(),
        }
    }

    /// What is missing or wrong: at least one reason, none twice, and a message when the reason is `other`.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let message_required = match self {
            Self::Approve { .. } => false,
            Self::Return { reasons, .. } => {
                check_reasons(reasons, &mut errors);
                reasons.contains(&ReturnReason::Other)
            }
            Self::Reject { reasons, .. } => {
                check_reasons(reasons, &mut errors);
                reasons.contains(&RejectReason::Other)
            }
        };
        if message_required {
            text::check_required("/message", self.message(), limits::NOTES, true, &mut errors);
        } else {
            text::check("/message", self.message(), limits::NOTES, true, &mut errors);
        }
        errors
    }
}

fn check_reasons<Reason: PartialEq>(reasons: &[Reason], errors: &mut Vec<FieldError>) {
    if reasons.is_empty() {
        errors.push(FieldError::new("/reasons", FieldCode::TooFew).with("min", 1));
    }
    for (at, reason) in reasons.iter().enumerate() {
        if reasons[..at].contains(reason) {
            errors.push(FieldError::new(format!("/reasons/{at}"), FieldCode::Duplicate));
        }
    }
}
