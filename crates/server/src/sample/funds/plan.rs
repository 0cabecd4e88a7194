//! Which lives are told: where each ends, of which kind its activity is, whose it is, and on which days it takes place.

use super::super::random::Chance;
use super::super::world::World;
use super::periods::Period;
use super::texts;
use chrono::{Duration, NaiveDate};
use entente_model::funds::activity::ActivityType;
use entente_model::ids::FundId;

/// Where a life has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The request is being written.
    Draft,
    /// It waits for a manager.
    Submitted,
    /// It waits too long.
    Overdue,
    /// It was returned.
    Returned,
    /// It was returned and not answered in time.
    Unanswered,
    /// It was rejected.
    Rejected,
    /// It was taken back before it was decided.
    Withdrawn,
    /// It is approved, and begins soon.
    Approved,
    /// It was approved, and taken back.
    GivenUp,
    /// The activity has begun.
    Running,
    /// The activity is over, and there is time for a claim.
    Over,
    /// There is little time left.
    DeadlineNear,
    /// There was no claim in time.
    Expired,
    /// A claim is being written, and proof is missing.
    ClaimBegun,
    /// A claim waits for finance.
    ClaimWaits,
    /// A claim waits too long.
    ClaimLate,
    /// One of finance has agreed to a large claim, and a second has to.
    ClaimAgreed,
    /// A claim was returned.
    ClaimReturned,
    /// A claim was rejected, and there is time for another.
    ClaimRejected,
    /// A claim was rejected, and there is no time for another.
    Unproven,
    /// A claim is approved and not paid yet.
    ClaimApproved,
    /// A claim was paid.
    Paid,
    /// A claim was approved for less than it came to, and paid.
    PaidInPart,
}

/// A life as planned before it is told.
#[derive(Clone, Copy)]
pub struct Plot {
    /// Where it ends.
    pub ending: Ending,
    /// What kind of activity it is.
    pub activity: ActivityType,
    /// Place of the partner, and of the person among its people; anybody's when absent.
    pub whose: Option<(usize, usize)>,
}

/// Lives of the partners of the sample sign-ins: place of the partner, of the person, where it ends, which activity.
#[rustfmt::skip]
const STORY: [(usize, usize, Ending, ActivityType); 13] = {
    use ActivityType::{AccountEvent, ContentSyndication, FieldEvent, PaidSearch, Webinar};
    [
        // Whom a partner's admin makes a member sees something at each step of the way.
        (0, 1, Ending::Draft, AccountEvent),
        (0, 1, Ending::Returned, FieldEvent),
        (0, 1, Ending::Approved, Webinar),
        (0, 1, Ending::ClaimBegun, PaidSearch),
        (0, 1, Ending::ClaimReturned, FieldEvent),
        (0, 1, Ending::Paid, Webinar),
        (0, 0, Ending::Submitted, ContentSyndication),
        (0, 2, Ending::DeadlineNear, AccountEvent),
        (0, 0, Ending::ClaimWaits, Webinar),
        (0, 3, Ending::Paid, FieldEvent),
        (1, 0, Ending::Running, PaidSearch),
        (1, 1, Ending::Submitted, Webinar),
        (1, 0, Ending::Paid, FieldEvent),
    ]
};

/// Lives of others. Of what was paid there are enough for returns that differ by the kind of activity.
#[rustfmt::skip]
const DRAWN: [(Ending, &[ActivityType]); 23] = {
    use ActivityType::{AccountEvent, ContentSyndication, FieldEvent, Other, PaidSearch, TradeShow, Webinar};
    [
        (Ending::ClaimAgreed, &[TradeShow, FieldEvent]),
        (Ending::Draft, &[Webinar, TradeShow]),
        (Ending::Submitted, &[Webinar, FieldEvent, PaidSearch, TradeShow]),
        (Ending::Overdue, &[AccountEvent, ContentSyndication, Webinar]),
        (Ending::Returned, &[FieldEvent, Other]),
        (Ending::Unanswered, &[PaidSearch]),
        (Ending::Rejected, &[Other, TradeShow, ContentSyndication]),
        (Ending::Withdrawn, &[Webinar]),
        (Ending::Approved, &[Webinar, TradeShow, ContentSyndication, FieldEvent]),
        (Ending::GivenUp, &[AccountEvent]),
        (Ending::Running, &[PaidSearch, ContentSyndication, TradeShow]),
        (Ending::Over, &[Webinar, AccountEvent]),
        (Ending::DeadlineNear, &[FieldEvent]),
        (Ending::Expired, &[TradeShow, Webinar]),
        (Ending::ClaimBegun, &[Webinar]),
        (Ending::ClaimWaits, &[Webinar, PaidSearch, FieldEvent]),
        (Ending::ClaimLate, &[ContentSyndication]),
        (Ending::ClaimReturned, &[AccountEvent]),
        (Ending::ClaimRejected, &[Other]),
        (Ending::Unproven, &[PaidSearch]),
        (Ending::ClaimApproved, &[Webinar, AccountEvent, TradeShow]),
        (Ending::Paid, &[
            Webinar, PaidSearch, FieldEvent, Webinar, ContentSyndication, AccountEvent, Webinar, FieldEvent, PaidSearch, Webinar,
            TradeShow, AccountEvent, PaidSearch, FieldEvent, Other, ContentSyndication, Webinar, PaidSearch, AccountEvent, TradeShow,
        ]),
        (Ending::PaidInPart, &[PaidSearch, FieldEvent, Webinar, ContentSyndication]),
    ]
};

