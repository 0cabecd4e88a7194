//! What the bank answers to a batch's file, and what follows for its payments. Reading the file itself is the server's.

use super::state::{PaymentState, Verdict};
use crate::words::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most bytes of a bank's answer: one about the most payments of a batch has less than a quarter of it.
pub const MAX_CONFIRMATION_BYTES: u64 = 2_000_000;

/// What a bank's answer says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BankAnswer {
    /// What it says of payments by name, in its order.
    pub lines: Vec<BankLine>,
    /// What it says of all that it does not name, and why.
    pub rest: Option<(Verdict, String)>,
}

/// What a bank's answer says of a payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BankLine {
    /// Which: the end-to-end reference of the file.
    pub end_to_end: String,
    /// What; nothing while the bank is still at it.
    pub verdict: Option<Verdict>,
    /// Why, as the bank says: a code of ISO 20022 or words.
    pub reason: String,
}

words! {
    /// What a line of the bank's answer did.
    ConfirmationOutcome {
        /// The payment was made.
        Paid = "paid",
        /// It has bounced.
        Bounced = "bounced",
        /// The portal knew already.
        Unchanged = "unchanged",
        /// The bank is still at it.
        Waiting = "waiting",
        /// No payment of the batch is called so.
        Unknown = "unknown",
        /// It was said to have bounced, or was taken out of the batch: somebody has to look.
        Contradicts = "contradicts",
    }
}

/// What a line of the bank's answer did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationLine {
    /// Which payment: the end-to-end reference.
    pub end_to_end: String,
    /// What it did.
    pub outcome: ConfirmationOutcome,
    /// Why, as the bank says.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
}

/// What an answer does to the payments of a batch, given with their end-to-end references: one line for each that it says something of,
/// those that it names first. Where it says two things of one, they happen in its order. Doing it to what it led to changes nothing.
pub fn outcomes(payments: &[(String, PaymentState)], answer: &BankAnswer) -> Vec<ConfirmationLine> {
    let mut states: BTreeMap<&str, PaymentState> = BTreeMap::new();
    states.extend(payments.iter().map(|(reference, state)| (reference.as_str(), *state)));
    let mut named = BTreeSet::new();
    let mut done = Vec::with_capacity(payments.len());
    for line in &answer.lines {
        named.insert(line.end_to_end.as_str());
        done.push(ConfirmationLine {
            end_to_end: line.end_to_end.clone(),
            outcome: outcome(states.get_mut(line.end_to_end.as_str()), line.verdict),
            reason: line.reason.clone(),
        });
    }
    let Some((verdict, reason)) = &answer.rest else {
        return done;
    };
    for (reference, state) in payments {
        // What was taken out stood in no file, and is not meant.
        if *state == PaymentState::Withdrawn || named.contains(reference.as_str()) {
            continue;
        }
        done.push(ConfirmationLine {
            end_to_end: reference.clone(),
            outcome: outcome(states.get_mut(reference.as_str()), Some(*verdict)),
            reason: reason.clone(),
        });
    }
    done
}

fn outcome(state: Option<&mut PaymentState>, verdict: Option<Verdict>) -> ConfirmationOutcome {
    let Some(state) = state else {
        return ConfirmationOutcome::Unknown;
    };
    let Some(verdict) = verdict else {
        return ConfirmationOutcome::Waiting;
    };
    match state.after(verdict) {
        Ok(Some(after)) => {
            *state = after;
            match verdict {
                Verdict::Paid => ConfirmationOutcome::Paid,
                Verdict::Bounced => ConfirmationOutcome::Bounced,
            }
        }
        Ok(None) => ConfirmationOutcome::Unchanged,
        Err(_) => ConfirmationOutcome::Contradicts,
    }
}

impl ConfirmationOutcome {
    /// What is to be done to the payment.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Paid => Some(Verdict::Paid),
            Self::Bounced => Some(Verdict::Bounced),
            Self::Unchanged | Self::Waiting | Self::Unknown | Self::Contradicts => None,
        }
    }
}
