//! The record that an item of the queue is about. A further kind of record has a variant here, a column in the table, and what
//! managers do with it in its own room, as `deals/decision.rs` and `onboarding/applications/decide.rs` have it.

use crate::deals::whole::Whole;
use crate::funds::claims::WholeClaim;
use crate::funds::requests::WholeRequest;
use crate::onboarding::applications::WholeApplication;
use crate::store::Audience;
use entente_model::approvals::{ApprovalRecord, ApprovalState, Decision};
use entente_model::ids::{ApplicationId, DealId, PartnerId};
use uuid::Uuid;

/// A record as read with its item.
#[derive(Clone, Debug)]
pub enum Record {
    /// A deal.
    Deal(Box<Whole>),
    /// An application.
    Application(Box<WholeApplication>),
    /// A request for money of funds.
    FundRequest(Box<WholeRequest>),
    /// A claim.
    FundClaim(Box<WholeClaim>),
}

impl Record {
    /// The same, lent.
    pub fn about(&self) -> About<'_> {
        match self {
            Record::Deal(deal) => About::Deal(deal),
            Record::Application(application) => About::Application(application),
            Record::FundRequest(request) => About::FundRequest(request),
            Record::FundClaim(claim) => About::FundClaim(claim),
        }
    }

    /// Its version.
    pub fn version(&self) -> i64 {
        match self {
            Record::Deal(deal) => deal.row.version,
            Record::Application(application) => application.row.version,
            Record::FundRequest(request) => request.row.version,
            Record::FundClaim(claim) => claim.row.version,
        }
    }
}

/// A record, lent: what its item copies of it, and who learns of the item.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// A deal.
    Deal(&'a Whole),
    /// An application.
    Application(&'a WholeApplication),
    /// A request for money of funds.
    FundRequest(&'a WholeRequest),
    /// A claim.
    FundClaim(&'a WholeClaim),
}

/// What an item copies of its record, as it stood when the item was opened.
pub(super) struct Copied {
    pub partner_id: Option<Uuid>,
    pub region: String,
    pub subject: String,
    pub amount_currency: String,
    pub amount_minor: i64,
    pub score: Option<i32>,
}

impl About<'_> {
    /// Its kind and id.
    pub fn record(self) -> ApprovalRecord {
        match self {
            About::Deal(deal) => ApprovalRecord::Deal(DealId(deal.row.id)),
            About::Application(application) => ApprovalRecord::Application(ApplicationId(application.row.id)),
            About::FundRequest(request) => ApprovalRecord::FundRequest(request.id()),
            About::FundClaim(claim) => ApprovalRecord::FundClaim(claim.id()),
        }
    }

    /// What its item copies of it.
    pub(super) fn copied(self) -> Copied {
        match self {
            About::Deal(deal) => Copied {
                partner_id: Some(deal.row.partner_id),
                region: deal.row.region.clone(),
                subject: deal.row.customer_name.clone(),
                amount_currency: deal.row.value_currency.clone(),
                amount_minor: deal.row.value_minor,
                score: None,
            },
            About::Application(application) => Copied {
                partner_id: None,
                region: application.row.region.clone(),
                subject: application.row.company.clone(),
                amount_currency: String::new(),
                amount_minor: 0,
                score: application.row.score,
            },
            About::FundRequest(request) => Copied {
                partner_id: Some(request.row.partner_id),
                region: request.row.region.clone(),
                subject: request.row.title.clone(),
                amount_currency: request.row.currency.clone(),
                amount_minor: request.row.asked_minor,
                score: None,
            },
            About::FundClaim(claim) => Copied {
                partner_id: Some(claim.row.partner_id),
                region: claim.row.region.clone(),
                subject: claim.request.row.title.clone(),
                amount_currency: claim.request.fund_currency().to_owned(),
                amount_minor: claim.row.minor,
                score: None,
            },
        }
    }

    /// The vendor's people who look after it.
    pub fn audience(self) -> Audience {
        match self {
            About::Deal(deal) => Audience::vendor(PartnerId(deal.row.partner_id), deal.row.region.clone()),
            About::Application(application) => application.audience(),
            About::FundRequest(request) => Audience::vendor(request.partner_id(), request.row.region.clone()),
            About::FundClaim(claim) => Audience::vendor(claim.partner_id(), claim.row.region.clone()),
        }
    }
}

/// The column of `approvals` that names such a record, and the record's id.
pub(super) fn column(record: ApprovalRecord) -> (&'static str, Uuid) {
    match record {
        ApprovalRecord::Deal(id) => ("deal_id", id.0),
        ApprovalRecord::Application(id) => ("application_id", id.0),
        ApprovalRecord::FundRequest(id) => ("fund_request_id", id.0),
        ApprovalRecord::FundClaim(id) => ("fund_claim_id", id.0),
    }
}

/// How an item stands that was decided so.
pub(super) fn state_after(decision: &Decision) -> ApprovalState {
    match decision {
        Decision::Approve { .. } | Decision::ApprovePart { .. } => ApprovalState::Approved,
        Decision::Return { .. } => ApprovalState::Returned,
        Decision::Reject { .. } => ApprovalState::Rejected,
    }
}
