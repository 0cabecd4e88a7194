//! What a request is to the form's saver, and where this device keeps it.

use super::raw::{RawRequest, Typed, read};
use crate::api::{IdempotencyKey, fund_requests};
use crate::forms::{CopyOf, Place, Sending, Subject};
use entente_model::funds::request::{FundRequest, FundRequestDraft};
use entente_model::ids::{FundRequestId, UserId};
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;
use std::future::IntoFuture;

/// Requests of one person.
#[derive(Clone, Copy, Debug)]
pub struct Requests {
    /// Who writes.
    pub user: UserId,
}

/// What the device keeps of a request.
pub type DeviceCopy = CopyOf<Requests>;

impl Subject for Requests {
    type Raw = RawRequest;
    type Fields = FundRequestDraft;
    type Record = FundRequest;
    type Id = FundRequestId;
    type Pass = ();

    fn read(raw: &RawRequest, style: NumberStyle) -> (FundRequestDraft, Vec<FieldError>) {
        read(Typed { raw, style })
    }
    fn in_signs(raw: RawRequest, from: NumberStyle, to: NumberStyle) -> RawRequest {
        raw.in_signs(from, to)
    }
    fn check_limits(fields: &FundRequestDraft) -> Vec<FieldError> {
        fields.check_limits()
    }
    fn id(request: &FundRequest) -> FundRequestId {
        request.summary.id
    }
    fn version(request: &FundRequest) -> i64 {
        request.summary.version
    }
    fn fields(request: &FundRequest) -> &FundRequestDraft {
        &request.fields
    }
    fn place(&self, id: &FundRequestId) -> Place {
        place_of_request(self.user, *id)
    }
    fn create(&self, draft: &FundRequestDraft, (): &(), key: &IdempotencyKey) -> Sending<FundRequest> {
        fund_requests::create(draft, key).into_future()
    }
    fn update(&self, id: &FundRequestId, draft: &FundRequestDraft, version: i64) -> Sending<FundRequest> {
        fund_requests::edit(*id, draft, version).into_future()
    }
    /// The fund and the currency are proposed: whoever leaves the form with nothing else has begun nothing.
    fn says_enough(&self, draft: &FundRequestDraft) -> bool {
        let proposed = FundRequestDraft {
            fund_id: draft.fund_id,
            currency: draft.currency.clone(),
            ..FundRequestDraft::default()
        };
        *draft != proposed
    }
}

/// The place of a draft that the server has.
pub fn place_of_request(user: UserId, request: FundRequestId) -> Place {
    Place::named(format!("{}{request}", prefix(user)))
}

/// With what the places of requests begin that the server does not have yet.
pub fn new_places(user: UserId) -> String {
    format!("{}new", prefix(user))
}

fn prefix(user: UserId) -> String {
    format!("entente.fund_request.{user}.")
}
