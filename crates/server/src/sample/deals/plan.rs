//! When each registration begins, whose it is and where it ends.

use super::super::people::People;
use super::super::random::Chance;
use super::super::story::Ending;
use super::super::world::World;
use chrono::{DateTime, Duration, Utc};

/// One registration as planned before it is told.
#[derive(Clone, Copy)]
pub struct Plan {
    /// When it is begun.
    pub created_at: DateTime<Utc>,
    /// When it is handed in.
    pub submitted_at: DateTime<Utc>,
    /// Where it ends.
    pub ending: Ending,
    /// Place of the partner.
    pub partner: usize,
    /// Its own.
    pub number: u32,
}

/// How many deals the partner of the sample sign-ins has: half of a small program, 10,000 of a large one.
pub fn home_deals(deals: u32) -> u32 {
    (deals / 2).min(10_000)
}

/// All registrations, oldest first; `waiting` of them wait for a decision.
pub fn plan(world: &World, people: &People, waiting: Option<u32>) -> Vec<Plan> {
    let home = u64::from(home_deals(world.deals));
    let all = u64::from(world.deals.max(1));
    let shares: Vec<u32> = Ending::SHARES.iter().map(|(_, share)| *share).collect();
    let resting: Vec<u32> = Ending::SHARES
        .iter()
        .map(|(ending, share)| if ending.waits() { 0 } else { *share })
        .collect();
    let partners = Shares::new(world, people);
    let mut plans: Vec<Plan> = (0..world.deals)
        .map(|number| {
            let mut chance = Chance::new(world.seed, "plan", u64::from(number));
            let at = u64::from(number);
            // The home partner's are spread evenly among all numbers, exactly so many.
            let partner = if (at + 1) * home / all > at * home / all {
                0
            } else {
                partners.draw(&mut chance)
            };
            let wanted = waiting.map(|waiting| {
                let waiting = u64::from(waiting);
                (at + 1) * waiting / all > at * waiting / all
            });
            let mut ending = match wanted {
                None => Ending::SHARES[chance.weighted(&shares)].0,
                Some(true) if chance.per_mille(100) => Ending::Overdue,
                Some(true) => [Ending::Submitted, Ending::InReview][chance.below(2)],
                Some(false) => Ending::SHARES[chance.weighted(&resting)].0,
            };
            let partner_of = &people.partners[partner];
            // Who may begin nothing has nothing recent.
            if !partner_of.may_begin && (ending.can_hold() || ending == Ending::Draft) {
                ending = Ending::Lost;
            }
            let submitted_at = ending.submitted_at(world, partner_of.region, &mut chance);
            let longest = if chance.per_mille(700) { 5_000 } else { 300_000 };
            let writing = Duration::seconds(chance.between(240, longest));
            let created_at = if ending == Ending::Draft {
                submitted_at
            } else {
                submitted_at - writing
            };
            Plan {
                created_at,
                submitted_at,
                ending,
                partner,
                number,
            }
        })
        .collect();
    plans.sort_by_key(|plan| (plan.created_at, plan.number));
    plans
}

/// How much each partner but the first does: a few a lot, many a little.
struct Shares {
    sums: Vec<u64>,
}

impl Shares {
    fn new(world: &World, people: &People) -> Self {
        let mut sum = 0;
        let sums = (1..people.partners.len()).map(|number| {
            let mut chance = Chance::new(world.seed, "share", number as u64);
            let size = (1.3 * chance.normal()).exp() * 1_000.0;
            // The other partner of the sample sign-ins is a busy one.
            sum += if number == 1 { 6_000 } else { (size as u64).max(40) };
            sum
        });
        Shares { sums: sums.collect() }
    }

    fn draw(&self, chance: &mut Chance) -> usize {
        let total = self.sums.last().copied().unwrap_or(1);
        let drawn = chance.between(0, i64::try_from(total).unwrap_or(i64::MAX) - 1) as u64;
        1 + self
            .sums
            .partition_point(|sum| *sum <= drawn)
            .min(self.sums.len().saturating_sub(1))
    }
}
