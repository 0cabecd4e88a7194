//! Registrations with all that hangs on them, as rows.

mod customer;
mod fields;
mod plan;
mod trail;

use super::accounts::{Accounts, Products, Standing};
use super::people::{People, Somebody};
use super::random::{Chance, scatter_40_bits};
use super::story::{Ending, Plot, tell};
use super::world::World;
use crate::conflict::hold_keys;
use crate::deals::record::Registration;
use crate::deals::{alarm_ahead, reference, search};
use crate::store::StoreError;
use crate::store::entities::{account_holds, approvals, audit, comments, deal_products, deals, jobs};
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::DealId;
use fields::leave_unfinished;
use plan::{Plan, home_deals, plan};
use trail::{Cast, Flags};
use uuid::Uuid;

/// Rows that go together.
#[derive(Default)]
pub struct Rows {
    /// Registrations, in the order of their ids.
    pub deals: Vec<deals::Model>,
    /// Their products.
    pub products: Vec<deal_products::Model>,
    /// Words that they are found by.
    pub terms: Vec<(String, Uuid)>,
    /// Who holds what.
    pub holds: Vec<account_holds::Model>,
    /// What waits and waited.
    pub approvals: Vec<approvals::Model>,
    /// Timelines.
    pub audit: Vec<audit::Model>,
    /// Comments.
    pub comments: Vec<comments::Model>,
    /// What the portal is to do when their times come.
    pub jobs: Vec<jobs::Model>,
    /// When they were handed in and won.
    pub sales: Vec<Sale>,
}

/// What a registration is to its partner's journey.
#[derive(Clone, Copy, Debug)]
pub struct Sale {
    /// Place of the partner.
    pub partner: usize,
    /// Place of who registered it among the partner's people.
    pub owner: usize,
    /// When it was handed in.
    pub registered_at: DateTime<Utc>,
    /// When it was won.
    pub won_at: Option<DateTime<Utc>>,
}

/// Timelines of a small program are kept whole; of a large one those of the last two weeks.
pub fn timeline_days(deals: u32) -> i64 {
    if deals <= 50_000 { 4_000 } else { 14 }
}

/// Makes registrations, oldest first.
pub struct Maker<'a> {
    world: &'a World,
    people: &'a People,
    accounts: Accounts,
    plans: std::vec::IntoIter<Plan>,
    timeline_from: DateTime<Utc>,
    product_weights: Vec<u32>,
}

impl<'a> Maker<'a> {
    /// Plans all registrations; `waiting` of them wait for a decision.
    pub fn new(world: &'a World, people: &'a People, waiting: Option<u32>) -> Self {
        let plans = plan(world, people, waiting);
        let product_weights = [30, 24, 18, 14, 12, 20];
        let offered = world
            .settings()
            .products
            .iter()
            .take(Products::BITS as usize)
            .enumerate();
        let product_weights = offered.map(|(at, product)| if product.offered { product_weights[at % 6] } else { 0 });
        Maker {
            world,
            people,
            accounts: Accounts::new(world, home_deals(world.deals)),
            plans: plans.into_iter(),
            timeline_from: world.now - Duration::days(timeline_days(world.deals)),
            product_weights: product_weights.collect(),
        }
    }

    /// The rows of the next registrations; `None` when all are made.
    pub fn next(&mut self, count: usize) -> Option<Result<Rows, StoreError>> {
        let mut rows = Rows::default();
        for _ in 0..count {
            let Some(plan) = self.plans.next() else { break };
            if let Err(error) = self.make(&plan, &mut rows) {
                return Some(Err(error));
            }
        }
        (!rows.deals.is_empty()).then_some(Ok(rows))
    }

