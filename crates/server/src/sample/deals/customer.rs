//! Whom a registration is about.

use super::super::accounts::{Customer, Products, Standing};
use super::super::names::MARKETS;
use super::super::random::Chance;
use super::super::world::World;
use super::Maker;
use super::plan::Plan;
use std::sync::LazyLock;

/// How much business each market has.
static WEIGHTS: LazyLock<Vec<u32>> = LazyLock::new(|| MARKETS.iter().map(|market| market.weight).collect());

impl Maker<'_> {
    /// Whom it is about, and whether the account is free. Some of what waits runs into what others hold.
    pub fn customer(
        &self,
        plan: &Plan,
        codes: &mut Vec<String>,
        products: &mut Products,
        chance: &mut Chance,
    ) -> (Customer, Standing) {
        let world = self.world;
        if plan.ending.waits() {
            let met = match chance.below(100) {
                0..7 => self.accounts.same_as_held(world, plan.partner, chance),
                7..13 => self.accounts.like_held(world, plan.partner, chance),
                _ => None,
            };
            if let Some((customer, shared)) = met {
                *products |= shared;
                *codes = self.codes(*products);
                let standing = self.accounts.standing(&customer.account, *products, plan.partner);
                if standing != Standing::Own {
                    return (customer, standing);
                }
            }
        }
        let home = MARKETS
            .iter()
            .position(|market| std::ptr::eq(market, self.people.partners[plan.partner].market));
        for attempt in 0_u64.. {
            let market = match home {
                Some(home) if chance.per_mille(860) => home,
                _ => chance.weighted(&WEIGHTS),
            };
            // After some attempts a customer that nobody else draws.
            let beyond = (attempt > 6).then(|| u64::from(plan.number) * 64 + attempt);
            let customer = self.accounts.draw(world, market, beyond, chance);
            let standing = self.accounts.standing(&customer.account, *products, plan.partner);
            let reserved = !world.in_effect.reserved.touched_by(&customer.account).is_empty();
            if (standing == Standing::Free && !reserved) || !plan.ending.can_hold() || attempt > 60 {
                return (customer, standing);
            }
        }
        unreachable_customer(world)
    }
}

/// Never reached: the loop before it ends by returning. Kept as a value so that no request path can panic.
fn unreachable_customer(world: &World) -> (Customer, Standing) {
    let market = &MARKETS[0];
    let account = entente_model::conflict::Account::from_typed("", "", market.country, &world.in_effect.groups);
    (
        Customer {
            name: String::new(),
            domain: String::new(),
            market,
            account,
        },
        Standing::Taken,
    )
}
