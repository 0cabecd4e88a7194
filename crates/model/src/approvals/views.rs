//! Items of the queue as on the wire.

use super::{ApprovalKind, ApprovalRecord, ApprovalState, Conflict, Evidence, RiskFlag, RuleVerdict};
use crate::deals::Deal;
use crate::funds::claim::FundClaim;
use crate::funds::request::FundRequest;
use crate::ids::{ApprovalId, PartnerId};
use crate::money::Money;
use crate::onboarding::{Application, ApplicationSummary};
use crate::people::{PartnerSummary, Person, Tier};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