/// All lives, those of the sample sign-ins first.
pub fn plots() -> impl Iterator<Item = Plot> {
    let story = STORY.into_iter().map(|(partner, person, ending, activity)| Plot {
        ending,
        activity,
        whose: Some((partner, person)),
    });
    let drawn = DRAWN.into_iter().flat_map(|(ending, activities)| {
        activities.iter().map(move |activity| Plot {
            ending,
            activity: *activity,
            whose: None,
        })
    });
    story.chain(drawn)
}

/// A day of the activity, in days from today.
enum Anchor {
    /// The first.
    Starts(i64, i64),
    /// The last.
    Ends(i64, i64),
}

impl Ending {
    /// When the activity is, with a claim that may be handed in for so many days. A kind that is asked for earlier than others begins
    /// `early` days later, so that what waits for a decision was asked for lately.
    fn anchor(self, claim_days: i64, early: i64) -> Anchor {
        match self {
            Ending::Draft => Anchor::Starts(20 + early, 34 + early),
            Ending::Submitted => Anchor::Starts(13 + early, 24 + early),
            Ending::Overdue => Anchor::Starts(4 + early, 12 + early),
            Ending::Returned => Anchor::Starts(7 + early, 16 + early),
            Ending::Unanswered => Anchor::Starts(-9, 2),
            Ending::Rejected | Ending::Withdrawn => Anchor::Starts(-20, 4),
            Ending::GivenUp => Anchor::Starts(-4, 4),
            Ending::Approved => Anchor::Starts(4, 12),
            Ending::Running => Anchor::Starts(-3, -2),
            Ending::Over => Anchor::Ends(-20, -4),
            Ending::ClaimBegun => Anchor::Ends(-18, -8),
            Ending::DeadlineNear => Anchor::Ends(2 - claim_days, 5 - claim_days),
            Ending::Expired => Anchor::Ends(-claim_days - 16, -claim_days - 4),
            Ending::Unproven => Anchor::Ends(-claim_days - 14, -claim_days - 5),
            Ending::ClaimWaits | Ending::ClaimAgreed => Anchor::Ends(-20, -9),
            Ending::ClaimLate => Anchor::Ends(-30, -20),
            Ending::ClaimReturned => Anchor::Ends(-30, -15),
            Ending::ClaimRejected => Anchor::Ends(-38, -26),
            Ending::ClaimApproved => Anchor::Ends(-32, -18),
            Ending::Paid | Ending::PaidInPart => Anchor::Ends(-80, -32),
        }
    }

    /// How many days ago the request was handed in at least, where managers decide within `decision` business days.
    fn handed_in_before(self, decision: i64) -> (i64, i64) {
        match self {
            Ending::Draft => (0, 0),
            Ending::Submitted => (1, 3),
            Ending::Overdue => (2 * decision + 4, 2 * decision + 6),
            Ending::Unanswered => (20, 24),
            _ => (6, 9),
        }
    }
}

/// When an activity is, and which fund is to pay.
#[derive(Clone, Copy)]
pub struct Days {
    /// The fund.
    pub fund: FundId,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// The day on which the request is handed in, or would be.
    pub handed_in: NaiveDate,
}

impl Days {
    /// The days of a life: within one of the periods, and asked for in time. `None` when no period has such days.
    pub fn of(world: &World, plot: Plot, periods: &[Period], chance: &mut Chance) -> Option<Self> {
        let funds = &world.settings().funds;
        let today = world.now.date_naive();
        let (lead, claim_days) = (
            i64::from(funds.lead_days_of(plot.activity)),
            i64::from(funds.claim_days),
        );
        let length = texts::of(plot.activity).days;
        let first = periods.first()?.fund.starts_on;
        let (starts_on, ends_on) = match plot.ending.anchor(claim_days, (lead - 10).max(0)) {
            Anchor::Starts(least, most) => {
                let starts_on = today + Duration::days(chance.between(least, most));
                (starts_on, starts_on + Duration::days(length - 1))
            }
            Anchor::Ends(least, most) => {
                let ends_on = today + Duration::days(chance.between(least, most));
                let ends_on = ends_on.max(first + Duration::days(length - 1));
                (ends_on - Duration::days(length - 1), ends_on)
            }
        };
        let (least, most) = plot.ending.handed_in_before(funds.decision_business_days.into());
        let latest = today - Duration::days(chance.between(least, most));
        let ends_anchored = matches!(plot.ending.anchor(claim_days, 0), Anchor::Ends(..));
        // The period of the day that counts, if its money was there to be asked for, or the one before it, whose last days these are then.
        let counts = if ends_anchored { ends_on } else { starts_on };
        let given_on = |period: &Period| period.given_at.date_naive();
        let period = periods
            .iter()
            .rev()
            .find(|period| period.fund.starts_on <= counts && given_on(period) < latest)?;
        let (starts_on, ends_on) = if ends_anchored {
            (starts_on.max(period.fund.starts_on), ends_on)
        } else {
            let starts_on = starts_on.min(period.fund.ends_on);
            (starts_on, ends_on.min(period.fund.ends_on).max(starts_on))
        };
        let in_time = starts_on - Duration::days(lead + chance.between(1, 5));
        // Days of work may be up to two days earlier; nobody asks for what nobody was given.
        let handed_in = in_time.min(latest).max(given_on(period) + Duration::days(3));
        let is_early = handed_in + Duration::days(lead) <= starts_on;
        is_early.then_some(Days {
            fund: period.fund.id,
            starts_on,
            ends_on,
            handed_in,
        })
    }
}
