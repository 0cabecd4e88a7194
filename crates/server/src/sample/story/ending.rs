//! Where a story is to end, how often each ending comes, and when what ends so was handed in.

use super::super::random::Chance;
use super::super::world::World;
use chrono::{DateTime, Duration, Utc};

/// Where a story is to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// Still being written.
    Draft,
    /// Waits for a manager.
    Submitted,
    /// A manager has opened the review.
    InReview,
    /// Waits past its time.
    Overdue,
    /// Returned, with time left to answer.
    Returned,
    /// Approved and protected.
    Approved,
    /// Approved, and its extension was granted.
    Extended,
    /// Approved, and asked for an extension.
    ExtensionAsked,
    /// Rejected.
    Rejected,
    /// Rejected, and an appeal waits.
    AppealAsked,
    /// Taken back.
    Withdrawn,
    /// Its protection ran out, or nobody answered.
    Expired,
    /// Sold.
    Won,
    /// Not sold.
    Lost,
}

impl Ending {
    /// Every ending with how often it comes among a thousand. `Submitted` to `Overdue` are what waits.
    pub const SHARES: [(Ending, u32); 14] = [
        (Ending::Draft, 30),
        (Ending::Submitted, 11),
        (Ending::InReview, 7),
        (Ending::Overdue, 2),
        (Ending::Returned, 12),
        (Ending::Approved, 178),
        (Ending::Extended, 8),
        (Ending::ExtensionAsked, 3),
        (Ending::Rejected, 78),
        (Ending::AppealAsked, 1),
        (Ending::Withdrawn, 50),
        (Ending::Expired, 100),
        (Ending::Won, 292),
        (Ending::Lost, 228),
    ];

    /// Whether a manager has to decide the registration.
    pub fn waits(self) -> bool {
        matches!(self, Ending::Submitted | Ending::InReview | Ending::Overdue)
    }

    /// Whether the registration may hold its account now.
    pub fn can_hold(self) -> bool {
        self.waits()
            || matches!(
                self,
                Ending::Returned | Ending::Approved | Ending::Extended | Ending::ExtensionAsked
            )
    }

    /// Whether it was approved at some time, so that rules may have done it.
    pub fn gets_approved(self) -> bool {
        matches!(
            self,
            Ending::Approved | Ending::Extended | Ending::ExtensionAsked | Ending::Won | Ending::Lost | Ending::Expired
        )
    }

    /// How long ago a registration that has ended was handed in at least; nothing for those that have not.
    pub fn least_age(self) -> Duration {
        Duration::days(match self {
            Ending::Rejected => 14,
            Ending::Withdrawn => 50,
            Ending::Expired => 110,
            Ending::Won | Ending::Lost => 12,
            _ => 0,
        })
    }

    /// When it was handed in; of a draft, when it was begun.
    pub fn submitted_at(self, world: &World, region: usize, chance: &mut Chance) -> DateTime<Utc> {
        let days =
            |least: i64, most: i64, chance: &mut Chance| Duration::minutes(chance.between(least * 1440, most * 1440));
        // Business grows: the past is thinner the longer it is ago.
        let past = |chance: &mut Chance| {
            let share = chance.fraction();
            Duration::minutes((share * share * 1_000.0 * 1440.0) as i64 + 1440)
        };
        let age = match self {
            Ending::Draft => days(0, 45, chance),
            Ending::Submitted | Ending::InReview => {
                let mut age = days(0, 4, chance);
                // Not late: the younger, the later its decision is due.
                while world.decision_due(region, world.now - age) <= world.now {
                    age = Duration::seconds(age.num_seconds() * 2 / 3);
                }
                return (world.now - age).min(world.now - Duration::seconds(chance.between(40, 4_000)));
            }
            Ending::Overdue => {
                let mut age = days(4, 10, chance);
                while world.decision_due(region, world.now - age) >= world.now - Duration::hours(1) {
                    age += Duration::days(1);
                }
                age
            }
            Ending::Returned => days(4, 11, chance),
            Ending::Approved => days(2, 85, chance),
            Ending::Extended => days(88, 108, chance),
            Ending::ExtensionAsked => days(72, 85, chance),
            Ending::AppealAsked => days(9, 16, chance),
            Ending::Rejected | Ending::Withdrawn | Ending::Expired | Ending::Won | Ending::Lost => {
                past(chance) + self.least_age()
            }
        };
        let at = world.working_time(world.now - age, chance);
        if self == Ending::Overdue && world.decision_due(region, at) >= world.now {
            world.now - age
        } else {
            at
        }
    }
}
