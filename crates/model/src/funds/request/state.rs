//! Where a request stands.

use crate::words::words;

words! {
    /// Where a request for market development money stands.
    FundRequestState {
        /// Being written; seen by the partner only.
        Draft = "draft",
        /// Waits for a manager.
        Submitted = "submitted",
        /// Returned to the partner with reasons.
        ActionRequired = "action_required",
        /// Approved: the amount is reserved, the activity has not begun.
        Approved = "approved",
        /// The activity has begun, and nothing of it waits to be paid.
        Executing = "executing",
        /// A claim waits for its decision or its payment.
        Claimed = "claimed",
        /// Paid, or not to be paid: its last claim was rejected and the time for another is over.
        Closed = "closed",
        /// Refused with reasons.
        Rejected = "rejected",
        /// Its time ran out: for an answer, or for a claim.
        Expired = "expired",
        /// Taken back by the partner.
        Withdrawn = "withdrawn",
    }
}

impl FundRequestState {
    /// Whether a manager may decide it now.
    pub fn awaits_decision(self) -> bool {
        self == Self::Submitted
    }
    /// Whether the partner may still change what is written.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ActionRequired)
    }
    /// Whether nothing follows any more, a payment that comes back aside. Nothing is reserved then.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Rejected | Self::Expired | Self::Withdrawn)
    }
    /// Whether a claim may be made, when its time has come.
    pub fn is_claimable(self) -> bool {
        matches!(self, Self::Approved | Self::Executing)
    }
    /// Whether it was approved and not given up since: what reports count.
    pub fn is_carried_out(self) -> bool {
        matches!(self, Self::Approved | Self::Executing | Self::Claimed | Self::Closed)
    }
    /// Whether another request is compared with it: it is asked for, under way, or paid.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Draft | Self::Rejected | Self::Expired | Self::Withdrawn)
    }
}
