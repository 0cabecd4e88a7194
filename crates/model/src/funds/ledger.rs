//! The books of a fund: double entry. Every balance is the sum of entries, and each transaction moves an amount from one account to
//! another, so its entries sum to zero (Pacioli, "Summa de arithmetica", 1494, tractatus XI). Nothing is changed once it is booked: what
//! was wrong is booked back.
//!
//! Amounts are minor units of the fund's currency. A fund is one period of one currency:
//!
//! ```text
//! budget ──▶ unallocated ──▶ available ──▶ reserved ──▶ payable ──▶ paid
//!    ▲            │  ▲          │   ▲         │   ▲         │  ▲       │
//!    └────────────┘  └──────────┘   └─────────┘   └─────────┘  └───────┘
//!                 └─────────────┴──── lapsed ◀┘
//! ```

use crate::ids::{ClaimId, FundRequestId, PartnerId, PaymentId};
use crate::money::MAX_MINOR;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// A kind of account. `budget` and `unallocated` are the fund's, `lapsed` is the fund's or a partner's, the others are a partner's.
    AccountKind {
        /// Where the fund's money comes from: minus what the vendor has put in. The one account that is below zero.
        Budget = "budget",
        /// Given to no partner yet.
        Unallocated = "unallocated",
        /// A partner may ask for it.
        Available = "available",
        /// Promised to an approved activity.
        Reserved = "reserved",
        /// Owed for an approved claim.
        Payable = "payable",
        /// Paid out.
        Paid = "paid",
        /// Unspent when the period was closed: back with the vendor.
        Lapsed = "lapsed",
    }
}

words! {
    /// Why a partner was given money.
    AllocationBasis {
        /// A share of the revenue of the period before, with what its results added.
        Earned = "earned",
        /// Granted for the partner's tier.
        Tier = "tier",
        /// Granted by a person, who says why.
        Granted = "granted",
    }
}

words! {
    /// Why a reservation was given back.
    ReleaseReason {
        /// The claim was approved for less than was reserved, and nothing more will be claimed.
        Unclaimed = "unclaimed",
        /// The deadline for the claim has passed.
        Expired = "expired",
        /// The partner does not run the activity.
        Withdrawn = "withdrawn",
        /// The claim was rejected for good.
        Rejected = "rejected",
        /// The decision that had reserved it was taken back.
        DecisionUndone = "decision_undone",
        /// The period of its fund was closed before the activity began.
        FundClosed = "fund_closed",
    }
}

/// What a transaction books: the cause that each of its entries names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "cause", rename_all = "snake_case", deny_unknown_fields)]
pub enum Posting {
    /// The vendor puts money into the fund: when it is made, and later.
    Fund {},
    /// The vendor takes money out that no partner was given.
    Defund {},
    /// A partner is given money.
    Allocate {
        /// The partner.
        partner_id: PartnerId,
        /// Why.
        basis: AllocationBasis,
    },
    /// Money that a partner was given by mistake goes back, as far as it is available.
    Deallocate {
        /// The partner.
        partner_id: PartnerId,
    },
    /// A request is approved.
    Reserve {
        /// The partner.
        partner_id: PartnerId,
        /// Its request.
        request_id: FundRequestId,
    },
    /// What an activity does not need goes back to its partner; to the vendor when the fund is closed.
    Release {
        /// The partner.
        partner_id: PartnerId,
        /// Its request.
        request_id: FundRequestId,
        /// Why.
        reason: ReleaseReason,
    },
    /// A claim is approved: the amount is owed.
    Owe {
        /// The partner.
        partner_id: PartnerId,
        /// Its request.
        request_id: FundRequestId,
        /// The claim.
        claim_id: ClaimId,
    },
    /// The approval of a claim is taken back.
    Disown {
        /// The partner.
        partner_id: PartnerId,
        /// Its request.
        request_id: FundRequestId,
        /// The claim.
        claim_id: ClaimId,
    },
    /// The bank has paid.
    Pay {
        /// The partner.
        partner_id: PartnerId,
        /// Its request.
        request_id: FundRequestId,
        /// The payment.
        payment_id: PaymentId,
    },
    /// A payment has come back: it is owed again.
    Bounce {
        /// The partner.
        partner_id: PartnerId,
        /// Its request.
        request_id: FundRequestId,
        /// The payment.
        payment_id: PaymentId,
    },
    /// The fund is closed: what a partner has not asked for, or what nobody was given, goes back to the vendor.
    Lapse {
        /// The partner; absent for what nobody was given.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        partner_id: Option<PartnerId>,
    },
}

