//! Where a claim stands.

use crate::words::words;

words! {
    /// Where a claim stands.
    ClaimState {
        /// Being written; seen by the partner only.
        Draft = "draft",
        /// Waits for finance: for the first or for the second who agrees.
        Submitted = "submitted",
        /// Returned to the partner with reasons.
        ActionRequired = "action_required",
        /// Approved: the amount is owed.
        Approved = "approved",
        /// Refused with reasons, or not answered in time.
        Rejected = "rejected",
        /// Paid.
        Paid = "paid",
    }
}

impl ClaimState {
    /// Whether finance may decide it now.
    pub fn awaits_decision(self) -> bool {
        self == Self::Submitted
    }
    /// Whether the partner may still change what is written.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ActionRequired)
    }
    /// Whether nothing follows any more, a payment that comes back aside.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Rejected | Self::Paid)
    }
    /// Whether it was handed in and not rejected: a request has one such claim at most.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Draft | Self::Rejected)
    }
}
