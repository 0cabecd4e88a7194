//! What a request is to the form's saver, and where this device keeps it.

use super::fields::Fields;
use super::raw::{RawRequest, read};
use crate::api::{Call, IdempotencyKey, fund_requests};
use crate::forms::{HandIn, HandInLater, Place, Saver, Sending, Subject, queue_up};
use crate::i18n::{Key, keys};
use crate::paths;
use chrono::{DateTime, Utc};
use entente_model::funds::request::{FundRequest, FundRequestDraft, FundRequestEvent};
use entente_model::ids::{FundRequestId, UserId};
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;

/// Requests of one person.
#[derive(Clone, Copy, Debug)]
pub struct Requests {
    /// Who writes.
    pub user: UserId,
}

impl Subject for Requests {
    type Raw = RawRequest;
    type Fields = FundRequestDraft;
    type Record = FundRequest;
    type Id = FundRequestId;
    type Pass = ();
    type Typing = Fields;

    fn read(raw: &RawRequest, style: NumberStyle) -> (FundRequestDraft, Vec<FieldError>) {
        read(raw, style)
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
    fn saved_at(request: &FundRequest) -> DateTime<Utc> {
        request.summary.updated_at
    }
    fn place(&self, id: &FundRequestId) -> Place {
        place_of_request(self.user, *id)
    }
    fn create(&self, draft: &FundRequestDraft, (): &(), key: &IdempotencyKey) -> Sending<FundRequest> {
        Self::creating(draft, key).into_future()
    }
    fn update(&self, id: &FundRequestId, draft: &FundRequestDraft, version: i64) -> Sending<FundRequest> {
        Self::updating(*id, draft, version).into_future()
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

impl HandIn for Requests {
    const SUBMITTED: Key = keys::REQUEST_FORM_SUBMITTED;

    fn submit(id: FundRequestId, version: i64, key: &IdempotencyKey) -> Call<FundRequest> {
        fund_requests::event(id, &FundRequestEvent::Submit {}, version, key)
    }
    fn delete(id: FundRequestId, version: i64) -> Call<()> {
        fund_requests::delete(id, version)
    }
    fn page(id: FundRequestId) -> String {
        paths::fund_request(id)
    }
    fn queue(saver: &Saver<Self>, key: &IdempotencyKey) -> Option<Vec<String>> {
        queue_up(saver, key)
    }
}

impl HandInLater for Requests {
    fn creating(draft: &FundRequestDraft, key: &IdempotencyKey) -> Call<FundRequest> {
        fund_requests::create(draft, key)
    }
    fn updating(id: FundRequestId, draft: &FundRequestDraft, version: i64) -> Call<FundRequest> {
        fund_requests::edit(id, draft, version)
    }
    fn submit_of_answer(key: &IdempotencyKey) -> Call<FundRequest> {
        fund_requests::event_of_answer(&FundRequestEvent::Submit {}, key)
    }
    fn about(draft: &FundRequestDraft) -> String {
        draft.title.clone()
    }
    fn list_page() -> String {
        paths::fund_requests()
    }
    fn new_page() -> String {
        paths::fund_request_new()
    }
    fn edit_page(id: FundRequestId) -> String {
        paths::fund_request_edit(id)
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