words! {
    /// The word of a cause: in the database, and `ledger.cause.<word>` of the catalogues.
    PostingKind {
        /// [`Posting::Fund`].
        Fund = "fund",
        /// [`Posting::Defund`].
        Defund = "defund",
        /// [`Posting::Allocate`].
        Allocate = "allocate",
        /// [`Posting::Deallocate`].
        Deallocate = "deallocate",
        /// [`Posting::Reserve`].
        Reserve = "reserve",
        /// [`Posting::Release`].
        Release = "release",
        /// [`Posting::Owe`].
        Owe = "owe",
        /// [`Posting::Disown`].
        Disown = "disown",
        /// [`Posting::Pay`].
        Pay = "pay",
        /// [`Posting::Bounce`].
        Bounce = "bounce",
        /// [`Posting::Lapse`].
        Lapse = "lapse",
    }
}

impl Posting {
    /// Its word.
    pub fn kind(&self) -> PostingKind {
        match self {
            Self::Fund {} => PostingKind::Fund,
            Self::Defund {} => PostingKind::Defund,
            Self::Allocate { .. } => PostingKind::Allocate,
            Self::Deallocate { .. } => PostingKind::Deallocate,
            Self::Reserve { .. } => PostingKind::Reserve,
            Self::Release { .. } => PostingKind::Release,
            Self::Owe { .. } => PostingKind::Owe,
            Self::Disown { .. } => PostingKind::Disown,
            Self::Pay { .. } => PostingKind::Pay,
            Self::Bounce { .. } => PostingKind::Bounce,
            Self::Lapse { .. } => PostingKind::Lapse,
        }
    }

    /// The partner whose accounts it moves.
    pub fn partner(&self) -> Option<PartnerId> {
        match *self {
            Self::Fund {} | Self::Defund {} => None,
            Self::Allocate { partner_id, .. }
            | Self::Deallocate { partner_id }
            | Self::Reserve { partner_id, .. }
            | Self::Release { partner_id, .. }
            | Self::Owe { partner_id, .. }
            | Self::Disown { partner_id, .. }
            | Self::Pay { partner_id, .. }
            | Self::Bounce { partner_id, .. } => Some(partner_id),
            Self::Lapse { partner_id } => partner_id,
        }
    }

    /// The request that it is about.
    pub fn request(&self) -> Option<FundRequestId> {
        match *self {
            Self::Reserve { request_id, .. }
            | Self::Release { request_id, .. }
            | Self::Owe { request_id, .. }
            | Self::Disown { request_id, .. }
            | Self::Pay { request_id, .. }
            | Self::Bounce { request_id, .. } => Some(request_id),
            _ => None,
        }
    }

    /// From which kind of account to which the amount goes, in a fund that is open or closed.
    pub fn way(&self, closed: bool) -> (AccountKind, AccountKind) {
        use AccountKind::{Available, Budget, Lapsed, Paid, Payable, Reserved, Unallocated};
        match self {
            Self::Fund {} => (Budget, Unallocated),
            Self::Defund {} => (Unallocated, Budget),
            Self::Allocate { .. } => (Unallocated, Available),
            Self::Deallocate { .. } => (Available, Unallocated),
            Self::Reserve { .. } => (Available, Reserved),
            Self::Release { .. } if closed => (Reserved, Lapsed),
            Self::Release { .. } => (Reserved, Available),
            Self::Owe { .. } => (Reserved, Payable),
            Self::Disown { .. } => (Payable, Reserved),
            Self::Pay { .. } => (Payable, Paid),
            Self::Bounce { .. } => (Paid, Payable),
            Self::Lapse { partner_id: Some(_) } => (Available, Lapsed),
            Self::Lapse { partner_id: None } => (Unallocated, Lapsed),
        }
    }

