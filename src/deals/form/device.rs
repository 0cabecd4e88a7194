//! What a registration is to the form's saver, and where this device keeps it.

use super::raw::{RawDeal, Typed, read, rewrite_amount};
use crate::api::{IdempotencyKey, deals};
use crate::forms::{CopyOf, Place, Sending, Subject};
use entente_model::deals::{Deal, DealDraft};
use entente_model::ids::{DealId, UserId};
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;
use std::future::IntoFuture;

/// Registrations of one person.
#[derive(Clone, Copy, Debug)]
pub struct Registrations {
    /// Who writes.
    pub user: UserId,
}

/// What the device keeps of a registration.
pub type DeviceCopy = CopyOf<Registrations>;

impl Subject for Registrations {
    type Raw = RawDeal;
    type Fields = DealDraft;
    type Record = Deal;
    type Id = DealId;
    type Pass = ();

    fn read(raw: &RawDeal, style: NumberStyle) -> (DealDraft, Vec<FieldError>) {
        read(Typed { raw, style })
    }
    fn in_signs(mut raw: RawDeal, from: NumberStyle, to: NumberStyle) -> RawDeal {
        raw.amount = rewrite_amount(&raw.amount, &raw.currency, from, to);
        raw
    }
    fn check_limits(fields: &DealDraft) -> Vec<FieldError> {
        fields.check_limits()
    }
    fn id(deal: &Deal) -> DealId {
        deal.summary.id
    }
    fn version(deal: &Deal) -> i64 {
        deal.summary.version
    }
    fn fields(deal: &Deal) -> &DealDraft {
        &deal.fields
    }
    fn place(&self, id: &DealId) -> Place {
        place_of_deal(self.user, *id)
    }
    fn create(&self, draft: &DealDraft, (): &(), key: &IdempotencyKey) -> Sending<Deal> {
        deals::create(draft, key).into_future()
    }
    fn update(&self, id: &DealId, draft: &DealDraft, version: i64) -> Sending<Deal> {
        deals::update(*id, draft, version).into_future()
    }
}

/// The place of a draft that the server has.
pub fn place_of_deal(user: UserId, deal: DealId) -> Place {
    Place::named(format!("{}{deal}", prefix(user)))
}

/// With what the places of registrations begin that the server does not have yet.
pub fn new_places(user: UserId) -> String {
    format!("{}new", prefix(user))
}

fn prefix(user: UserId) -> String {
    format!("entente.draft.{user}.")
}
