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
    let mut has_won = vec![false; people.partners.len()];
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
            let mut submitted_at = ending.submitted_at(world, partner_of.region, &mut chance);
            if let Some(from) = partner_of.course.sells_from {
                let first_win = ending == Ending::Won && !std::mem::replace(&mut has_won[partner], true);
                if first_win || submitted_at < from {
                    submitted_at = since(world, from, ending, first_win, &mut chance);
                }
            }
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
    give_first_deals(people, &mut plans);
    plans.sort_by_key(|plan| (plan.created_at, plan.number));
    plans
}

/// Most days from when a partner begins to sell to the deal that becomes its first win.
const FIRST_WIN: i64 = 25;

/// When a registration that ended so was handed in by a partner that sells from a time on: its first win soon after that.
fn since(world: &World, from: DateTime<Utc>, ending: Ending, first_win: bool, chance: &mut Chance) -> DateTime<Utc> {
    let latest = (world.now - ending.least_age()).max(from);
    let latest = if first_win {
        latest.min(from + Duration::days(FIRST_WIN))
    } else {
        latest
    };
    let drawn = from + Duration::seconds(chance.between(0, (latest - from).num_seconds()));
    world.working_time(drawn, chance)
}

/// Hands some of what others registered to partners that are on their journey and have come so far: one that is approved to each.
fn give_first_deals(people: &People, plans: &mut [Plan]) {
    let home = 0;
    let mut given = vec![false; plans.len()];
    for (place, partner) in people.partners.iter().enumerate() {
        let Some(from) = partner.course.sells_from.filter(|_| partner.under_way) else {
            continue;
        };
        let fits = |(at, plan): &(usize, &mut Plan)| {
            plan.ending == Ending::Approved && plan.partner != home && plan.submitted_at > from && !given[*at]
        };
        if let Some((at, plan)) = plans.iter_mut().enumerate().find(fits) {
            plan.partner = place;
            given[at] = true;
        }
    }
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
            sum += match number {
                // The other partner of the sample sign-ins is a busy one.
                1 => 6_000,
                // Who is on the way has no past, see `give_first_deals`.
                _ if people.partners[number].under_way => 0,
                _ => (size as u64).max(40),
            };
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
