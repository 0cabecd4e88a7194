//! What a new partner does when: most keep to their journey's days, some are slow, some stop.

use super::random::Chance;
use super::world::World;
use chrono::{DateTime, Duration, Utc};

/// Something that a partner does on its journey, besides selling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Signs the agreement.
    Sign,
    /// Completes its profile.
    Profile,
    /// Hands its logo in.
    Logo,
    /// Hands its tax form in.
    TaxForm,
    /// Has a colleague who joins.
    Colleague,
    /// Is trained, as a manager confirms.
    Training,
    /// Is given what the vendor owes it on its journey.
    Given,
}

/// Each step and the day on which a partner takes it that keeps to its journey's days.
const STEPS: [(Step, i64); 8] = [
    (Step::Sign, 3),
    (Step::Profile, 5),
    (Step::Colleague, 8),
    (Step::Logo, 9),
    (Step::TaxForm, 11),
    (Step::Colleague, 13),
    (Step::Training, 24),
    (Step::Given, 30),
];
/// The day on which such a partner begins to hand deals in.
const SELLS: i64 = 38;
/// Days after which the tasks of the first week are late, by less than what the manager is asked about.
const JUST_LATE: i64 = 10;
/// Most days of a sample's journey that is under way.
pub const UNDER_WAY: i64 = 96;

/// A partner's way so far.
#[derive(Clone, Debug)]
pub struct Course {
    /// When it joined.
    pub joined: DateTime<Utc>,
    /// What it did when, oldest first.
    pub steps: Vec<(DateTime<Utc>, Step)>,
    /// From when on it hands deals in; absent when it has not come so far.
    pub sells_from: Option<DateTime<Utc>>,
}

impl Course {
    /// Of a partner that has come all the way, long ago.
    pub fn through(world: &World, joined: DateTime<Utc>, chance: &mut Chance) -> Self {
        let pace = chance.between(600, 1_500);
        Course::walk(world, joined, pace, STEPS.len() + 1, chance)
    }

    /// Of a partner that is on its way. `place` among those who are makes sure that there are some of each kind: in time, slow, stopped,
    /// and a little late: past the first week with the agreement signed and nothing more done.
    pub fn under_way(world: &World, place: u64, chance: &mut Chance) -> Self {
        let is_little_late = place % 8 == 5;
        let days = if is_little_late {
            JUST_LATE + (place as i64 / 8) % 3
        } else {
            2 + (place as i64 * 37) % UNDER_WAY
        };
        let joined = world.now - Duration::days(days) + Duration::seconds(chance.between(25_000, 61_000));
        let (pace, steps) = match place % 4 {
            _ if is_little_late => (chance.between(600, 1_100), 1),
            1 => (chance.between(1_250, 1_700), STEPS.len() + 1),
            2 => (chance.between(600, 1_100), chance.below(STEPS.len())),
            _ => (chance.between(550, 950), STEPS.len() + 1),
        };
        Course::walk(world, joined, pace, steps, chance)
    }

    /// So many steps at a pace, in thousandths of the days above; selling is the last.
    pub fn walk(world: &World, joined: DateTime<Utc>, pace: i64, most: usize, chance: &mut Chance) -> Self {
        let mut at = |days: i64| {
            let minutes = days * pace * 1_440 / 1_000 + chance.between(0, 600);
            let time = world.working_time(joined + Duration::minutes(minutes), chance);
            time.max(joined + Duration::hours(1))
        };
        let mut steps: Vec<(DateTime<Utc>, Step)> = Vec::new();
        for (step, days) in STEPS.into_iter().take(most) {
            let time = at(days);
            if time < world.now {
                steps.push((time, step));
            }
        }
        steps.sort_by_key(|(time, _)| *time);
        let sells_from = (most > STEPS.len()).then(|| at(SELLS)).filter(|time| *time < world.now);
        Course {
            joined,
            steps,
            sells_from,
        }
    }

    /// When it took a step for the first time.
    pub fn took(&self, step: Step) -> Option<DateTime<Utc>> {
        self.steps.iter().find(|(_, own)| *own == step).map(|(time, _)| *time)
    }

    /// When its colleagues joined, oldest first.
    pub fn colleagues(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let joined = self.steps.iter().filter(|(_, step)| *step == Step::Colleague);
        joined.map(|(time, _)| *time)
    }
}
