//! Approvals: one queue for all that waits for a decision.

mod decision;
mod reasons;
pub mod rules;
pub mod undo;

use crate::deals::{Deal, DealSummary};
use crate::funds::claim::FundClaim;
use crate::funds::request::FundRequest;
use crate::ids::{ApplicationId, ApprovalId, ClaimId, DealId, FundRequestId, PartnerId, UserId};
use crate::money::Money;
use crate::onboarding::{Application, ApplicationSummary};
use crate::people::{PartnerSummary, Permission, Person, Role, Tier};
use crate::words::words;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use reasons::{RejectReason, ReturnReason};

words! {
    /// What waits.
    ApprovalKind {
        /// A deal registration.
        DealRegistration = "deal_registration",
        /// Longer protection of a deal.
        DealExtension = "deal_extension",
        /// An objection to a rejected deal.
        DealAppeal = "deal_appeal",
        /// A company's application to the program.
        PartnerApplication = "partner_application",
        /// A request for market development money.
        FundRequest = "fund_request",
        /// A claim for what such an activity cost.
        FundClaim = "fund_claim",
    }
}

impl ApprovalKind {
    /// Whether an amount is asked for, of which a part can be approved.
    pub fn is_about_money(self) -> bool {
        matches!(self, Self::FundRequest | Self::FundClaim)
    }

    /// What somebody must be allowed to decide it: claims are finance's, all else is the managers'.
    pub fn decided_by(self) -> Permission {
        match self {
            Self::FundClaim => Permission::DecideClaims,
            _ => Permission::DecideApprovals,
        }
    }
}

words! {
    /// Whether it still waits, and how it ended.
    ApprovalState {
        /// Waits.
        Open = "open",
        /// Approved.
        Approved = "approved",
        /// Returned to whoever handed it in.
        Returned = "returned",
        /// Rejected.
        Rejected = "rejected",
        /// What it was about went away: withdrawn, expired or lost.
        Cancelled = "cancelled",
    }
}

words! {
    /// What a manager should look at before deciding.
    RiskFlag {
        /// Another registration holds the account.
        Conflict = "conflict",
        /// A name like it is registered.
        PossibleConflict = "possible_conflict",
        /// The account or territory is kept for direct sales.
        Reserved = "reserved",
        /// Past the time for a decision.
        Overdue = "overdue",
        /// Handed to somebody higher.
        Escalated = "escalated",
        /// Above every ceiling of the rules that approve by themselves.
        HighValue = "high_value",
    }
}

/// The record that an item is about, by its id. On the wire it is a field of the item: `deal_id`, `application_id`, `fund_request_id` or
/// `fund_claim_id`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApprovalRecord {
    /// A deal.
    #[serde(rename = "deal_id")]
    Deal(DealId),
    /// An application.
    #[serde(rename = "application_id")]
    Application(ApplicationId),
    /// A request for market development money.
    #[serde(rename = "fund_request_id")]
    FundRequest(FundRequestId),
    /// A claim.
    #[serde(rename = "fund_claim_id")]
    FundClaim(ClaimId),
}

impl ApprovalRecord {
    /// The deal, when it is one.
    pub fn deal(self) -> Option<DealId> {
        match self {
            Self::Deal(id) => Some(id),
            _ => None,
        }
    }
    /// The application, when it is one.
    pub fn application(self) -> Option<ApplicationId> {
        match self {
            Self::Application(id) => Some(id),
            _ => None,
        }
    }
    /// The request, when it is one.
    pub fn fund_request(self) -> Option<FundRequestId> {
        match self {
            Self::FundRequest(id) => Some(id),
            _ => None,
        }
    }
    /// The claim, when it is one.
    pub fn fund_claim(self) -> Option<ClaimId> {
        match self {
            Self::FundClaim(id) => Some(id),
            _ => None,
        }
    }
}

