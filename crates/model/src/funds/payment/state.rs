//! Where payments and their batches stand.

use super::refusal::PaymentRefusal;
use crate::words::words;

words! {
    /// Where a payment stands.
    PaymentState {
        /// On its way, or still to be sent: nobody has said that it arrived.
        Waiting = "waiting",
        /// It was made.
        Paid = "paid",
        /// The bank refused it, or it came back: the claim is owed again.
        Bounced = "bounced",
        /// Taken out of its batch before the bank was given the file.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What the bank, or somebody who has looked, says of a payment.
    Verdict {
        /// It was made.
        Paid = "paid",
        /// It was refused, or came back.
        Bounced = "bounced",
    }
}

words! {
    /// Where a batch stands, which follows from its payments.
    BatchState {
        /// Being put together.
        Open = "open",
        /// Its file was made; what is in it stays.
        Exported = "exported",
        /// Some of its payments are settled.
        Partly = "partly",
        /// All of them are, made or bounced.
        Settled = "settled",
        /// All were taken out.
        Cancelled = "cancelled",
    }
}

impl PaymentState {
    /// Whether the claim can't be in another payment.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Waiting | Self::Paid)
    }

    /// Whether it was made or has bounced.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Paid | Self::Bounced)
    }

    /// Where it stands once something is said of it; `None` when it stands there already, so that saying it twice changes nothing. What
    /// has bounced is owed again and perhaps paid by another payment: that it was made after all is refused.
    pub fn after(self, verdict: Verdict) -> Result<Option<PaymentState>, PaymentRefusal> {
        match (self, verdict) {
            (Self::Waiting, Verdict::Paid) => Ok(Some(Self::Paid)),
            (Self::Waiting | Self::Paid, Verdict::Bounced) => Ok(Some(Self::Bounced)),
            (Self::Paid, Verdict::Paid) | (Self::Bounced, Verdict::Bounced) => Ok(None),
            (Self::Bounced, Verdict::Paid) => Err(PaymentRefusal::Bounced),
            (Self::Withdrawn, _) => Err(PaymentRefusal::Withdrawn),
        }
    }
}

impl BatchState {
    /// Of a batch whose file was made or not, and whose payments stand so.
    pub fn of(is_exported: bool, payments: impl IntoIterator<Item = PaymentState>) -> BatchState {
        let (mut settled, mut waiting) = (0_u32, 0_u32);
        for state in payments {
            match state {
                PaymentState::Withdrawn => {}
                PaymentState::Waiting => waiting += 1,
                PaymentState::Paid | PaymentState::Bounced => settled += 1,
            }
        }
        match (settled, waiting) {
            (0, 0) => Self::Cancelled,
            (0, _) if is_exported => Self::Exported,
            (0, _) => Self::Open,
            (_, 0) => Self::Settled,
            _ => Self::Partly,
        }
    }

    /// Whether nothing is awaited any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Settled | Self::Cancelled)
    }
}