    /// Whether a closed fund still takes it: only what becomes of money that was promised before.
    pub fn fits_closed(&self) -> bool {
        matches!(
            self,
            Self::Release { .. } | Self::Owe { .. } | Self::Disown { .. } | Self::Pay { .. } | Self::Bounce { .. }
        )
    }

    /// The two entries of its transaction, or why there can be none.
    pub fn entries(&self, minor: i64, closed: bool) -> Result<[Entry; 2], LedgerRefusal> {
        if !(1..=MAX_FUND_MINOR).contains(&minor) {
            return Err(LedgerRefusal::AmountOutOfRange);
        }
        if closed && !self.fits_closed() {
            return Err(LedgerRefusal::FundClosed);
        }
        let (from, to) = self.way(closed);
        let entry = |kind: AccountKind, minor: i64| Entry {
            account: Account::of(kind, self.partner()),
            request_id: self.request(),
            minor,
        };
        Ok([entry(from, -minor), entry(to, minor)])
    }
}

/// An account of a fund's books.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Its kind.
    pub kind: AccountKind,
    /// Whose it is; the fund's own when absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_id: Option<PartnerId>,
}

impl Account {
    /// The account of that kind in a transaction about that partner.
    pub fn of(kind: AccountKind, partner_id: Option<PartnerId>) -> Self {
        let is_funds = matches!(kind, AccountKind::Budget | AccountKind::Unallocated);
        Account {
            kind,
            partner_id: partner_id.filter(|_| !is_funds),
        }
    }

    /// Whether it may be below zero.
    pub fn may_be_negative(self) -> bool {
        self.kind == AccountKind::Budget
    }
}

/// What a transaction adds to an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// The request that it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<FundRequestId>,
    /// Minor units, below zero when they leave the account.
    pub minor: i64,
}

/// Why something can't be booked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LedgerRefusal {
    /// Not from 1 to [`MAX_FUND_MINOR`].
    AmountOutOfRange,
    /// The period is closed.
    FundClosed,
    /// An account holds less than that.
    Insufficient {
        /// What kind of account.
        account: AccountKind,
        /// What it holds.
        holds: i64,
    },
    /// Less than that is held for the request.
    RequestInsufficient {
        /// What kind of account.
        account: AccountKind,
        /// What it holds for the request.
        holds: i64,
    },
    /// The fund would hold more than a fund can, [`MAX_FUND_MINOR`].
    FundFull,
}

/// Most that a fund may hold, in minor units: a thousand of the largest amounts. Sums of a thousand such funds stay within 64 bits.
pub const MAX_FUND_MINOR: i64 = 1_000 * MAX_MINOR;

/// What a partner has in a fund, in minor units of the fund's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Balance {
    /// May be asked for.
    pub available: i64,
    /// Promised to approved activities.
    pub reserved: i64,
    /// Owed for approved claims.
    pub payable: i64,
    /// Paid out.
    pub paid: i64,
    /// Unspent when the period was closed.
    pub lapsed: i64,
}

impl Balance {
    /// All that the partner was given: it is always somewhere, so available = allocated − reserved − payable − paid − lapsed.
    pub fn allocated(&self) -> i64 {
        self.available + self.reserved + self.payable + self.paid + self.lapsed
    }

    /// Adds what an entry says of a partner's account; entries of the fund's own accounts say nothing of it.
    pub fn add(&mut self, kind: AccountKind, minor: i64) {
        match kind {
            AccountKind::Budget | AccountKind::Unallocated => {}
            AccountKind::Available => self.available += minor,
            AccountKind::Reserved => self.reserved += minor,
            AccountKind::Payable => self.payable += minor,
            AccountKind::Paid => self.paid += minor,
            AccountKind::Lapsed => self.lapsed += minor,
        }
    }
}