/// A row of the queue.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalSummary {
    /// Id.
    pub id: ApprovalId,
    /// What kind.
    pub kind: ApprovalKind,
    /// The record that it is about.
    #[serde(flatten)]
    pub record: ApprovalRecord,
    /// Its reference.
    pub reference: String,
    /// The customer of a deal, the company that applies, the title of an activity.
    pub subject: String,
    /// The partner; an applicant is none yet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_id: Option<PartnerId>,
    /// Its name, or the applicant's.
    pub partner_name: String,
    /// Its tier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_tier: Option<Tier>,
    /// Region code.
    pub region: String,
    /// What it is worth; of a request what is asked for, of a claim what is claimed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Money>,
    /// How an application scores against the Ideal Partner Profile, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<u8>,
    /// When it began to wait.
    pub submitted_at: DateTime<Utc>,
    /// When a decision is due.
    pub due_at: DateTime<Utc>,
    /// Who has taken it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<Person>,
    /// What to look at.
    pub flags: Vec<RiskFlag>,
    /// Whether it waits.
    pub state: ApprovalState,
    /// Who has agreed first to pay a claim that takes two people; it waits for the second while it is open.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agreed: Option<Agreed>,
    /// Who decided, and when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided: Option<Decided>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// Who has agreed first, where it takes two, and when. To how much stands in the claim.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agreed {
    /// The person.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who decided and when.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decided {
    /// The person; without id when a rule did.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// Name and settings version of the rule that decided by itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<String>,
}

/// An item with all that a manager needs to decide.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Approval {
    /// The row.
    #[serde(flatten)]
    pub summary: ApprovalSummary,
    /// The record whole.
    #[serde(flatten)]
    pub subject: ApprovalSubject,
    /// What the partner said when asking: progress of an extension, argument of an appeal.
    pub request: String,
    /// Registrations and reserved accounts that it may conflict with, strongest first.
    pub conflicts: Vec<Conflict>,
    /// How each rule that approves by itself judged it.
    pub rules: Vec<RuleVerdict>,
    /// Partners and applications that may be the company that applies, strongest first.
    pub duplicates: Vec<LikelyDuplicate>,
}

/// The record that an item is about, whole. On the wire it is a field of the item: `deal`, `application`, `fund_request` or `fund_claim`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalSubject {
    /// A deal.
    Deal(Box<Deal>),
    /// An application.
    Application(Box<Application>),
    /// A request for market development money.
    FundRequest(Box<FundRequest>),
    /// A claim.
    FundClaim(Box<FundClaim>),
}

/// A partner, or another application, that may be the same company as the one that applies.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LikelyDuplicate {
    /// Why they match.
    pub evidence: Vec<Evidence>,
    /// The partner, when it is one that the reader may see.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner: Option<PartnerSummary>,
    /// The application, when it is one that the reader may see.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub application: Option<ApplicationSummary>,
}

impl Approval {
    /// The deal, when it is about one.
    pub fn deal(&self) -> Option<&Deal> {
        match &self.subject {
            ApprovalSubject::Deal(deal) => Some(deal),
            _ => None,
        }
    }

    /// The application, when it is about one.
    pub fn application(&self) -> Option<&Application> {
        match &self.subject {
            ApprovalSubject::Application(application) => Some(application),
            _ => None,
        }
    }

    /// The request, when it is about one.
    pub fn fund_request(&self) -> Option<&FundRequest> {
        match &self.subject {
            ApprovalSubject::FundRequest(request) => Some(request),
            _ => None,
        }
    }

    /// The claim, when it is about one.
    pub fn fund_claim(&self) -> Option<&FundClaim> {
        match &self.subject {
            ApprovalSubject::FundClaim(claim) => Some(claim),
            _ => None,
        }
    }

    /// Whether another registration holds the account, so that approving this one would be refused. Only who may see conflicts can tell.
    pub fn is_account_held(&self) -> bool {
        let registration = self
            .deal()
            .filter(|_| self.summary.kind == ApprovalKind::DealRegistration);
        registration.is_some_and(|deal| !deal.progress.holds_account)
            && self
                .conflicts
                .iter()
                .any(|conflict| conflict.certain && conflict.holds_account)
    }
}