    fn make(&mut self, plan: &Plan, rows: &mut Rows) -> Result<(), StoreError> {
        let world = self.world;
        let mut chance = Chance::new(world.seed, "deal", u64::from(plan.number));
        let chance = &mut chance;
        let partner = &self.people.partners[plan.partner];
        let place = chance.below(partner.people.len());
        let owner = &partner.people[place];
        let manager = self.manager(partner.region, chance);

        let (mut codes, mut products) = self.products(chance);
        let (customer, standing) = self.customer(plan, &mut codes, &mut products, chance);
        let possible = plan.ending.waits() && self.accounts.possibly_taken(world, &customer.account, products);
        let reserved = !world.in_effect.reserved.touched_by(&customer.account).is_empty();
        let conflict = standing != Standing::Free || possible || reserved;

        let mut fields = self.fields(plan, &customer, &codes, partner, chance);
        let rule = self.rule(partner, &mut fields, conflict, plan.ending, chance);
        let holds = standing == Standing::Free;
        let plot = Plot {
            ending: plan.ending,
            created_at: plan.created_at,
            submitted_at: plan.submitted_at,
            region: partner.region,
            value: fields.value.as_ref(),
            rule: rule.as_deref(),
            holds,
        };
        let story = tell(world, &plot, chance)?;
        if plan.ending == Ending::Draft {
            leave_unfinished(&mut fields, chance);
        }

        let id = deal_id(world, plan, chance);
        let reference = reference(id);
        let is_draft = plan.ending == Ending::Draft;
        let registration = Registration {
            id,
            reference: &reference,
            partner_id: partner.id,
            region: world.region_code(partner.region),
            owner_id: owner.id,
            fields: &fields,
            facts: &story.facts,
            account: (!is_draft).then_some(&customer.account),
            created_at: story.created_at,
            updated_at: story.updated_at,
            version: story.version,
        };
        rows.deals.push(registration.row()?);
        for code in crate::deals::record::product_codes(&fields) {
            rows.products.push(deal_products::Model {
                deal_id: id,
                code: code.to_owned(),
            });
        }
        rows.terms
            .extend(search::terms(&fields, &reference).into_iter().map(|term| (term, id)));
        if story.facts.progress.holds_account {
            for key in hold_keys(&customer.account, &world.in_effect) {
                rows.holds.extend(codes.iter().map(|code| account_holds::Model {
                    account_key: key.clone(),
                    product: code.clone(),
                    deal_id: id,
                }));
            }
            self.accounts.hold(&customer, products, plan.partner, chance);
        }
        if story.facts.state.can_hold() {
            self.accounts.meet(&customer, products);
        }
        if let Some((kind, payload, run_at)) =
            alarm_ahead(DealId(id), &story.facts, &world.settings().deals, world.now)?
        {
            rows.jobs.push(jobs::Model {
                id: chance.uuid(story.updated_at),
                kind: kind.to_owned(),
                payload,
                run_at,
                attempts: 0,
                state: "pending".to_owned(),
                last_error: String::new(),
                locked_until: None,
                subject_id: Some(id),
                created_at: story.updated_at,
            });
        }
        if let Some(registered_at) = story.facts.progress.submitted_at {
            let won = story.entries.iter().find(|entry| entry.kind == "deal.won");
            rows.sales.push(Sale {
                partner: plan.partner,
                owner: place,
                registered_at,
                won_at: won.map(|entry| entry.at),
            });
        }
        let flags = Flags {
            conflict: standing == Standing::Taken,
            possible,
            reserved,
        };
        let cast = Cast {
            deal_id: id,
            partner,
            owner,
            manager,
        };
        for item in &story.items {
            rows.approvals.push(self.approval(item, &cast, &fields, &flags, chance));
        }
        self.timeline(&story, &cast, rows, chance);
        self.comments(&story, &cast, rows, chance);
        Ok(())
    }

    fn manager(&self, region: usize, chance: &mut Chance) -> &'a Somebody {
        let managers = &self.people.managers[region.min(self.people.managers.len() - 1)];
        &managers[chance.below(managers.len())]
    }

    /// One to three products; most deals have one.
    fn products(&self, chance: &mut Chance) -> (Vec<String>, Products) {
        let mut products: Products = 0;
        for _ in 0..=chance.weighted(&[62, 28, 10]) {
            products |= 1 << chance.weighted(&self.product_weights);
        }
        (self.codes(products), products)
    }

    fn codes(&self, products: Products) -> Vec<String> {
        let listed = self
            .world
            .settings()
            .products
            .iter()
            .take(Products::BITS as usize)
            .enumerate();
        listed
            .filter(|(at, _)| products & (1 << at) != 0)
            .map(|(_, product)| product.code.clone())
            .collect()
    }
}

/// An id whose last 40 bits, and so whose reference, no other deal has.
fn deal_id(world: &World, plan: &Plan, chance: &mut Chance) -> Uuid {
    let drawn = chance.uuid(plan.created_at).as_u128();
    const LAST: u128 = (1 << 40) - 1;
    Uuid::from_u128((drawn & !LAST) | u128::from(scatter_40_bits(u64::from(plan.number), world.seed)))
}
