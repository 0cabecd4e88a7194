//! A decision: what makes it complete, and which kinds of item take it.

use super::{ApprovalKind, RejectReason, ReturnReason};
use crate::deals::draft::limits;
use crate::money::MAX_MINOR;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use serde::{Deserialize, Serialize};

/// What a manager decides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// Yes.
    Approve {
        /// To the partner; may be empty.
        #[serde(default)]
        message: String,
    },
    /// Yes, to an amount that is less than was asked for or claimed. Requests and claims of funds only.
    ApprovePart {
        /// The amount, in minor units: of a request's own currency, of a claim's fund.
        minor: i64,
        /// To the partner; may be empty.
        #[serde(default)]
        message: String,
    },
    /// Back to whoever handed it in. Extensions and appeals can't be returned.
    Return {
        /// At least one.
        reasons: Vec<ReturnReason>,
        /// What to do; required with the reason `other`.
        #[serde(default)]
        message: String,
    },
    /// No.
    Reject {
        /// At least one.
        reasons: Vec<RejectReason>,
        /// Why; required with the reason `other`.
        #[serde(default)]
        message: String,
    },
}

impl Decision {
    /// Whether such an item can be decided so: only some go back to whoever handed them in.
    pub fn fits(&self, kind: ApprovalKind) -> bool {
        !matches!(self, Self::Return { .. }) || !ReturnReason::of(kind).is_empty()
    }

    /// The message to the partner; may be empty.
    pub fn message(&self) -> &str {
        match self {
            Self::Approve { message }
            | Self::ApprovePart { message, .. }
            | Self::Return { message, .. }
            | Self::Reject { message, .. } => message,
        }
    }

    /// The words of its reasons, in the order given.
    pub fn reason_words(&self) -> Vec<String> {
        match self {
            Self::Approve { .. } | Self::ApprovePart { .. } => Vec::new(),
            Self::Return { reasons, .. } => reasons.iter().map(|reason| reason.as_str().to_owned()).collect(),
            Self::Reject { reasons, .. } => reasons.iter().map(|reason| reason.as_str().to_owned()).collect(),
        }
    }

    /// What is missing or wrong for an item of that kind: as [`Decision::check`], each reason is one of the kind's, and only of money a
    /// part can be approved.
    pub fn check_for(&self, kind: ApprovalKind) -> Vec<FieldError> {
        let mut errors = self.check();
        let known = |at: usize| match self {
            Self::Approve { .. } | Self::ApprovePart { .. } => true,
            Self::Return { reasons, .. } => ReturnReason::of(kind).contains(&reasons[at]),
            Self::Reject { reasons, .. } => RejectReason::of(kind).contains(&reasons[at]),
        };
        let unknown = (0..self.reason_words().len()).filter(|at| !known(*at));
        errors.extend(unknown.map(|at| FieldError::new(format!("/reasons/{at}"), FieldCode::UnknownValue)));
        if matches!(self, Self::ApprovePart { .. }) && !kind.is_about_money() {
            errors.push(FieldError::new("/decision", FieldCode::UnknownValue));
        }
        errors
    }

    /// What is missing or wrong: at least one reason, none twice, a message when the reason is `other`, a part above zero.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let message_required = match self {
            Self::Approve { .. } => false,
            Self::ApprovePart { minor, .. } => {
                if !(1..=MAX_MINOR).contains(minor) {
                    errors.push(
                        FieldError::new("/minor", FieldCode::OutOfRange)
                            .with("min", 1)
                            .with("max", MAX_MINOR),
                    );
                }
                false
            }
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
