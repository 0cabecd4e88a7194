//! Why something may not be done with payments.

use crate::problem::{Code, Problem};
use crate::words::words;

/// A typed refusal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaymentRefusal {
    /// The claim is in another payment that was not made yet, or was.
    InPayment {
        /// What people call the claim by.
        reference: String,
    },
    /// The file was made: what is in it stays.
    Exported,
    /// The file was not made yet.
    NotExported,
    /// Payments of it are settled already.
    Settled,
    /// The payment has bounced.
    Bounced,
    /// The payment was taken out of its batch.
    Withdrawn,
    /// Partners have not said where to pay to.
    NoBankAccount {
        /// How many payments that concerns.
        payments: u32,
    },
    /// The settings name no account of the vendor's that pays in the currency.
    NoPayer {
        /// ISO 4217 code.
        currency: String,
    },
    /// The bank's answer is about another file.
    OtherBatch,
}

words! {
    /// The word of a refusal; the browser shows `refusal.payment.<word>` of its catalogue.
    PaymentRefusalCode {
        /// [`PaymentRefusal::InPayment`].
        InPayment = "claim_in_payment",
        /// [`PaymentRefusal::Exported`].
        Exported = "batch_exported",
        /// [`PaymentRefusal::NotExported`].
        NotExported = "batch_not_exported",
        /// [`PaymentRefusal::Settled`].
        Settled = "batch_settled",
        /// [`PaymentRefusal::Bounced`].
        Bounced = "payment_bounced",
        /// [`PaymentRefusal::Withdrawn`].
        Withdrawn = "payment_withdrawn",
        /// [`PaymentRefusal::NoBankAccount`].
        NoBankAccount = "no_bank_account",
        /// [`PaymentRefusal::NoPayer`].
        NoPayer = "no_payer",
        /// [`PaymentRefusal::OtherBatch`].
        OtherBatch = "other_batch",
    }
}

impl PaymentRefusal {
    /// Its word.
    pub fn code(&self) -> PaymentRefusalCode {
        match self {
            Self::InPayment { .. } => PaymentRefusalCode::InPayment,
            Self::Exported => PaymentRefusalCode::Exported,
            Self::NotExported => PaymentRefusalCode::NotExported,
            Self::Settled => PaymentRefusalCode::Settled,
            Self::Bounced => PaymentRefusalCode::Bounced,
            Self::Withdrawn => PaymentRefusalCode::Withdrawn,
            Self::NoBankAccount { .. } => PaymentRefusalCode::NoBankAccount,
            Self::NoPayer { .. } => PaymentRefusalCode::NoPayer,
            Self::OtherBatch => PaymentRefusalCode::OtherBatch,
        }
    }
}

/// 409 with the word as `params.reason`, and `params.reference`, `params.payments` or `params.pays_in`.
impl From<PaymentRefusal> for Problem {
    fn from(refusal: PaymentRefusal) -> Self {
        let stated = Problem::new(Code::InvalidState).param("reason", refusal.code().as_str());
        match refusal {
            PaymentRefusal::InPayment { reference } => stated.param("reference", reference),
            PaymentRefusal::NoBankAccount { payments } => stated.param("payments", payments),
            // Not `currency`, by which the browser knows a refusal of the books.
            PaymentRefusal::NoPayer { currency } => stated.param("pays_in", currency),
            PaymentRefusal::Exported
            | PaymentRefusal::NotExported
            | PaymentRefusal::Settled
            | PaymentRefusal::Bounced
            | PaymentRefusal::Withdrawn
            | PaymentRefusal::OtherBatch => stated,
        }
    }
}
