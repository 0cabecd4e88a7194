//! The record that a timeline and comments hang on.

use crate::auth::Scope;
use crate::deals;
use crate::funds::claims::WholeClaim;
use crate::funds::requests::WholeRequest;
use crate::store::{Audience, StoreError, Tx};
use entente_model::events::LiveEvent;
use entente_model::ids::{ClaimId, DealId, FundRequestId, PartnerId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Which record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordId {
    /// A deal.
    Deal(DealId),
    /// A request for money of a fund.
    FundRequest(FundRequestId),
    /// A claim for what an activity cost.
    FundClaim(ClaimId),
}

impl RecordId {
    /// Its id, whatever it is.
    pub fn uuid(self) -> Uuid {
        match self {
            RecordId::Deal(id) => id.0,
            RecordId::FundRequest(id) => id.0,
            RecordId::FundClaim(id) => id.0,
        }
    }

    /// Where the API has it.
    pub fn path(self) -> String {
        match self {
            RecordId::Deal(id) => format!("/deals/{id}"),
            RecordId::FundRequest(id) => format!("/fund_requests/{id}"),
            RecordId::FundClaim(id) => format!("/fund_claims/{id}"),
        }
    }

    /// How audit entries name it, and the entry about a comment on it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            RecordId::Deal(_) => ("deal", "deal.commented"),
            RecordId::FundRequest(_) => ("fund_request", "fund_request.commented"),
            RecordId::FundClaim(_) => ("fund_claim", "fund_claim.commented"),
        }
    }
}

/// A record as far as what hangs on it needs to know.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Which it is.
    pub record: RecordId,
    /// Whose it is.
    pub partner_id: PartnerId,
    event: LiveEvent,
    audience: Audience,
}

impl Subject {
    /// The record, as far as the reader may know of it: 404 otherwise. A draft is its partner's alone.
    pub async fn find<C: ConnectionTrait>(
        connection: &C,
        scope: &Scope,
        record: RecordId,
    ) -> Result<Subject, StoreError> {
        let subject = match record {
            RecordId::Deal(id) => {
                let deal = deals::Standing::find(connection, scope, id).await?;
                Subject {
                    record,
                    partner_id: deal.partner_id,
                    event: deal.event(),
                    audience: deal.audience(),
                }
            }
            RecordId::FundRequest(id) => {
                let request = WholeRequest::find(connection, scope, id).await?;
                let version = request.row.version;
                Subject {
                    record,
                    partner_id: request.partner_id(),
                    event: LiveEvent::FundRequest { id, version },
                    audience: request.audience(),
                }
            }
            RecordId::FundClaim(id) => {
                let claim = WholeClaim::find(connection, scope, id).await?;
                let version = claim.row.version;
                Subject {
                    record,
                    partner_id: claim.partner_id(),
                    event: LiveEvent::FundClaim { id, version },
                    audience: claim.audience(),
                }
            }
        };
        Ok(subject)
    }

    /// Tells open pages that something on it changed; what only the vendor may see, only the vendor's.
    pub fn publish(&self, tx: &Tx, vendor_only: bool) -> Result<(), StoreError> {
        let audience = Audience {
            vendor_only,
            ..self.audience.clone()
        };
        tx.publish(&self.event, audience)
    }
}
