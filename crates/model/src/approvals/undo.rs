//! Taking a decision back (domain: Approvals, ten seconds of undo).
//!
//! A decision stands at once, and for ten seconds whoever made it may take it back, as long as nothing else has happened to the
//! record: the record then stands where it stood, its clocks as before. What a rule decided is nobody's to take back.
//! What a decision causes outside the record (mails, an account going to the next in line) waits until the ten seconds are over.

use crate::deals::{DealFacts, Refusal};
use crate::funds::claim::ClaimFacts;
use crate::funds::request::FundRequestFacts;
use crate::ids::{ApprovalId, UserId};
use crate::onboarding::ApplicationFacts;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// For how many seconds a decision can be taken back.
pub const UNDO_SECONDS: u32 = 10;

/// When a decision stands for good. At that moment it is too late already, so that what waits for it may begin.
pub fn final_from(decided_at: DateTime<Utc>) -> DateTime<Utc> {
    decided_at
        .checked_add_signed(TimeDelta::seconds(i64::from(UNDO_SECONDS)))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// What a decision leaves behind so that it can be taken back. Kept until the decision stands for good.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reversal {
    /// The record's version as the decision left it.
    pub version: i64,
    /// Where the record stood: its state, clock, decision and outcome as they were.
    #[serde(flatten)]
    pub before: Before,
}

/// Where a record stood before it was decided.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// A deal.
    Deal(DealFacts),
    /// An application.
    Application(ApplicationFacts),
    /// A request for market development money.
    FundRequest(FundRequestFacts),
    /// A claim. What the decision did to its request is undone with it: [`crate::funds::claim::request_follows`].
    FundClaim(ClaimFacts),
}

/// A decision as it stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Made<'a> {
    /// Who decided; nobody when a rule did.
    pub by: Option<UserId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What it left behind; nothing once it stands for good.
    pub reversal: Option<&'a Reversal>,
}

/// The record as it was before the decision, or why the decision can't be taken back. `version` is the record's version now.
/// Whether the account that a deal held is still to be had, only the store can tell.
pub fn take_back(made: Made<'_>, by: Option<UserId>, version: i64, now: DateTime<Utc>) -> Result<Before, Refusal> {
    if made.by.is_none() || made.by != by {
        return Err(Refusal::NotDecider);
    }
    let reversal = made.reversal.filter(|_| now < final_from(made.at));
    let reversal = reversal.ok_or(Refusal::UndoOver)?;
    if reversal.version != version {
        return Err(Refusal::ChangedSince);
    }
    let mut before = reversal.before.clone();
    match &mut before {
        Before::Deal(facts) => facts.progress.decision_undone_at = Some(now),
        Before::Application(facts) => facts.progress.decision_undone_at = Some(now),
        Before::FundRequest(facts) => facts.progress.decision_undone_at = Some(now),
        Before::FundClaim(facts) => facts.progress.decision_undone_at = Some(now),
    }
    Ok(before)
}

/// Body of taking a decision back: nothing but its version matters, which `If-Match` tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Undo {}

/// Body of taking many decisions back at once. Each is taken back or refused on its own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkUndo {
    /// 1 to 100 items with the versions that the decisions left.
    pub items: Vec<super::BulkItem>,
}

/// A decision that something waits for: the item, at the version that the decision left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DecisionRef {
    /// The item.
    pub approval: ApprovalId,
    /// Its version.
    pub version: i64,
}
