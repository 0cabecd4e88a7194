//! What finance asks for with batches of payments, and whether it may be done now.

use super::refusal::PaymentRefusal;
use super::state::{BatchState, Verdict};
use crate::ids::ClaimId;
use crate::money::minor_digits;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use crate::words::words;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most payments of a batch.
pub const MOST_PAYMENTS: usize = 500;
/// Most characters of why a payment was made or has bounced.
pub const REASON: usize = 200;
/// How many days ahead a bank may be asked to pay.
const AHEAD: u64 = 90;

/// Body of a new batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPaymentBatch {
    /// ISO 4217 code of what all its claims are paid in.
    pub currency: String,
    /// The claims, each once.
    pub claims: Vec<ClaimId>,
}

impl NewPaymentBatch {
    /// What of it is refused, whatever the claims are.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if minor_digits(&self.currency).is_none() {
            errors.push(FieldError::new("/currency", FieldCode::InvalidCurrency));
        }
        if self.claims.is_empty() {
            errors.push(FieldError::new("/claims", FieldCode::TooFew).with("min", 1));
        } else if self.claims.len() > MOST_PAYMENTS {
            errors.push(FieldError::new("/claims", FieldCode::TooMany).with("max", MOST_PAYMENTS));
        }
        let mut seen = BTreeSet::new();
        for (at, claim) in self.claims.iter().enumerate() {
            if !seen.insert(claim) {
                errors.push(FieldError::new(format!("/claims/{at}"), FieldCode::Duplicate));
            }
        }
        errors
    }
}

/// Body of making a batch's file: from then on what is in it stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentExport {
    /// On which day the bank is to pay.
    pub execute_on: NaiveDate,
}

impl PaymentExport {
    /// What of it is refused on a day: the bank may be asked to pay from the day before, which is still today elsewhere, to some months ahead.
    pub fn check(&self, today: NaiveDate) -> Vec<FieldError> {
        let first = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        let wrong = |code, name: &str, day: NaiveDate| vec![FieldError::new("/execute_on", code).with(name, day)];
        if self.execute_on < first {
            wrong(FieldCode::DateInPast, "min", first)
        } else if self.execute_on > last {
            wrong(FieldCode::DateTooFar, "max", last)
        } else {
            Vec::new()
        }
    }
}

/// Body of saying by hand what became of a payment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentMark {
    /// What.
    pub verdict: Verdict,
    /// Why it has bounced, or how it was paid; may be empty for one that was made.
    #[serde(default)]
    pub reason: String,
}

impl PaymentMark {
    /// What of it is refused.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        match self.verdict {
            Verdict::Bounced => text::check_required("/reason", &self.reason, REASON, false, &mut errors),
            Verdict::Paid => text::check("/reason", &self.reason, REASON, false, &mut errors),
        }
        errors
    }
}

words! {
    /// As what a batch's file is read.
    PaymentFileFormat {
        /// `pain.001.001.09` of ISO 20022.
        Pain001 = "pain001",
        /// A table.
        Csv = "csv",
    }
}

/// Body of giving a batch up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentBatchCancel {}

/// Whether payments may be taken out of a batch now.
pub fn open_allowed(state: BatchState, is_exported: bool) -> Result<(), PaymentRefusal> {
    if is_exported {
        return Err(PaymentRefusal::Exported);
    }
    match state {
        BatchState::Cancelled => Err(PaymentRefusal::Withdrawn),
        BatchState::Settled => Err(PaymentRefusal::Settled),
        BatchState::Open | BatchState::Partly | BatchState::Exported => Ok(()),
    }
}

/// Whether a batch's file may be made now: once, and before anything of it is settled by hand.
pub fn export_allowed(state: BatchState, is_exported: bool) -> Result<(), PaymentRefusal> {
    match open_allowed(state, is_exported) {
        Ok(()) if state == BatchState::Partly => Err(PaymentRefusal::Settled),
        other => other,
    }
}
