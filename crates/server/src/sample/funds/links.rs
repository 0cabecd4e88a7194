//! Deals that came of activities: some that were paid are linked with deals that their partners handed in since they began.

use super::super::random::Chance;
use super::super::world::World;
use super::FundRows;
use crate::auth::side_text;
use crate::store::entities::{audit, deals, fund_request_deals, fund_requests};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entente_model::deals::DealState;
use entente_model::people::Side;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Activities that are linked with deals at most, or one in so many where many are told, and deals of one.
const ACTIVITIES: usize = 8;
const ONE_IN: usize = 10;
const DEALS: i64 = 2;

/// A deal that may have come of an activity.
struct Candidate {
    id: Uuid,
    reference: String,
    customer: String,
    currency: String,
    minor: i64,
    is_won: bool,
    submitted_at: DateTime<Utc>,
}

/// Deals that may be linked, as they are seen while they are made.
pub struct Links {
    /// Partners with activities that were paid, and the first day of the first.
    partners: BTreeMap<Uuid, NaiveDate>,
    found: BTreeMap<Uuid, Vec<Candidate>>,
}

impl Links {
    /// For the activities that were paid.
    pub fn new(rows: &FundRows) -> Self {
        let mut partners: BTreeMap<Uuid, NaiveDate> = BTreeMap::new();
        for request in rows.requests.iter().filter(|request| request.paid_minor > 0) {
            let first = partners.entry(request.partner_id).or_insert(request.starts_on);
            *first = request.starts_on.min(*first);
        }
        Links {
            partners,
            found: BTreeMap::new(),
        }
    }

    /// Looks at deals: those that were approved or won and were handed in since an activity of their partner's began may have come of it.
    pub fn see(&mut self, deals: &[deals::Model]) {
        for deal in deals {
            let is_won = deal.state == DealState::Won.as_str();
            let began = self.partners.get(&deal.partner_id);
            let may_be = (is_won || deal.state == DealState::Approved.as_str())
                && began.is_some_and(|began| deal.submitted_at.date_naive() > *began);
            if may_be {
                self.found.entry(deal.partner_id).or_default().push(Candidate {
                    id: deal.id,
                    reference: deal.reference.clone(),
                    customer: deal.customer_name.clone(),
                    currency: deal.value_currency.clone(),
                    minor: deal.value_minor,
                    is_won,
                    submitted_at: deal.submitted_at,
                });
            }
        }
    }

    /// Links them, those that are won first, and small ones before large ones: activities of some hundred euros bring no fortunes.
    pub fn tell(mut self, world: &World, rows: &mut FundRows) {
        for deals in self.found.values_mut() {
            deals.sort_by_key(|deal| (!deal.is_won, deal.minor, deal.id));
        }
        let mut chance = Chance::new(world.seed, "fund_link", 0);
        let (mut linked, most) = (0, ACTIVITIES.max(rows.requests.len() / ONE_IN));
        let paid = rows.requests.iter_mut().filter(|request| request.paid_minor > 0);
        for request in paid {
            if linked == most {
                break;
            }
            let Some(deals) = self.found.get_mut(&request.partner_id) else {
                continue;
            };
            let mut left = chance.between(1, DEALS);
            let before = left;
            while left > 0 {
                let fits = |deal: &Candidate| {
                    deal.submitted_at.date_naive() > request.starts_on
                        && deal.currency == request.pipeline_currency
                        && deal.submitted_at < world.now - Duration::days(1)
                };
                let Some(deal) = deals.iter().position(fits).map(|at| deals.remove(at)) else {
                    break;
                };
                let soon = request.updated_at.max(deal.submitted_at) + Duration::minutes(chance.between(30, 600));
                let at = soon.min(world.now - Duration::minutes(10 * left));
                rows.deals.push(fund_request_deals::Model {
                    deal_id: deal.id,
                    request_id: request.id,
                    linked_at: at,
                });
                rows.audit.push(entry(request, &deal, at, chance.uuid(at)));
                request.version += 1;
                request.updated_at = at;
                left -= 1;
            }
            linked += usize::from(left < before);
        }
    }
}

fn entry(request: &fund_requests::Model, deal: &Candidate, at: DateTime<Utc>, id: Uuid) -> audit::Model {
    audit::Model {
        id,
        at,
        actor_id: Some(request.owner_id),
        actor_name: request.owner_name.clone(),
        side: Some(side_text(Side::Partner).to_owned()),
        kind: "fund_request.deal_linked".to_owned(),
        subject_kind: "fund_request".to_owned(),
        subject_id: request.id,
        partner_id: Some(request.partner_id),
        internal: false,
        params: json!({ "deal": deal.reference, "customer": deal.customer }).to_string(),
    }
}
