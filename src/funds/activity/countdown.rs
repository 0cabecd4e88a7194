//! How long until the activity begins, until a claim can be handed in, and until it must be; and the clock that runs while somebody decides.

use super::acting::Acting;
use crate::i18n::{self, Key, keys, t, text_with};
use crate::ui::{Card, Clock, ClockFace, Icon, IconName, IconSize, Tone};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entente_model::funds::request::{FundRequest, FundRequestProgress, FundRequestState};
use leptos::prelude::*;

/// Days before the first one from which on an activity is near.
const NEAR_START: i64 = 7;
/// Days before the last one for claims from which on it is near.
const NEAR_DEADLINE: i64 = 14;

/// What is counted down to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Goal {
    /// The activity begins.
    Start,
    /// Its claim can be handed in.
    Claims,
    /// Its claim must be handed in.
    Deadline,
}

/// How near a day is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Nearness {
    Far,
    Near,
    Today,
    Passed,
}

/// A day that is counted down to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Count {
    goal: Goal,
    day: NaiveDate,
    nearness: Nearness,
}

impl Count {
    fn to(goal: Goal, day: NaiveDate, today: NaiveDate) -> Self {
        let near = match goal {
            Goal::Start | Goal::Claims => NEAR_START,
            Goal::Deadline => NEAR_DEADLINE,
        };
        let nearness = match (day - today).num_days() {
            ..=-1 => Nearness::Passed,
            0 => Nearness::Today,
            days if days <= near => Nearness::Near,
            _ => Nearness::Far,
        };
        Count { goal, day, nearness }
    }

    fn label(self) -> Key {
        match (self.goal, self.nearness) {
            (Goal::Start, Nearness::Passed) => keys::FUND_ACTIVITY_PAGE_BEGAN,
            (Goal::Start, _) => keys::FUND_ACTIVITY_PAGE_BEGINS,
            (Goal::Claims, _) => keys::FUND_ACTIVITY_PAGE_CLAIM_FROM,
            (Goal::Deadline, Nearness::Passed) => keys::FUND_ACTIVITY_PAGE_CLAIM_PASSED,
            (Goal::Deadline, _) => keys::FUND_ACTIVITY_PAGE_CLAIM_UNTIL,
        }
    }

    fn look(self) -> (Tone, IconName) {
        match (self.goal, self.nearness) {
            (Goal::Start, Nearness::Far) | (Goal::Claims, _) => (Tone::Neutral, IconName::Calendar),
            (Goal::Start, Nearness::Near) => (Tone::Info, IconName::CalendarClock),
            (Goal::Start, Nearness::Today | Nearness::Passed) => (Tone::Success, IconName::CircleDot),
            (Goal::Deadline, Nearness::Far) => (Tone::Neutral, IconName::Hourglass),
            (Goal::Deadline, Nearness::Near) => (Tone::Warning, IconName::Hourglass),
            (Goal::Deadline, Nearness::Today | Nearness::Passed) => (Tone::Danger, IconName::CircleAlert),
        }
    }
}

/// The days that matter while an approved activity is ahead or under way and nothing of it is claimed.
fn counts(state: FundRequestState, progress: &FundRequestProgress, today: NaiveDate) -> Vec<Count> {
    let (true, Some(terms)) = (state.is_claimable(), &progress.terms) else {
        return Vec::new();
    };
    let claims = Some(terms.ends_on).filter(|ends_on| *ends_on > today);
    let days = [
        (Goal::Start, Some(terms.starts_on)),
        (Goal::Claims, claims),
        (Goal::Deadline, progress.claim_deadline),
    ];
    days.into_iter()
        .filter_map(|(goal, day)| Some(Count::to(goal, day?, today)))
        .collect()
}

/// The clock that runs while something is awaited: what for, from when, until when.
fn clock(request: &FundRequest, is_partner: bool) -> Option<(Key, DateTime<Utc>, DateTime<Utc>)> {
    let progress = &request.progress;
    let (label, from, until, usual) = match request.summary.state {
        FundRequestState::Submitted => (
            keys::DEAL_CLOCK_DECISION,
            progress.handed_in_at,
            progress.decision_due?,
            TimeDelta::days(5),
        ),
        FundRequestState::ActionRequired => {
            let label = if is_partner {
                keys::DEAL_CLOCK_ANSWER
            } else {
                keys::DEAL_CLOCK_ANSWER_VENDOR
            };
            (label, progress.decided_at, progress.answer_due?, TimeDelta::days(14))
        }
        _ => return None,
    };
    Some((label, from.filter(|from| *from < until).unwrap_or(until - usual), until))
}

