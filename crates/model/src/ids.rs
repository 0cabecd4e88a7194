//! Identifiers. Each record kind has its own type, so that a deal's id can't be passed for a partner's.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map($name)
            }
        }
    };
}

id!(/// A user of the vendor or of a partner.
    UserId);
id!(/// A partner company.
    PartnerId);
id!(/// A deal registration.
    DealId);
id!(/// An item that waits for a decision.
    ApprovalId);
id!(/// A file attached to a record.
    AttachmentId);
id!(/// A comment on a record.
    CommentId);
id!(/// An invitation to the portal.
    InvitationId);
id!(/// A version of the program's settings.
    SettingsVersionId);
id!(/// One entry of a record's timeline.
    ActivityId);
id!(/// A company's application to the program.
    ApplicationId);
id!(/// A note of the vendor's about a partner.
    PartnerNoteId);
id!(/// A partner's signature of the agreement.
    AgreementSignatureId);
id!(/// A fund: market development money of one period and currency.
    FundId);
id!(/// A partner's request for market development money.
    FundRequestId);
id!(/// A claim for what an activity cost.
    ClaimId);
id!(/// A payment of a claim.
    PaymentId);
id!(/// A batch of payments.
    PaymentBatchId);
id!(/// A transaction of a fund's books.
    LedgerTransactionId);
