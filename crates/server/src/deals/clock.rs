//! A deal's clocks: what the portal does by itself when a time comes.
//!
//! A deal has one job that waits, for the earliest of its times. It names the clocks as they stood when it was queued; when it
//! runs and they stand otherwise, whatever moved them has queued its own, and it does nothing. So a transition writes one row however
//! many reminders lie ahead, and nothing is ever done twice.

use super::notify::{self, Notice, To};
use super::whole::Whole;
use crate::approvals::{self, About};
use crate::jobs::{Registry, Strikes};
use crate::store::{NewJob, StoreError};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Days, TimeDelta, Utc};
use entente_model::deals::transition::apply;
use entente_model::deals::{Actor, DealEventKind, DealFacts, DealState, Occurrence, allowed};
use entente_model::ids::DealId;
use entente_model::problem::Code;
use entente_model::settings::DealSettings;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const CLOCK: &str = "deal_clock";

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.change::<Alarm>(CLOCK);
}

/// What is to be done at a time. The order is that in which things of one moment are done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wake {
    /// The decision is late.
    Overdue,
    /// The answer is late.
    AnswerOverdue,
    /// Protection ends in so many days.
    Reminder(u32),
    /// Nothing was heard for long.
    ActivityDue,
    /// Protection ends.
    ProtectionEnd,
}

#[derive(Serialize, Deserialize)]
struct Alarm {
    deal: DealId,
    /// The deal's times as they stood.
    times: Times,
    wake: Wake,
    at: DateTime<Utc>,
}

/// All times that something waits for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Times {
    state: DealState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    decision: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    answer: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    protection: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    activity: Option<DateTime<Utc>>,
    /// Alarms from before a decision that was taken back no longer count: one may have been passed over meanwhile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    undone: Option<DateTime<Utc>>,
}

impl Times {
    fn of(facts: &DealFacts) -> Times {
        let progress = &facts.progress;
        let approved = facts.state == DealState::Approved;
        // Taking a registration into review moves no clock.
        let state = if facts.state == DealState::InReview {
            DealState::Submitted
        } else {
            facts.state
        };
        Times {
            state,
            decision: progress.decision_due,
            answer: progress.answer_due.filter(|_| state == DealState::ActionRequired),
            protection: progress.protected_until.filter(|_| approved),
            activity: progress.activity_due.filter(|_| approved),
            undone: progress.decision_undone_at,
        }
    }

    /// The first thing to do after that moment and thing.
    fn next(&self, settings: &DealSettings, after: (DateTime<Utc>, Wake)) -> Option<(DateTime<Utc>, Wake)> {
        self.wakes(settings).into_iter().filter(|wake| *wake > after).min()
    }

    /// All there is to do.
    fn wakes(&self, settings: &DealSettings) -> Vec<(DateTime<Utc>, Wake)> {
        // A decision is late after its time, not at it.
        let late = self
            .decision
            .and_then(|at| at.checked_add_signed(TimeDelta::seconds(1)));
        let mut wakes = Vec::new();
        wakes.extend(late.map(|at| (at, Wake::Overdue)));
        wakes.extend(self.answer.map(|at| (at, Wake::AnswerOverdue)));
        wakes.extend(self.activity.map(|at| (at, Wake::ActivityDue)));
        if let Some(end) = self.protection {
            wakes.push((end, Wake::ProtectionEnd));
            for days in &settings.reminder_days {
                let at = end.checked_sub_days(Days::new(u64::from(*days)));
                wakes.extend(at.map(|at| (at, Wake::Reminder(*days))));
            }
        }
        wakes
    }
}

/// Queues the deal's next alarm if its times have moved. What lies in the past already is done at once, reminders excepted.
pub fn wind(work: &mut Work<'_>, deal: &Whole, before: &DealFacts) -> Result<(), StoreError> {
    let times = Times::of(&deal.facts);
    if times == Times::of(before) {
        return Ok(());
    }
    if times.undone != before.progress.decision_undone_at {
        let next = missed_or_ahead(work, deal, &times, before.progress.decided_at);
        return enqueue(work, deal, times, next);
    }
    let mut next = times.next(&work.settings.settings.deals, (DateTime::UNIX_EPOCH, Wake::Overdue));
    while let Some((at, Wake::Reminder(days))) = next.filter(|(at, _)| *at <= work.now) {
        next = times.next(&work.settings.settings.deals, (at, Wake::Reminder(days)));
    }
    enqueue(work, deal, times, next)
}

/// The first thing to do once a decision was taken back: what fell into the time of the decision and was passed over comes first,
/// what was done before it is not done again.
fn missed_or_ahead(
    work: &Work<'_>,
    deal: &Whole,
    times: &Times,
    decided_at: Option<DateTime<Utc>>,
) -> Option<(DateTime<Utc>, Wake)> {
    let open = |at: DateTime<Utc>, wake: Wake| match wake {
        Wake::Overdue => at > work.now || allowed(&deal.facts, DealEventKind::Overdue, Actor::Portal, work.now).is_ok(),
        Wake::AnswerOverdue | Wake::ProtectionEnd => true,
        Wake::Reminder(_) | Wake::ActivityDue => decided_at.is_none_or(|decided_at| at > decided_at),
    };
    let wakes = times.wakes(&work.settings.settings.deals).into_iter();
    wakes.filter(|(at, wake)| open(*at, *wake)).min()
}