/// The countdown; nothing where there is none.
#[component]
pub(super) fn CountdownCard(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    let Acting { request, today, .. } = acting;
    let days =
        Memo::new(move |_| request.with(|request| counts(request.summary.state, &request.progress, today.get())));
    let running = Memo::new(move |_| request.with(|request| clock(request, acting.is_partner())));
    move || {
        let (days, running) = (days.get(), running.get());
        if days.is_empty() && running.is_none() {
            return None;
        }
        let clock = running.map(|(label, from, until)| {
            view! {
                <div>
                    <div class="deal-clock-name">{t(label)}</div>
                    <Clock starts=from ends=until face=ClockFace::Bar/>
                </div>
            }
        });
        let counted = (!days.is_empty()).then(|| {
            let lines = days.into_iter().map(|count| line(count, today)).collect_view();
            view! { <dl class="activity-counts">{lines}</dl> }
        });
        Some(view! {
            <Card title=keys::FUND_ACTIVITY_PAGE_COUNTDOWN>
                {clock}
                {counted}
            </Card>
        })
    }
}

fn line(count: Count, today: Memo<NaiveDate>) -> AnyView {
    let (tone, icon) = count.look();
    let day = count.day;
    let when = move || i18n::day_from(day, today.get());
    // A day that is said in words is said as one, too.
    let on = move || text_with(keys::FUND_ACTIVITY_PAGE_ON, &[("day", &i18n::date_long(day))]);
    view! {
        <div class="activity-count" data-tone=tone.name()>
            <dt><Icon name=icon size=IconSize::Small/>{t(count.label())}</dt>
            <dd>
                <time class="activity-count-when" translate="no" datetime=day.to_string()>{when}</time>
                <span class="cell-sub">{on}</span>
            </dd>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::funds::request::FundRequestTerms;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 3, day).unwrap()
    }

    fn progress() -> FundRequestProgress {
        FundRequestProgress {
            terms: Some(FundRequestTerms {
                starts_on: day(10),
                ends_on: day(12),
                planned: 1_000,
                asked: 500,
                currency: "EUR".into(),
                share_per_mille: 500,
                fund_currency: "EUR".into(),
            }),
            claim_deadline: Some(day(30)),
            ..FundRequestProgress::default()
        }
    }

    fn seen(state: FundRequestState, today: NaiveDate) -> Vec<(Goal, Nearness)> {
        let counted = counts(state, &progress(), today);
        counted.into_iter().map(|count| (count.goal, count.nearness)).collect()
    }

    #[test]
    fn days_are_far_then_near_then_there_then_passed() {
        use FundRequestState::{Approved, Executing};
        let expected = [
            (Approved, 1, Nearness::Far, Nearness::Far),
            (Approved, 3, Nearness::Near, Nearness::Far),
            (Approved, 10, Nearness::Today, Nearness::Far),
            (Executing, 16, Nearness::Passed, Nearness::Near),
            (Executing, 30, Nearness::Passed, Nearness::Today),
            (Executing, 31, Nearness::Passed, Nearness::Passed),
        ];
        for (state, today, start, deadline) in expected {
            let seen = seen(state, day(today));
            assert_eq!(seen.first(), Some(&(Goal::Start, start)), "on the {today}");
            assert_eq!(seen.last(), Some(&(Goal::Deadline, deadline)), "on the {today}");
        }
    }

    #[test]
    fn the_first_day_for_claims_is_told_until_it_has_come() {
        let claims = |today| {
            seen(FundRequestState::Executing, day(today))
                .iter()
                .any(|(goal, _)| *goal == Goal::Claims)
        };
        assert!(claims(11));
        assert!(!claims(12));
    }

    #[test]
    fn nothing_is_counted_before_the_approval_or_once_it_is_claimed() {
        for state in [
            FundRequestState::Submitted,
            FundRequestState::Claimed,
            FundRequestState::Withdrawn,
        ] {
            assert!(seen(state, day(1)).is_empty(), "{state:?}");
        }
    }
}