/// A registration that is, or may be, of the same account.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// Why they match.
    pub evidence: Vec<Evidence>,
    /// Whether it surely is the same account and shares a product; otherwise it is possible only.
    pub certain: bool,
    /// The other registration; absent for a reserved account, or when the reader may not see that partner's deals.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deal: Option<Box<DealSummary>>,
    /// When the other was handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Whether the other holds the account.
    pub holds_account: bool,
    /// Name and reason of the reserved account, when it is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reserved: Option<crate::settings::ReservedAccount>,
}

/// One ground for taking two accounts for the same.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Evidence {
    /// Equal registrable domains.
    SameDomain {
        /// The registrable domain.
        domain: String,
    },
    /// Equal normalised names in one country.
    SameName {
        /// The normalised name.
        name: String,
        /// The country.
        country: String,
    },
    /// Names alike.
    SimilarName {
        /// Normalised name of this one.
        this: String,
        /// Normalised name of the other.
        other: String,
        /// Jaro-Winkler similarity in thousandths.
        similarity_per_mille: u32,
    },
    /// Products that both name.
    SharedProducts {
        /// Their codes.
        products: Vec<String>,
    },
}

/// How a rule that approves by itself judged a registration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleVerdict {
    /// Name of the rule.
    pub rule: String,
    /// What kept it from approving; empty when it approves.
    pub unmet: Vec<RuleCondition>,
}

words! {
    /// A condition of a rule.
    RuleCondition {
        /// No registration or reserved account conflicts, not even possibly.
        NoConflict = "no_conflict",
        /// The partner's tier is high enough.
        Tier = "tier",
        /// The value is under the ceiling of its currency.
        Ceiling = "ceiling",
        /// The region is among the rule's.
        Region = "region",
        /// All products are among the rule's.
        Products = "products",
        /// The partner holds a live certification.
        Certification = "certification",
    }
}

/// What a manager decides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// Yes.
    Approve {
        /// To the partner; may be empty.
        #[serde(default)]
        message: String,
    },
    /// Yes, to an amount that is less than was asked for or claimed. Requests and claims of funds only.
    ApprovePart {
        /// The amount, in minor units: of a request's own currency, of a claim's fund.
        minor: i64,
        /// To the partner; may be empty.
        #[serde(default)]
        message: String,
    },
    /// Back to whoever handed it in. Extensions and appeals can't be returned.
    Return {
        /// At least one.
        reasons: Vec<ReturnReason>,
        /// What to do; required with the reason `other`.
        #[serde(default)]
        message: String,
    },
    /// No.
    Reject {
        /// At least one.
        reasons: Vec<RejectReason>,
        /// Why; required with the reason `other`.
        #[serde(default)]
        message: String,
    },
}

/// Body of a decision over many items at once. Each is decided or refused on its own.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkDecision {
    /// 1 to 100 items with the versions that were seen.
    pub items: Vec<BulkItem>,
    /// What is decided of each.
    pub decision: Decision,
}

/// One item of a bulk decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkItem {
    /// Id.
    pub id: ApprovalId,
    /// Version that was seen.
    pub version: i64,
}

/// What became of one item of a bulk decision.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// Id.
    pub id: ApprovalId,
    /// The item as it stands, when decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub approval: Option<ApprovalSummary>,
    /// Why not, otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problem: Option<crate::problem::Problem>,
}

/// Body of taking an item or giving it to somebody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Who; absent to leave it to anybody.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<UserId>,
    /// Why, for the record.
    #[serde(default)]
    pub note: String,
}

/// Somebody who may decide an item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decider {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// How many items wait for this person already.
    pub open: u64,
}

/// Body of handing an item to somebody higher.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Why.
    pub note: String,
}
