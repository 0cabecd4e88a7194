//! What a registration is to the form's saver, and where this device keeps it.

use super::fields::Fields;
use super::raw::{RawDeal, read};
use crate::api::{Call, IdempotencyKey, deals};
use crate::forms::{HandIn, HandInLater, Place, Saver, Sending, Subject, queue_up, rewrite_amount};
use crate::i18n::{Key, keys};
use crate::paths;
use chrono::{DateTime, Utc};
use entente_model::deals::{Deal, DealDraft, DealEvent};
use entente_model::ids::{DealId, UserId};
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;

/// Registrations of one person.
#[derive(Clone, Copy, Debug)]
pub struct Registrations {
    /// Who writes.
    pub user: UserId,
}

impl Subject for Registrations {
    type Raw = RawDeal;
    type Fields = DealDraft;
    type Record = Deal;
    type Id = DealId;
    type Pass = ();
    type Typing = Fields;

    fn read(raw: &RawDeal, style: NumberStyle) -> (DealDraft, Vec<FieldError>) {
        read(raw, style)
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
    fn saved_at(deal: &Deal) -> DateTime<Utc> {
        deal.summary.updated_at
    }
    fn place(&self, id: &DealId) -> Place {
        place_of_deal(self.user, *id)
    }
    fn create(&self, draft: &DealDraft, (): &(), key: &IdempotencyKey) -> Sending<Deal> {
        Self::creating(draft, key).into_future()
    }
    fn update(&self, id: &DealId, draft: &DealDraft, version: i64) -> Sending<Deal> {
        Self::updating(*id, draft, version).into_future()
    }
}

impl HandIn for Registrations {
    const SUBMITTED: Key = keys::DEALS_FORM_SUBMITTED;

    fn submit(id: DealId, version: i64, key: &IdempotencyKey) -> Call<Deal> {
        deals::event(id, &DealEvent::Submit {}, version, key)
    }
    fn delete(id: DealId, version: i64) -> Call<()> {
        deals::delete(id, version)
    }
    fn page(id: DealId) -> String {
        paths::deal(id)
    }
    fn queue(saver: &Saver<Self>, key: &IdempotencyKey) -> Option<Vec<String>> {
        queue_up(saver, key)
    }
}

impl HandInLater for Registrations {
    fn creating(draft: &DealDraft, key: &IdempotencyKey) -> Call<Deal> {
        deals::create(draft, key)
    }
    fn updating(id: DealId, draft: &DealDraft, version: i64) -> Call<Deal> {
        deals::update(id, draft, version)
    }
    fn submit_of_answer(key: &IdempotencyKey) -> Call<Deal> {
        deals::event_of_answer(&DealEvent::Submit {}, key)
    }
    fn about(draft: &DealDraft) -> String {
        draft.customer_name.clone()
    }
    fn list_page() -> String {
        paths::deals()
    }
    fn new_page() -> String {
        paths::deal_new()
    }
    fn edit_page(id: DealId) -> String {
        paths::deal_edit(id)
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