fn enqueue(
    work: &mut Work<'_>,
    deal: &Whole,
    times: Times,
    next: Option<(DateTime<Utc>, Wake)>,
) -> Result<(), StoreError> {
    if let Some((at, wake)) = next {
        let alarm = Alarm {
            deal: DealId(deal.row.id),
            times,
            wake,
            at,
        };
        work.enqueue(NewJob::new(CLOCK, &alarm)?.at(at.max(work.now)).about(deal.row.id));
    }
    Ok(())
}

/// A job's kind, payload and time.
pub(crate) type AlarmJob = (&'static str, String, DateTime<Utc>);

/// The next alarm of a deal whose past ones have been done, as a job: its kind, payload and time. For rows that are written in bulk.
pub(crate) fn alarm_ahead(
    deal: DealId,
    facts: &DealFacts,
    settings: &DealSettings,
    now: DateTime<Utc>,
) -> Result<Option<AlarmJob>, StoreError> {
    let times = Times::of(facts);
    let Some((at, wake)) = times.next(settings, (now, Wake::ProtectionEnd)) else {
        return Ok(None);
    };
    Ok(Some((
        CLOCK,
        serde_json::to_string(&Alarm { deal, times, wake, at })?,
        at,
    )))
}

#[async_trait]
impl Strikes for Alarm {
    async fn strike(&self, work: &mut Work<'_>) -> Result<(), StoreError> {
        let mut deal = match Whole::find(work.db, work.scope, self.deal).await {
            Err(StoreError::Refused(problem)) if problem.code == Code::NotFound => return Ok(()),
            other => other?,
        };
        if Times::of(&deal.facts) != self.times {
            return Ok(());
        }
        let before = deal.facts.clone();
        match self.wake {
            Wake::Overdue => overdue(work, &mut deal).await?,
            Wake::AnswerOverdue => {
                if !occur(work, &mut deal, &Occurrence::AnswerOverdue).await? {
                    return Ok(());
                }
                work.audit("deal.expired", &deal, |entry| entry.param("reason", "answer_overdue"));
                notify::queue(work, &deal, Notice::AnswerOverdue, To::Owner)?;
            }
            Wake::ProtectionEnd => {
                if !occur(work, &mut deal, &Occurrence::ProtectionEnded).await? {
                    return Ok(());
                }
                approvals::cancel(work, About::Deal(&deal)).await?;
                work.audit("deal.expired", &deal, |entry| entry.param("reason", "protection_ended"));
                notify::queue(work, &deal, Notice::ProtectionEnded, To::Owner)?;
            }
            Wake::Reminder(days) => {
                work.audit("deal.reminded", &deal, |entry| entry.param("days", days));
                notify::queue(work, &deal, Notice::ProtectionEnding { days }, To::Owner)?;
            }
            Wake::ActivityDue => {
                work.audit("deal.activity_due", &deal, |entry| entry);
                notify::queue(work, &deal, Notice::ActivityWanted, To::Owner)?;
                notify::queue(work, &deal, Notice::ActivityMissing, To::Managers)?;
            }
        }
        // A transition that moved the times has queued what follows itself.
        if Times::of(&deal.facts) == Times::of(&before) {
            let next = self.times.next(&work.settings.settings.deals, (self.at, self.wake));
            enqueue(work, &deal, self.times.clone(), next)?;
        }
        Ok(())
    }
}

async fn overdue(work: &mut Work<'_>, deal: &mut Whole) -> Result<(), StoreError> {
    // Refused when a manager has escalated it already; the item is late all the same.
    occur(work, deal, &Occurrence::Overdue).await?;
    approvals::mark_overdue(work, About::Deal(deal)).await?;
    let until = deal.row.protected_until;
    work.audit("deal.overdue", deal, |entry| match until {
        Some(until) => entry.param("protected_until", until.to_rfc3339()),
        None => entry,
    });
    notify::queue(work, deal, Notice::Overdue, To::ManagersAndAdmins)
}

/// What the model makes of it; `false` when it refuses because it no longer applies.
async fn occur(work: &mut Work<'_>, deal: &mut Whole, occurrence: &Occurrence) -> Result<bool, StoreError> {
    let due = work.settings.decision_due(&deal.row.region, work.now);
    match apply(
        &deal.facts,
        occurrence,
        Actor::Portal,
        work.now,
        &work.settings.settings.deals,
        due,
    ) {
        Ok(after) => work.save(deal, after).await.map(|()| true),
        Err(_) => Ok(false),
    }
}
