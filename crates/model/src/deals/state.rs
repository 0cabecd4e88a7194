//! States, stages and events of a registration.

use crate::money::Money;
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// Where a registration stands.
    DealState {
        /// Being written; seen by the partner only.
        Draft = "draft",
        /// Waits for a manager.
        Submitted = "submitted",
        /// A manager has opened the review.
        InReview = "in_review",
        /// Returned to the partner with reasons.
        ActionRequired = "action_required",
        /// Approved and protected.
        Approved = "approved",
        /// Refused with reasons; one appeal.
        Rejected = "rejected",
        /// Taken back by the partner.
        Withdrawn = "withdrawn",
        /// Its time ran out.
        Expired = "expired",
        /// Sold.
        Won = "won",
        /// Not sold.
        Lost = "lost",
    }
}

impl DealState {
    /// Whether a registration in this state can hold its account: approved or under review. A returned one is still under review.
    pub fn can_hold(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::InReview | Self::ActionRequired | Self::Approved
        )
    }
    /// Whether a manager may decide it now.
    pub fn awaits_decision(self) -> bool {
        matches!(self, Self::Submitted | Self::InReview)
    }
    /// Whether nothing follows any more, an appeal aside.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Rejected | Self::Withdrawn | Self::Expired | Self::Won | Self::Lost
        )
    }
    /// Whether the partner may still change what is written.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ActionRequired)
    }
}

words! {
    /// How far an approved deal has come.
    Stage {
        /// The need is confirmed.
        Qualified = "qualified",
        /// An offer is with the customer.
        Proposal = "proposal",
        /// Terms are being agreed.
        Negotiation = "negotiation",
    }
}

words! {
    /// Why a deal was lost.
    LossReason {
        /// Price.
        Price = "price",
        /// A competitor.
        Competitor = "competitor",
        /// The customer decided for nothing.
        NoDecision = "no_decision",
        /// No budget.
        Budget = "budget",
        /// A function was missing.
        MissingFunction = "missing_function",
        /// Something else.
        Other = "other",
    }
}

/// Something that happens to a registration. Who may cause which, and from which state, says [`super::transition`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum DealEvent {
    /// Partner: hands in a draft, or a returned registration again.
    Submit {},
    /// Partner: takes it back.
    Withdraw {
        /// Why, for the record.
        #[serde(default)]
        note: String,
    },
    /// Partner: asks for longer protection, saying what has been done.
    RequestExtension {
        /// Progress so far.
        progress: String,
    },
    /// Partner: objects to a rejection, once.
    Appeal {
        /// Why the decision should change.
        argument: String,
    },
    /// Partner: tells how far an approved deal has come. Counts as activity.
    ChangeStage {
        /// How far.
        stage: Stage,
        /// What comes next.
        #[serde(default)]
        next_step: String,
    },
    /// Partner: the customer has bought.
    Win {
        /// Value of the order.
        value: Money,
        /// Day of the order.
        closed_on: NaiveDate,
    },
    /// Partner: the customer has not bought.
    Lose {
        /// Why.
        reason: LossReason,
        /// In words.
        #[serde(default)]
        note: String,
    },
}
